// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A relay sends a hundred hostile frames for each honest one.
// `tools/bazel run //tests/soak:flood` measures what that costs.

#include "sealframe/tests/soak/flood.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/stream_event.h"

namespace sealframe {
namespace {

using ::testing::IsEmpty;

std::vector<std::string> Names() {
  const std::vector<absl::string_view> names = ProfileNames();
  return {names.begin(), names.end()};
}

class FloodTest : public ::testing::TestWithParam<std::string> {
 protected:
  const FloodReport report_ = RunFlood(GetParam(), {});
};

INSTANTIATE_TEST_SUITE_P(Profiles, FloodTest, ::testing::ValuesIn(Names()),
                         [](const auto& test) { return test.param; });

TEST_P(FloodTest, HonestFramesOpenOnceAndNothingElseGrows) {
  EXPECT_THAT(report_.faults, IsEmpty());
  EXPECT_EQ(report_.opened, report_.sealed);
  EXPECT_GT(report_.sealed, 4000u);
  uint64_t hostile = 0;
  for (const FrameCosts& costs : report_.hostile) {
    EXPECT_GT(costs.frames, 20u);
    hostile += costs.frames;
  }
  EXPECT_GT(hostile, 95 * report_.sealed);

  // A stream reports a state at most once a second.
  const auto states = static_cast<double>(kStreamStateCount);
  EXPECT_LE(
      static_cast<double>(report_.events),
      states * static_cast<double>(report_.streams) * (report_.seconds + 1));
  EXPECT_LE(report_.most_events, kStreamStateCount * report_.streams);
  EXPECT_LE(report_.wakes, report_.streams * (report_.polls + 1));
  EXPECT_LT(report_.heap_growth, 64 << 10);
}

}  // namespace
}  // namespace sealframe
