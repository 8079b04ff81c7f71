// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Seals what an RtpSender sends, between encoder and packetizer
// (`RtpSenderInterface::SetEncoderToPacketizerFrameTransformer`).
//
// One object serves one sender, with all layers of a simulcast. It has no
// thread of its own: frames are sealed where WebRTC hands them over, and passed
// on before `Transform` returns. What cannot be sealed is dropped, and the
// session tells why; so is a frame that was received, which a sender never has
// unless the transformer was set in the wrong place.
//
// Thread-safety: all of it may be called from any thread.

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
  // Create makes one for a stream of a local participant. `config.media` must
  // be the sender's. `codec` is what is encoded where this vintage's frames do
  // not say; profiles that seal whole frames do not need it. It returns null,
  // and says why in `*error`, which may be null, if the stream cannot be made.
  static Ref<SenderTransformer> Create(sealframe_session* session,
                                       const sealframe_stream_config& config,
                                       sealframe_codec codec,
                                       sealframe_error* error);

  // GetStats returns a copy of the stream's numbers.
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
  // Seal replaces the frame's bytes with its sealed ones, if that works.
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
