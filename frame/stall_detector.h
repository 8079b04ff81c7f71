// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Finds streams that are given frames and output none, by their statistics.
//
// A stream is stalled once, since some earlier update at least `kStallTime`
// ago, at least `kStallFrames` frames went in and none came out. It is no
// longer stalled once a frame comes out. A stream without frames, such as muted
// media, does not become stalled. Frames of 0 bytes that pass through do not
// count: some stacks deliver them beside the media.
//
// Updates may be left out, with `Resume` after them, while no frames go in or
// all come out. If frames came out in that time, the next update is the first
// from which a stall can count.
//
// Thread-safety: none. Never allocates.

#ifndef SEALFRAME_FRAME_STALL_DETECTOR_H_
#define SEALFRAME_FRAME_STALL_DETECTOR_H_

#include <array>
#include <cstdint>

#include "absl/time/time.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/stream_stats.h"

namespace sealframe {

inline constexpr absl::Duration kStallTime = absl::Seconds(1);
// A slow stream, such as a shared screen of one frame per second, may lose two
// frames in a row.
inline constexpr uint64_t kStallFrames = 3;

class StallDetector {
 public:
  enum class Change {
    kNone,
    kStalled,  // The stream has become stalled.
    kFlowing,  // Frames come out again.
  };

  // Update judges the stream by its statistics at `now`.
  Change Update(absl::Time now, const StreamStats& stats);

  // Resume continues after updates that were left out. The last of them would
  // have been at `last`.
  void Resume(absl::Time last);

  // must_update returns whether the coming updates must not be left out, even
  // if no more frames go in: the stream is stalled, or may become so.
  bool must_update() const { return is_stalled_ || frames_ >= kStallFrames; }

  // reason returns the status of most frames when the stream was last found
  // stalled: of several, the first in the order of `FrameStatus`.
  // Frames that waited for their key at that time count as kHeld.
  FrameStatus reason() const { return reason_; }

 private:
  // Frames since the stream began.
  struct Counts {
    uint64_t in = 0;
    uint64_t out = 0;
    // The low bits, for differences.
    std::array<uint32_t, kFrameStatusCount> by_status = {};
  };

  static Counts CountsOf(const StreamStats& stats);
  FrameStatus MostSince(const Counts& counts) const;

  // The last update before which frames came out or none went in.
  absl::Time since_ = absl::InfiniteFuture();
  Counts counts_since_;
  uint64_t frames_ = 0;  // That went in since, and none came out.
  bool is_stalled_ = false;
  FrameStatus reason_ = FrameStatus::kOk;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_STALL_DETECTOR_H_
