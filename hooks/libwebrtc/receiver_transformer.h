// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Opens what an RtpReceiver receives, between depacketizer and decoder
// (`RtpReceiverInterface::SetDepacketizerToDecoderFrameTransformer`).
//
// One object serves one receiver, and so one sender's stream, whatever SSRCs it
// comes under. It has no thread of its own: frames are opened where WebRTC
// hands them over. Those whose key is late wait, as `config` bounds it, and
// come out of `Transform` or `ReleaseHeld` once it is there. What does not open
// is dropped, and the session tells why; so is a frame that is being sent.
//
// libwebrtc hands a frame over twice now and then. The second is a replay, and
// is dropped as one.
//
// Thread-safety: all of it may be called from any thread.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_RECEIVER_TRANSFORMER_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_RECEIVER_TRANSFORMER_H_

#include <cstddef>
#include <cstdint>
#include <deque>
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
  // Create makes one for a stream of `config.participant`, who need not be
  // known yet. `config.media` must be the receiver's; `codec` is as for a
  // `SenderTransformer`. It returns null, and says why in `*error`, which may
  // be null, if the stream cannot be made.
  static Ref<ReceiverTransformer> Create(sealframe_session* session,
                                         const sealframe_stream_config& config,
                                         sealframe_codec codec,
                                         sealframe_error* error);

  // ReleaseHeld passes on held frames whose key has come. Call it after a key
  // was set; a `SessionPoller` does.
  void ReleaseHeld();

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
  ReceiverTransformer(UniquePtr<sealframe_receive_transform> transform,
                      sealframe_media media, sealframe_codec codec);
  ~ReceiverTransformer() override = default;

 private:
  using Frame = std::unique_ptr<webrtc::TransformableFrameInterface>;

  // Open opens `frame` and returns it, or null if it is dropped or held.
  Frame Open(Frame frame);
  // OpenHeld returns the next held frame that opens, or null.
  Frame OpenHeld();
  // DropGone drops the oldest of `held_` that `transform_` no longer holds,
  // beside `taken_out` that it has just given out.
  void DropGone(size_t taken_out);
  // Take removes from `held_` the frame that `info` is about.
  Frame Take(const sealframe_frame_info& info);

  const sealframe_media media_;
  const sealframe_codec codec_;
  FrameCallbacks callbacks_;
  std::mutex mutex_;  // Held while a frame is opened.
  const UniquePtr<sealframe_receive_transform> transform_;
  std::vector<uint8_t> opened_;  // Grows to the largest frame and stays so.
  std::deque<Frame> held_;       // What `transform_` holds, in its order.
};

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_RECEIVER_TRANSFORMER_H_
