// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Opens the frames of an RtpReceiver between depacketizer and decoder
// (`RtpReceiverInterface::SetDepacketizerToDecoderFrameTransformer`).
//
// One object serves one receiver, that is one sender's stream under any SSRC.
// It has no thread: it opens frames in the thread in which WebRTC passes them.
// It holds frames whose key is late, within the bounds in `config`, and passes
// them on in `Transform` or `ReleaseHeld` once the key is set. It drops frames
// that do not open, which the session reports, and frames of the sending
// direction.
//
// libwebrtc sometimes passes a frame twice. The second is dropped as a replay.
//
// Thread-safety: any thread may call any function.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_RECEIVER_TRANSFORMER_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_RECEIVER_TRANSFORMER_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/libwebrtc/frame_callbacks.h"
#include "sealframe/hooks/libwebrtc/webrtc_types.h"

namespace sealframe {

class ReceiverTransformer : public webrtc::FrameTransformerInterface {
 public:
  // Create returns a transformer for a stream of a remote participant, which
  // may have no key yet. `config.media` must be the receiver's; `codec` is as
  // for a `SenderTransformer`. If the stream cannot be created, it returns
  // null, with the reason in `*error`, which may be null.
  static Ref<ReceiverTransformer> Create(sealframe_session* session,
                                         const sealframe_stream_config& config,
                                         sealframe_codec codec,
                                         sealframe_error* error);

  // ReleaseHeld passes on held frames whose key is set. Call it after setting a
  // key, as a `SessionPoller` does.
  void ReleaseHeld();

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
  ReceiverTransformer(UniquePtr<sealframe_receive_transform> transform,
                      sealframe_media media, sealframe_codec codec);
  ~ReceiverTransformer() override = default;

 private:
  using Frame = std::unique_ptr<webrtc::TransformableFrameInterface>;

  // Open opens `frame` and returns it, or null if it is dropped or held.
  Frame Open(Frame frame);
  // OpenHeld returns the next held frame that opens, or null.
  Frame OpenHeld();
  // ForgetDropped releases the frames that `transform_` no longer holds.
  void ForgetDropped();
  void GrowTo(size_t size);

  const sealframe_media media_;
  const sealframe_codec codec_;
  FrameCallbacks callbacks_;
  std::mutex mutex_;  // Held while a frame is opened.
  const UniquePtr<sealframe_receive_transform> transform_;
  std::vector<uint8_t> opened_;     // As large as the largest frame so far.
  std::map<uint64_t, Frame> held_;  // The frames in `transform_`, by token.
  uint64_t last_token_ = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_RECEIVER_TRANSFORMER_H_
