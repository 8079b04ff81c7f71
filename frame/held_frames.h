// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Frames that wait for a late key: a queue bounded in number, bytes and time,
// in memory that is taken once. When room runs out the oldest frame goes.
//
// Thread-safety: none; belongs to the stream's thread. Allocates when
// constructed, never after.

#ifndef SEALFRAME_FRAME_HELD_FRAMES_H_
#define SEALFRAME_FRAME_HELD_FRAMES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {

// HoldOptions bounds what one stream may hold. By default it holds nothing.
struct HoldOptions {
  size_t max_frames = 0;
  size_t max_bytes =
      0;  // Of frames with their metadata; one of an empty frame.
  absl::Duration max_age = absl::ZeroDuration();
};

class HeldFrames {
 public:
  struct Held {
    FrameInfo info = {};
    uint64_t kid = 0;
    absl::Time since = {};
    absl::Span<const uint8_t> frame = {};  // In the queue's own memory.
  };

  explicit HeldFrames(const HoldOptions& options);

  // CanHold returns whether a frame of this size fits at all.
  bool CanHold(size_t frame_size, size_t metadata_size) const;

  // HasRoom returns whether such a frame fits with all that are held now.
  bool HasRoom(size_t frame_size, size_t metadata_size) const;

  // Push copies a frame, for which `CanHold` is true, to the end. It returns
  // how many frames at the front went to make room.
  size_t Push(const FrameInfo& info, uint64_t kid,
              absl::Span<const uint8_t> frame, absl::Time now);

  // size, Get and Remove are by place, the oldest first. What `Get` returns is
  // valid until the next `Push` or `Remove`.
  size_t size() const { return count_; }
  const Held& Get(size_t place) const { return entries_[IndexOf(place)]; }
  void Remove(size_t place);

  // IsOld returns whether the frame at `place` has waited long enough by `now`.
  bool IsOld(size_t place, absl::Time now) const {
    return now - Get(place).since > options_.max_age;
  }

 private:
  size_t IndexOf(size_t place) const {
    return (first_ + place) % entries_.size();
  }
  // Where `size` bytes are free in one piece behind the newest frame, if so.
  bool FindRoom(size_t size, size_t* offset) const;

  const HoldOptions options_;
  std::vector<Held> entries_;   // A ring.
  std::vector<uint8_t> bytes_;  // Frames in order, going round with gaps.
  size_t first_ = 0;
  size_t count_ = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_HELD_FRAMES_H_
