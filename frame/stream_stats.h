// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Statistics of one stream, as copied by `SendTransform::Stats` or
// `ReceiveTransform::Stats`.
//
// Thread-safety: plain data.

#ifndef SEALFRAME_FRAME_STREAM_STATS_H_
#define SEALFRAME_FRAME_STREAM_STATS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/key_counts.h"

namespace sealframe {

// Latency is measured on one frame in this many: reading the clock can cost
// half as much as sealing a frame.
inline constexpr uint64_t kLatencySampling = 64;

// Bucket i counts frames that took from 2^i up to 2^(i+1) nanoseconds. The
// first bucket includes shorter times, the last one longer times.
inline constexpr size_t kLatencyBuckets = 32;

struct StreamStats {
  uint64_t frames_in = 0;
  uint64_t bytes_in = 0;
  uint64_t frames_out = 0;
  uint64_t bytes_out = 0;
  // Frames of 0 bytes that passed through. They count as in and as out.
  uint64_t empty_frames = 0;
  // A held frame counts as held, and again by its final status.
  std::array<uint64_t, kFrameStatusCount> frames_by_status = {};
  std::array<uint64_t, kLatencyBuckets> latency = {};
  std::vector<StreamKeyStats> keys;  // Receiving streams only.

  uint64_t frames(FrameStatus status) const {
    return frames_by_status[static_cast<size_t>(status)];
  }

  // LatencyPercentile returns the end of the bucket, in nanoseconds, below
  // which `percent` (at most 100) of the measured frames lie; 0 if none was
  // measured.
  uint64_t LatencyPercentile(unsigned percent) const;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_STREAM_STATS_H_
