// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A short soak. `tools/bazel run //tests/soak -- MINUTES` runs a long one.

#include "sealframe/tests/soak/soak.h"

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/tests/soak/room.h"

namespace sealframe {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr size_t kParticipants = 200;
constexpr uint64_t kSteps = 1000;  // 20 s of frames, and days of jumps.

bool NotOver(const SoakReport&) { return false; }

TEST(SoakTest, EveryAuthenticFrameOpensOnceAndNothingElseDoes) {
  const SoakReport report = RunSoak(kParticipants, kSteps, 1, NotOver);
  EXPECT_THAT(report.faults, IsEmpty());
  RoomCounts all;
  for (size_t i = 0; i < report.rooms.size(); ++i) {
    SCOPED_TRACE(report.names[i]);
    const RoomCounts& counts = report.rooms[i];
    EXPECT_EQ(counts.opened, counts.sealed - counts.lost - counts.abandoned -
                                 counts.too_early);
    EXPECT_GT(counts.opened, 10'000);
    EXPECT_GT(counts.repeated, 100);
    EXPECT_GT(counts.forged, 100);
    EXPECT_GT(counts.old, 100);
    EXPECT_GT(counts.old_known, 30);
    EXPECT_GT(counts.held, 10);
    EXPECT_GT(counts.keys, 10);
    EXPECT_GT(counts.joins, kParticipants / report.rooms.size());
    EXPECT_GT(counts.returns, 1);
    EXPECT_EQ(counts.too_early > 0, report.names[i] == "dave");
    all.abandoned += counts.abandoned;
    all.jumped_over += counts.jumped_over;
    all.long_mutes += counts.long_mutes;
    all.time += counts.time;
  }
  EXPECT_GT(all.abandoned, 10);
  EXPECT_GT(all.jumped_over, 100);
  EXPECT_GT(all.long_mutes, 10);
  EXPECT_GT(all.time, absl::Hours(48));
}

// With few people and more steps, so that everybody has soon been there.
TEST(SoakTest, MemoryStaysFlat) {
  const SoakReport report =
      RunSoak(/*participants=*/12, 20 * kSteps, 2, NotOver);
  EXPECT_THAT(report.faults, IsEmpty());
  EXPECT_THAT(report.memory, SizeIs(40));
  EXPECT_LT(GrewBy(report), 1 << 20);
}

}  // namespace
}  // namespace sealframe
