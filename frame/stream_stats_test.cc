// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/stream_stats.h"

#include "gtest/gtest.h"
#include "sealframe/frame/frame_status.h"

namespace sealframe {
namespace {

TEST(StreamStatsTest, EveryPercentileIsZeroWithoutMeasurements) {
  EXPECT_EQ(StreamStats().LatencyPercentile(0), 0u);
  EXPECT_EQ(StreamStats().LatencyPercentile(50), 0u);
  EXPECT_EQ(StreamStats().LatencyPercentile(100), 0u);
}

TEST(StreamStatsTest, APercentileIsTheEndOfItsBucket) {
  StreamStats stats;
  stats.latency[7] = 98;  // 128 to 255 ns.
  stats.latency[10] = 1;  // 1024 to 2047 ns.
  stats.latency[20] = 1;  // About a millisecond.
  EXPECT_EQ(stats.LatencyPercentile(0), 256u);
  EXPECT_EQ(stats.LatencyPercentile(50), 256u);
  EXPECT_EQ(stats.LatencyPercentile(98), 256u);
  EXPECT_EQ(stats.LatencyPercentile(99), 2048u);
  EXPECT_EQ(stats.LatencyPercentile(100), 2097152u);
}

TEST(StreamStatsTest, EveryPercentileIsTheOnlyMeasurement) {
  StreamStats first;
  first.latency[0] = 1;
  EXPECT_EQ(first.LatencyPercentile(1), 2u);
  EXPECT_EQ(first.LatencyPercentile(100), 2u);
  StreamStats last;
  last.latency[kLatencyBuckets - 1] = 1;
  EXPECT_EQ(last.LatencyPercentile(50), uint64_t{1} << kLatencyBuckets);
}

TEST(StreamStatsTest, FramesReturnsTheCountOfAStatus) {
  StreamStats stats;
  stats.frames_by_status[static_cast<unsigned>(FrameStatus::kReplayed)] = 3;
  EXPECT_EQ(stats.frames(FrameStatus::kReplayed), 3u);
  EXPECT_EQ(stats.frames(FrameStatus::kOk), 0u);
}

}  // namespace
}  // namespace sealframe
