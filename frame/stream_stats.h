// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What happened on one stream, in numbers.
//
// Thread-safety: plain data; a copy, taken by `SendTransform::Stats` or
// `ReceiveTransform::Stats`. Pure functions otherwise.

#ifndef SEALFRAME_FRAME_STREAM_STATS_H_
#define SEALFRAME_FRAME_STREAM_STATS_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/stream_keys.h"

namespace sealframe {

// Latency is measured on one frame in so many, since reading the clock costs as
// much as half of what is measured.
inline constexpr uint64_t kLatencySampling = 64;

// Bucket i counts frames that took from 2^i up to 2^(i+1) nanoseconds, the
// first one also less, the last one also more.
inline constexpr size_t kLatencyBuckets = 32;

struct StreamStats {
  uint64_t frames_in = 0;
  uint64_t bytes_in = 0;
  uint64_t frames_out = 0;
  uint64_t bytes_out = 0;
  // A frame that was held counts as held and as what became of it.
  std::array<uint64_t, kFrameStatusCount> frames_by_status = {};
  std::array<uint64_t, kLatencyBuckets> latency = {};
  std::vector<StreamKeyStats> keys;  // Of a receiving stream.

  uint64_t frames(FrameStatus status) const {
    return frames_by_status[static_cast<size_t>(status)];
  }

  // LatencyPercentile returns a time in nanoseconds, the end of a bucket, that
  // `percent`, at most 100, of the measured frames stayed under; zero if none
  // was measured.
  uint64_t LatencyPercentile(unsigned percent) const;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_STREAM_STATS_H_
