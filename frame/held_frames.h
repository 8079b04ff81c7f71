// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Frames that wait for a late key: a queue bounded in number, bytes and time.
//
// Key ids in sealed frames are not authenticated, so anyone who can inject
// frames can fill the queue. Key ids therefore share the room: a frame that
// needs room takes it from the key id with the largest share, or else from its
// own, oldest frames first. A key id never loses its last frame to another one;
// a frame that could only displace such frames is not held.
//
// A flood can still keep out frames that arrive after it, until its own expire,
// with enough key ids or large enough frames; reduce a key id to an equal share
// of the room; and replace frames under the key id that it forges.
//
// Thread-safety: belongs to the stream's thread. Only construction allocates.

#ifndef SEALFRAME_FRAME_HELD_FRAMES_H_
#define SEALFRAME_FRAME_HELD_FRAMES_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {

// HoldOptions bounds the frames that one stream holds. The default holds none.
struct HoldOptions {
  size_t max_frames = 0;
  // Bytes of frames and their metadata. An empty frame counts as one byte. The
  // queue's memory is a quarter more.
  size_t max_bytes = size_t{1} << 20;  // Two seconds of 4 Mbit/s.
  absl::Duration max_age = absl::Seconds(2);
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

  HeldFrames(const HeldFrames&) = delete;
  HeldFrames& operator=(const HeldFrames&) = delete;

  // CanHold returns whether an empty queue has room for a frame of this size.
  bool CanHold(size_t frame_size, size_t metadata_size) const;

  // HasRoom returns whether such a frame fits beside all held frames.
  bool HasRoom(size_t frame_size, size_t metadata_size) const;

  // Push copies a frame to the end and returns how many frames it evicted to
  // make room. If the frame cannot be held, it returns and changes nothing. Its
  // time is linear in the number of held frames; over time, it also moves at
  // most four bytes for each byte pushed, to close gaps.
  std::optional<size_t> Push(const FrameInfo& info, uint64_t kid,
                             absl::Span<const uint8_t> frame, absl::Time now);

  // size, Get and Remove address frames by place, the oldest first. `Get`
  // returns a reference that is valid until the next `Push` or `Remove`.
  size_t size() const { return count_; }
  const Held& Get(size_t place) const { return At(place).held; }
  void Remove(size_t place);

  // IsOld returns whether the frame at `place` is older than allowed at `now`.
  bool IsOld(size_t place, absl::Time now) const {
    return now - Get(place).since > options_.max_age;
  }

 private:
  // The room that the frames of one key id take. Free if it has no frames.
  struct Share {
    uint64_t kid = 0;
    size_t frames = 0;
    size_t bytes = 0;
  };
  struct Entry {
    Held held = {};
    Share* share = nullptr;
    size_t bytes = 0;
  };

  size_t IndexOf(size_t place) const {
    return (first_ + place) % entries_.size();
  }
  Entry& At(size_t place) { return entries_[IndexOf(place)]; }
  const Entry& At(size_t place) const { return entries_[IndexOf(place)]; }
  bool Fits(size_t frames, size_t bytes, size_t size) const;
  Share* FindShare(uint64_t kid);
  Share* LargestOther(const Share& own, size_t size);
  std::optional<size_t> MakeRoom(Share& own, size_t size);
  std::optional<size_t> CountVictims(const Share& share, size_t keep,
                                     size_t size) const;
  void Evict(Share& share, size_t victims);
  void Release(Entry& entry);
  absl::Span<uint8_t> Append(size_t size);
  void Compact();

  const HoldOptions options_;
  std::vector<Entry> entries_;  // A ring.
  std::vector<Share> shares_;   // As many as entries.
  std::vector<uint8_t> bytes_;  // Frames in order, with gaps.
  size_t first_ = 0;
  size_t count_ = 0;
  size_t used_ = 0;  // Bytes of held frames.
  size_t end_ = 0;   // The end of the newest frame in `bytes_`.
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_HELD_FRAMES_H_
