// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The receiving side of one stream: opens sealed frames, one after another.
//
// Nothing that a frame says is believed before it has authenticated: a forged
// frame changes no state but counters, and costs at most one cipher pass where
// its format names the key.
//
// Frames whose key is not there yet can be held (`StreamConfig::hold`) and come
// out, in order, once it is.
//
// Thread-safety: `Open` and `OpenHeld` belong to one thread at a time; `Stats`
// is for any. `Open` and `OpenHeld` never allocate, block, wait or log.

#ifndef SEALFRAME_FRAME_RECEIVE_TRANSFORM_H_
#define SEALFRAME_FRAME_RECEIVE_TRANSFORM_H_

#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/held_frames.h"
#include "sealframe/frame/stream_config.h"
#include "sealframe/frame/stream_pipeline.h"
#include "sealframe/frame/stream_stats.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {

class ReceiveTransform {
 public:
  // ReceiveTransform opens with the keys of `keyring`. Made by a session.
  ReceiveTransform(StreamParts parts, const StreamConfig& config,
                   std::shared_ptr<const Keyring> keyring, const Clock* clock);

  // Open writes the opened frame to the front of `out` and returns its size.
  // `out` starts where `frame` does or is disjoint from it; `MaxOpenedSize` is
  // room enough. If the frame does not come out, the size is 0 and the part of
  // `out` that could have been written is zero; in place, that destroys the
  // sealed frame. Only buffers that overlap in another way are left alone.
  //
  // kHeld says that the frame waits for its key, or for frames before it that
  // do: call `OpenHeld` until it returns kNoFrame.
  FrameResult Open(const FrameInfo& info, absl::Span<const uint8_t> frame,
                   absl::Span<uint8_t> out);

  // OpenHeld opens the oldest held frame whose key is there, as `Open` does,
  // and says in `*info` what came with it; its metadata is gone by then. It
  // returns kNoFrame, and writes nothing, if no frame can come out now. A frame
  // that `out` is too small for stays held. Call it after a key was set, and
  // after `Open` returned kHeld.
  FrameResult OpenHeld(FrameInfo* info, absl::Span<uint8_t> out);

  // held_frames returns how many frames wait.
  size_t held_frames() const { return held_.size(); }

  // MaxOpenedSize returns an upper bound of what a sealed frame of
  // `sealed_size` bytes opens to.
  size_t MaxOpenedSize(size_t sealed_size) const;

  // Stats returns a copy of the stream's numbers. Allocates.
  StreamStats Stats() const;

 private:
  FrameResult OpenNow(const FrameInfo& info, absl::Span<const uint8_t> frame,
                      absl::Span<uint8_t> out);
  // HoldBehindOthers holds a frame while held ones could come out, which go
  // first, or drops it if there is no room. It returns what became of it.
  absl::optional<FrameResult> HoldBehindOthers(const FrameInfo& info,
                                               absl::Span<const uint8_t> frame);
  bool Hold(const FrameInfo& info, uint64_t kid,
            absl::Span<const uint8_t> frame);
  // The place of the oldest held frame whose key is there, or held_.size().
  size_t FindReady();
  void DropOld();

  Stream stream_;
  const std::shared_ptr<const Keyring> keyring_;
  StreamKeys keys_;
  HeldFrames held_;
  uint64_t none_ready_at_ = 0;  // A version of the keyring.
  const Clock* const clock_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_RECEIVE_TRANSFORM_H_
