// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The receiving side of one stream: opens sealed frames, one after another.
//
// Nothing in a frame is trusted before it authenticates. A forged frame changes
// no keys and no replay windows, and costs one cipher pass at most where its
// format names the key; it is counted, and may be held.
//
// Frames that arrive before their key can be held (`StreamConfig::hold`) and
// come out, in order, once the key is set. frame/held_frames.h describes how
// frames compete for room, and the damage that forged ones can do.
//
// Thread-safety: `Open`, `OpenHeld` and the `held` functions belong to one
// thread at a time; any thread may call the others. `Open` and `OpenHeld` never
// block, wait or log; they allocate only where the format does (`FrameFormat`),
// and for the first frame that a key or a stream opens if no memory is spare
// (keyring/spare_arrays.h).

#ifndef SEALFRAME_FRAME_RECEIVE_TRANSFORM_H_
#define SEALFRAME_FRAME_RECEIVE_TRANSFORM_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>

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
  // ReceiveTransform opens with the keys of `keyring`. Created by a session.
  ReceiveTransform(StreamParts parts, const StreamConfig& config,
                   std::shared_ptr<const Keyring> keyring, const Clock* clock);

  // Open writes the opened frame to the front of `out` and returns its size.
  // `out` starts where `frame` does or is disjoint from it; `MaxOpenedSize`
  // bytes are enough. If no frame comes out, the size is 0 and the part of
  // `out` that could have been written is zero; in place, that destroys the
  // sealed frame. Buffers that overlap in another way are left as they were.
  //
  // kHeld means that the frame waits for its key, or for earlier frames that
  // can come out: call `OpenHeld` until it returns kNoFrame.
  FrameResult Open(const FrameInfo& info, absl::Span<const uint8_t> frame,
                   absl::Span<uint8_t> out);

  // Upcoming is for `OpenBatch`. It holds the keys for calls of `Open`, and
  // fetches what they use into the caches.
  struct Upcoming {
    explicit Upcoming(ReceiveTransform& transform);

    const StreamKeys::Use keys;
  };

  // OpenHeld opens the oldest held frame whose key is set, as `Open` does, and
  // stores its info, but no metadata, in `*info`. If no frame can come out now,
  // it returns kNoFrame and writes nothing. A frame that does not fit in `out`
  // stays held. Call it after setting a key, and after `Open` returned kHeld.
  FrameResult OpenHeld(FrameInfo* info, absl::Span<uint8_t> out);

  // next_held_size returns the room that the next `OpenHeld` needs, or 0 if no
  // held frame can come out now.
  size_t next_held_size();

  // held_frames returns the number of frames that wait.
  size_t held_frames() const { return held_.size(); }

  // held_token returns the token of the held frame at `place`, which is below
  // `held_frames()`; the oldest is at 0.
  uint64_t held_token(size_t place) const {
    return held_.Get(place).info.token;
  }

  // MaxOpenedSize returns an upper bound of the size to which a sealed frame of
  // `sealed_size` bytes opens.
  size_t MaxOpenedSize(size_t sealed_size) const;

  // Stats returns a copy of the stream's statistics. Allocates.
  StreamStats Stats() const;

 private:
  FrameResult OpenNow(const FrameInfo& info, absl::Span<const uint8_t> frame,
                      absl::Span<uint8_t> out);
  // HoldBehindOthers holds a frame while held frames can come out before it.
  // Without room it drops the frame, unless that can open and none of them has
  // its key id. It returns the result, or nothing if the frame need not wait.
  std::optional<FrameResult> HoldBehindOthers(const FrameInfo& info,
                                              absl::Span<const uint8_t> frame);
  bool Hold(const FrameInfo& info, uint64_t kid,
            absl::Span<const uint8_t> frame);
  // FindReady returns the place of the oldest held frame whose key is set, or
  // `held_.size()`.
  size_t FindReady();
  bool IsReady(const HeldFrames::Held& held);
  // HasReady returns whether a held frame with this key id can come out.
  bool HasReady(uint64_t kid);
  void DropOld();

  StreamPipeline stream_;
  const std::shared_ptr<const Keyring> keyring_;
  StreamKeys keys_;
  HeldFrames held_;
  uint64_t none_ready_at_ = 0;  // The keyring version with no ready frame.
  const Clock* const clock_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_RECEIVE_TRANSFORM_H_
