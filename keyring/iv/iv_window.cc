// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/iv/iv_window.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/iv/iv_frame.h"
#include "sealframe/keyring/iv/iv_head.h"
#include "sealframe/keyring/iv/once_log.h"

namespace sealframe {
namespace {

// The fastest that positions increase, a second.
constexpr uint64_t kMaxRate = 96000;

constexpr uint64_t kFramesPerClockReading = 16;

uint32_t PositionOf(uint64_t entry) {
  return static_cast<uint32_t>(entry >> kIvMarkBits);
}

uint64_t EntryOf(const IvFrame& frame) {
  return uint64_t{frame.position} << kIvMarkBits | frame.mark;
}

}  // namespace

IvWindow::IvWindow(absl::Span<OnceLog::Slot> slots, bool wraps)
    : wraps_(wraps), log_(slots) {}

bool IvWindow::Accepts(const IvFrame& frame, const Clock& clock) const {
  const std::array<uint64_t, kHeads> seen = LoadEach(heads_);
  for (const uint64_t stored : seen) {
    if (IvHead::Of(stored).Spans(frame.position)) {
      return log_.Find(log_.Next(), EntryOf(frame)) == log_.size();
    }
  }
  for (const uint64_t stored : seen) {
    if (IvHead::Of(stored).IsBehind(frame.position)) {
      return true;
    }
  }
  return IsFree(IvBucketOf(frame.position), clock);
}

// A frame that moves a head is not in the log, which therefore need not be
// searched: the thread that appended it had moved a head at least as far, and a
// bucket has one head. Every other frame is searched for. Nothing else was
// appended between that and a successful `Append`.
bool IvWindow::Commit(const IvFrame& frame, const Clock& clock) {
  const uint64_t entry = EntryOf(frame);
  for (;;) {
    const OnceLog::Place place = log_.Next();
    const Admission admission = Admit(frame, place, clock);
    if (admission == Admission::kRefused ||
        (admission == Admission::kInSpan &&
         log_.Find(place, entry) != log_.size())) {
      return false;
    }
    if (admission == Admission::kRepeat) {
      continue;
    }
    CutSpans(place);
    if (log_.Append(place, entry)) {
      return true;
    }
  }
}

IvWindow::Admission IvWindow::Admit(const IvFrame& frame,
                                    const OnceLog::Place& place,
                                    const Clock& clock) {
  const size_t bucket = IvBucketOf(frame.position);
  std::array<uint64_t, kHeads> seen = LoadEach(heads_);
  for (const uint64_t stored : seen) {
    const IvHead head = IvHead::Of(stored);
    if (head.Spans(frame.position)) {
      if (place.number % kFramesPerClockReading == 0 || !head.IsIn(bucket)) {
        StoreTime(bucket, clock);
      }
      return Admission::kInSpan;
    }
  }
  for (size_t i = 0; i < kHeads; ++i) {
    IvHead head = IvHead::Of(seen[i]);
    if (head.IsBehind(frame.position)) {
      if (place.number % kFramesPerClockReading == 0) {
        StoreTime(bucket, clock);
      }
      head.MoveTo(frame.position);
      if (!place.is_free) {
        head.Exclude(PositionOf(place.oldest()));  // As `CutSpans` does.
      }
      return heads_[i].compare_exchange_strong(seen[i], head.Stored())
                 ? Admission::kNewest
                 : Admission::kRepeat;
    }
  }
  return IsFree(bucket, clock) && Enter(frame.position, IvTimeOf(clock))
             ? Admission::kInSpan
             : Admission::kRefused;
}

// StoreTime stores the present time, unless another thread stored one since
// this thread called it: a thread that sleeps does not replace a later time.
void IvWindow::StoreTime(size_t bucket, const Clock& clock) {
  uint32_t time = times_[bucket].load();
  times_[bucket].compare_exchange_strong(time, IvTimeOf(clock));
}

bool IvWindow::IsFree(size_t bucket, const Clock& clock) const {
  return times_[bucket].load() == 0 ||
         (wraps_ && IsFree(bucket, IvTimeOf(clock)));
}

bool IvWindow::IsFree(size_t bucket, uint32_t now) const {
  const uint32_t time = times_[bucket].load();
  return time == 0 ||
         (wraps_ && static_cast<int32_t>(now - time) >= kIvFreeAfter &&
          CanHaveComeTo(bucket, now));
}

// CanHaveComeTo returns whether the nearest head behind `bucket` can have come
// there, since it left the bucket before its own and since its last frame. Half
// a bucket is allowed for frames that came late.
bool IvWindow::CanHaveComeTo(size_t bucket, uint32_t now) const {
  size_t distance = kIvBuckets + 1;
  uint32_t left = 0;
  uint32_t last = 0;
  for (const std::atomic<uint64_t>& stored : heads_) {
    const IvHead head = IvHead::Of(stored.load());
    const size_t from = IvBucketOf(head.newest);
    const size_t buckets = IvBucketBefore(bucket - from) + 1;  // 1 to 256.
    if (head.is_used && buckets < distance) {
      distance = buckets;
      left = times_[IvBucketBefore(from)].load();
      last = times_[from].load();
    }
  }
  const auto can_move = [now](uint32_t since, uint64_t half_buckets) {
    return uint64_t{now - since} * kMaxRate >=
           half_buckets * (kIvBucketSize / 2);
  };
  return distance > kIvBuckets ||
         (can_move(left, 2 * distance - 1) && can_move(last, 2 * distance - 2));
}

// Enter enters a bucket that `IsFree`, if no other thread does: the one that
// sets its time. The others refuse their frames until there is a head.
bool IvWindow::Enter(uint32_t position, uint32_t now) {
  const size_t bucket = IvBucketOf(position);
  uint32_t time = times_[bucket].load();
  if ((time != 0 && !IsFree(bucket, now)) ||
      !times_[bucket].compare_exchange_strong(time, now)) {
    return false;
  }
  DropHeadsIn(bucket);
  if (MoveHeadFromBucketBefore(position)) {
    return true;
  }
  // Late frames of a new timeline may be of the bucket before.
  uint32_t never = 0;
  const bool spans_before =
      times_[IvBucketBefore(bucket)].compare_exchange_strong(never, now);
  AddHead({.newest = position,
           .span = position % kIvBucketSize + 1 +
                   (spans_before ? kIvBucketSize : 0),
           .is_used = true});
  return true;
}

// DropHeadsIn removes the heads and spans that `bucket` has from long ago.
void IvWindow::DropHeadsIn(size_t bucket) {
  const auto last = static_cast<uint32_t>((bucket + 1) * kIvBucketSize - 1);
  for (std::atomic<uint64_t>& stored : heads_) {
    uint64_t seen = stored.load();
    for (IvHead head = IvHead::Of(seen); head.IsIn(bucket) || head.Spans(last);
         head = IvHead::Of(seen)) {
      head.is_used = !head.IsIn(bucket);
      head.Exclude(last);
      stored.compare_exchange_strong(seen, head.Stored());
    }
  }
}

bool IvWindow::MoveHeadFromBucketBefore(uint32_t position) {
  for (std::atomic<uint64_t>& stored : heads_) {
    uint64_t seen = stored.load();
    for (IvHead head = IvHead::Of(seen);
         head.IsIn(IvBucketBefore(IvBucketOf(position)));
         head = IvHead::Of(seen)) {
      head.MoveTo(position);
      if (stored.compare_exchange_strong(seen, head.Stored())) {
        return true;
      }
    }
  }
  return false;
}

// AddHead replaces a free head or the one that was used least recently.
void IvWindow::AddHead(const IvHead& added) {
  for (;;) {
    size_t oldest = 0;
    uint32_t oldest_time = 0;
    uint64_t replaced = 0;
    for (size_t i = 0; i < kHeads; ++i) {
      const uint64_t seen = heads_[i].load();
      const IvHead head = IvHead::Of(seen);
      const uint32_t time =
          head.is_used ? times_[IvBucketOf(head.newest)].load() : 0;
      if (i == 0 || time < oldest_time) {
        oldest = i;
        oldest_time = time;
        replaced = seen;
      }
    }
    if (heads_[oldest].compare_exchange_strong(replaced, added.Stored())) {
      return;
    }
  }
}

// CutSpans excludes the entry at `place`, which is about to be overwritten,
// from all spans.
void IvWindow::CutSpans(const OnceLog::Place& place) {
  if (place.is_free) {
    return;
  }
  const uint32_t position = PositionOf(place.oldest());
  for (std::atomic<uint64_t>& stored : heads_) {
    uint64_t seen = stored.load();
    for (IvHead head = IvHead::Of(seen); head.Spans(position);
         head = IvHead::Of(seen)) {
      head.Exclude(position);
      if ((head.span == 0 && LogHoldsOnly(position)) ||
          stored.compare_exchange_strong(seen, head.Stored())) {
        break;
      }
    }
  }
}

bool IvWindow::LogHoldsOnly(uint32_t position) const {
  for (size_t i = 0; i < log_.size(); ++i) {
    if (PositionOf(log_.At(i)) != position) {
      return false;
    }
  }
  return true;
}

uint32_t IvWindow::LastUse() const {
  uint32_t last = 0;
  for (const std::atomic<uint64_t>& stored : heads_) {
    if (const IvHead head = IvHead::Of(stored.load()); head.is_used) {
      last = std::max(last, times_[IvBucketOf(head.newest)].load());
    }
  }
  return last != 0 ? last : Summarize().last;
}

IvWindow::Summary IvWindow::Summarize() const {
  Summary summary = {};
  for (size_t bucket = 0; bucket < kIvBuckets; ++bucket) {
    if (const uint32_t time = times_[bucket].load(); time != 0) {
      summary.entered[bucket / 64] |= uint64_t{1} << bucket % 64;
      summary.last = std::max(summary.last, time);
    }
  }
  return summary;
}

void IvWindow::Clear() {
  for (std::atomic<uint64_t>& stored : heads_) {
    stored.store(0);
  }
  log_.Clear();
  for (std::atomic<uint32_t>& time : times_) {
    time.store(0);
  }
}

void IvWindow::Restore(const Summary& summary) {
  for (size_t bucket = 0; bucket < kIvBuckets; ++bucket) {
    if ((summary.entered[bucket / 64] >> bucket % 64 & 1) != 0) {
      times_[bucket].store(summary.last);
    }
  }
}

}  // namespace sealframe
