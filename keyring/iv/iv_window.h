// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The replay window of one lane: the frames of one key and one SSRC or IV
// prefix. Such frames have a position, which is an RTP timestamp or a counter,
// and a mark that distinguishes frames of one position.
//
// A log holds the newest frames exactly. Older ones are known by buckets, which
// are the 256 equal parts of the range of positions. Each bucket has the time
// of one of its newest 16 frames. It is free if it was never entered, or was
// left so long ago that its positions can have come round (see below).
//
// A head is a place where positions increase: its newest position, and the span
// of positions up to it whose frames are all in the log. A frame is accepted
//
// - inside the span of a head, if the log does not contain it;
// - ahead of a head, in the same bucket;
// - in a free bucket, which it enters: either by moving the head that is in the
//   bucket before, or as a new head.
//
// When an entry of the log is overwritten, spans are cut to exclude it. So a
// frame that was opened is in the log, or outside all spans and behind the head
// of its bucket, or in a bucket without a head that is not free.
//
// A lane has four heads, so that a sender that restarts, or several timelines
// under one SSRC, do not disturb each other. The head that was used least
// recently makes room. Its timeline opens again from the next free bucket on.
//
// Positions that wrap come round at 96 kHz in 12.4 hours. A bucket is free
// again when its last frame is 12 hours old, but only once the head behind it
// can have come there at that rate (four times that for the next bucket).
//
// A frame with the newest position opens if the log does not contain it, for as
// long as the log contains nothing older. This is for constant positions.
//
// Thread-safety: may be used from several threads. Only the one that owns the
// window (`uses`) may call `Restore` and `Clear`, and no other may call
// `Commit` meanwhile. Never allocates, blocks or waits. The clock is read at
// each 16th frame and when a bucket changes. Of several threads with one frame,
// at most one commits it. A new frame can be refused while another thread
// enters the same bucket.

#ifndef SEALFRAME_KEYRING_IV_IV_WINDOW_H_
#define SEALFRAME_KEYRING_IV_IV_WINDOW_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/iv/iv_frame.h"
#include "sealframe/keyring/iv/iv_head.h"
#include "sealframe/keyring/iv/once_log.h"
#include "sealframe/keyring/iv/use_count.h"

namespace sealframe {

// A time, in seconds, in which positions that wrap cannot come round.
inline constexpr int32_t kIvFreeAfter = 12 * 3600;

class IvWindow {
 public:
  // IvWindow is empty and owned, and logs in `slots` (`OnceLog`). `wraps` is
  // whether positions wrap.
  IvWindow(absl::Span<OnceLog::Slot> slots, bool wraps);

  UseCount& uses() { return uses_; }

  // Accepts returns whether `Commit` would succeed. It changes nothing.
  bool Accepts(const IvFrame& frame, const Clock& clock) const;

  // Commit records `frame`, or returns false if it is recorded or too old.
  [[nodiscard]] bool Commit(const IvFrame& frame, const Clock& clock);

  // LastUse returns the time of one of the newest 16 frames, as of `IvTimeOf`.
  uint32_t LastUse() const;

  // Summary is all that is kept of a lane without a window.
  struct Summary {
    std::array<uint64_t, kIvBuckets / 64> entered;  // One bit a bucket.
    uint32_t last;  // The last time in the window, or later (`IvTimeOf`).
  };
  Summary Summarize() const;

  // Clear forgets all frames.
  void Clear();
  // Restore copies `summary` into an empty window.
  void Restore(const Summary& summary);

 private:
  enum class Admission : uint8_t { kRefused, kRepeat, kInSpan, kNewest };

  static constexpr size_t kHeads = 4;

  Admission Admit(const IvFrame& frame, const OnceLog::Place& place,
                  const Clock& clock);
  bool Enter(uint32_t position, uint32_t now);
  bool IsFree(size_t bucket, const Clock& clock) const;
  bool IsFree(size_t bucket, uint32_t now) const;
  bool CanHaveComeTo(size_t bucket, uint32_t now) const;
  void StoreTime(size_t bucket, const Clock& clock);
  void DropHeadsIn(size_t bucket);
  bool MoveHeadFromBucketBefore(uint32_t position);
  void AddHead(const IvHead& added);
  void CutSpans(const OnceLog::Place& place);
  bool LogHoldsOnly(uint32_t position) const;

  UseCount uses_;
  const bool wraps_;
  OnceLog log_;
  std::array<std::atomic<uint64_t>, kHeads> heads_ = {};
  // The time of the last frame in each bucket, or zero.
  std::array<std::atomic<uint32_t>, kIvBuckets> times_ = {};
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_IV_IV_WINDOW_H_
