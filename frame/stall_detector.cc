// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/stall_detector.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/time/time.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/stream_stats.h"

namespace sealframe {
namespace {

// Less subtracts counts that were not read at one moment.
uint64_t Less(uint64_t from, uint64_t number) {
  return from < number ? 0 : from - number;
}

}  // namespace

// A held frame is counted once as held and later by its outcome. Here it counts
// as held only while it waits.
StallDetector::Counts StallDetector::CountsOf(const StreamStats& stats) {
  constexpr auto kHeld = static_cast<size_t>(FrameStatus::kHeld);
  Counts counts = {.in = Less(stats.frames_in, stats.empty_frames),
                   .out = Less(stats.frames_out, stats.empty_frames)};
  uint64_t ended = 0;
  for (size_t i = 0; i < kFrameStatusCount; ++i) {
    if (i != kHeld) {
      counts.by_status[i] = static_cast<uint32_t>(stats.frames_by_status[i]);
      ended += stats.frames_by_status[i];
    }
  }
  counts.by_status[kHeld] = static_cast<uint32_t>(Less(stats.frames_in, ended));
  return counts;
}

FrameStatus StallDetector::MostSince(const Counts& counts) const {
  size_t most = 0;
  int32_t most_frames = 0;
  for (size_t i = 0; i < kFrameStatusCount; ++i) {
    const auto frames =
        static_cast<int32_t>(counts.by_status[i] - counts_since_.by_status[i]);
    if (!CameOut(static_cast<FrameStatus>(i)) && frames > most_frames) {
      most = i;
      most_frames = frames;
    }
  }
  return static_cast<FrameStatus>(most);
}

StallDetector::Change StallDetector::Update(absl::Time now,
                                            const StreamStats& stats) {
  const Counts counts = CountsOf(stats);
  const bool flows = counts.out > counts_since_.out;
  if (is_stalled_) {
    if (!flows) {
      return Change::kNone;
    }
  } else if (since_ <= now - kStallTime && !flows &&
             counts.in >= counts_since_.in + kStallFrames) {
    reason_ = MostSince(counts);
    is_stalled_ = true;
    return Change::kStalled;
  }
  const bool ends = is_stalled_;
  is_stalled_ = false;
  since_ = std::min(since_, now);
  if (flows || counts.in == counts_since_.in) {
    since_ = now;
    counts_since_ = counts;
  }
  frames_ = Less(counts.in, counts_since_.in);
  return ends ? Change::kFlowing : Change::kNone;
}

// Frames that did not come out leave the time as it is: none came out since.
void StallDetector::Resume(absl::Time last) {
  if (since_ != absl::InfiniteFuture() && !is_stalled_ && frames_ == 0) {
    since_ = std::max(since_, last);
  }
}

}  // namespace sealframe
