// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Seals the frames of an RtpSender between encoder and packetizer
// (`RtpSenderInterface::SetEncoderToPacketizerFrameTransformer`).
//
// One object serves one sender, with all layers of a simulcast. It has no
// thread: it seals frames in the thread in which WebRTC passes them, and passes
// them on before `Transform` returns. It drops frames that cannot be sealed,
// which the session reports, and received frames, which it only gets if the
// application set it on a receiver by mistake.
//
// Thread-safety: any thread may call any function.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_SENDER_TRANSFORMER_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_SENDER_TRANSFORMER_H_

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/libwebrtc/frame_callbacks.h"
#include "sealframe/hooks/libwebrtc/webrtc_types.h"

namespace sealframe {

class SenderTransformer : public webrtc::FrameTransformerInterface {
 public:
  // Create returns a transformer for a stream of a local participant.
  // `config.media` must be the sender's. `codec` is the codec for WebRTC
  // versions whose frames do not carry it; profiles that seal whole frames do
  // not need it. If the stream cannot be created, it returns null, with the
  // reason in `*error`, which may be null.
  static Ref<SenderTransformer> Create(sealframe_session* session,
                                       const sealframe_stream_config& config,
                                       sealframe_codec codec,
                                       sealframe_error* error);

  // GetStats returns a copy of the stream's statistics.
  sealframe_stream_stats GetStats() const;

  void Transform(
      std::unique_ptr<webrtc::TransformableFrameInterface> frame) override;
  void RegisterTransformedFrameCallback(FrameCallback callback) override;
  void RegisterTransformedFrameSinkCallback(FrameCallback callback,
                                            uint32_t ssrc) override;
  void UnregisterTransformedFrameCallback() override;
  void UnregisterTransformedFrameSinkCallback(uint32_t ssrc) override;

 protected:
  SenderTransformer(UniquePtr<sealframe_send_transform> transform,
                    sealframe_media media, sealframe_codec codec);
  ~SenderTransformer() override = default;

 private:
  // Seal replaces the frame's bytes with their sealed form, or returns false.
  bool Seal(webrtc::TransformableFrameInterface& frame);

  const sealframe_media media_;
  const sealframe_codec codec_;
  FrameCallbacks callbacks_;
  std::mutex mutex_;  // Held while a frame is sealed.
  const UniquePtr<sealframe_send_transform> transform_;
  std::vector<uint8_t> sealed_;  // Grows to the largest frame and stays so.
};

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_SENDER_TRANSFORMER_H_
