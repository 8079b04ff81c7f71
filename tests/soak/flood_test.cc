// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A relay sends a hundred hostile frames for each honest one.
// `tools/bazel run //tests/soak:flood` measures what that costs.

#include "sealframe/tests/soak/flood.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/tests/soak/flood_stream.h"
#include "sealframe/tests/soak/hostile_sender.h"

namespace sealframe {
namespace {

using ::testing::IsEmpty;

// FloodCase is a profile, or sframe in another suite.
struct FloodCase {
  std::string name;
  std::string profile;
  CipherSuite suite = FloodOptions().suite;
};

// ProfileCases returns the profiles; only those whose frames show that their
// key is missing, if not `all`.
std::vector<FloodCase> ProfileCases(bool all) {
  std::vector<FloodCase> cases;
  for (const ProfileEntry& entry : Profiles()) {
    if (all || !entry.names_step) {
      cases.push_back({std::string(entry.name), std::string(entry.name)});
    }
  }
  return cases;
}

std::vector<FloodCase> SuiteCases() {
  std::vector<FloodCase> cases;
  for (const CipherSuiteInfo& info : AllCipherSuites()) {
    if (info.suite != FloodOptions().suite) {
      cases.push_back({std::string(info.name), "sframe", info.suite});
    }
  }
  return cases;
}

std::string NameOf(const ::testing::TestParamInfo<FloodCase>& test) {
  return test.param.name;
}

class FloodTest : public ::testing::TestWithParam<FloodCase> {
 protected:
  static FloodReport Run(FloodOptions options = {}) {
    options.suite = GetParam().suite;
    options.late_keys = true;
    return RunFlood(GetParam().profile, options);
  }

  // The receiver must not get so many events that they are a flood themselves.
  static void ExpectFewEvents(const FloodReport& report) {
    // A stream reports a state at most once a second.
    const auto states = static_cast<double>(kStreamStateCount);
    EXPECT_LE(
        static_cast<double>(report.events),
        states * static_cast<double>(report.streams) * (report.seconds + 1));
    EXPECT_LE(report.most_events, kStreamStateCount * report.streams);
    EXPECT_LE(report.wakes, report.streams * (report.polls + 1));
  }
};

INSTANTIATE_TEST_SUITE_P(Profiles, FloodTest,
                         ::testing::ValuesIn(ProfileCases(/*all=*/true)),
                         NameOf);
INSTANTIATE_TEST_SUITE_P(Suites, FloodTest, ::testing::ValuesIn(SuiteCases()),
                         NameOf);

TEST_P(FloodTest, OnlyFramesThatArriveBeforeTheirKeyAreLost) {
  const FloodReport report = Run();
  EXPECT_THAT(report.faults, IsEmpty());
  const LateKey late = report.LateFrames();
  EXPECT_EQ(report.opened, report.sealed - late.lost - late.refused);
  EXPECT_EQ(late.sealed, late.opened.size() + late.lost + late.refused);
  EXPECT_GT(late.sealed, 200u);
  EXPECT_GT(report.sealed, 4000u);
  uint64_t hostile = 0;
  for (const FrameCosts& costs : report.hostile) {
    EXPECT_GT(costs.frames, 5u);
    hostile += costs.frames;
  }
  EXPECT_GT(hostile, 95 * report.sealed);
  ExpectFewEvents(report);
  EXPECT_LT(report.heap_growth, 64 << 10);
}

class LateKeyFloodTest : public FloodTest {};

INSTANTIATE_TEST_SUITE_P(Profiles, LateKeyFloodTest,
                         ::testing::ValuesIn(ProfileCases(/*all=*/false)),
                         NameOf);

// Key ids share the room of a stream. A flood that does not name the late key
// leaves it an equal share.
TEST_P(LateKeyFloodTest, UnknownKeysLeaveALateKeyItsShareOfTheHeldFrames) {
  const FloodReport report = Run({.only = HostileKind::kUnknownKey});
  EXPECT_THAT(report.faults, IsEmpty());
  ExpectFewEvents(report);
  constexpr uint64_t kShare = kFloodHold.max_frames / (kUnknownKeys + 1);
  uint64_t longest = 0;
  for (const LateKey& late : report.late_keys) {
    EXPECT_GE(late.opened.size(), std::min(late.sealed, kShare));
    EXPECT_EQ(late.refused, 0u);
    longest = std::max(longest, late.sealed);
  }
  EXPECT_GT(longest, 4 * kShare);
}

TEST_P(LateKeyFloodTest, WithoutAFloodOnlyFramesThatAreTooOldAreLost) {
  const FloodReport report = Run({.rate = 0});
  EXPECT_THAT(report.faults, IsEmpty());
  uint64_t lost = 0;
  for (const LateKey& late : report.late_keys) {
    // Four frames in each step of 80 ms, and frames are held for 2 s: those of
    // 26 steps are 0 to 2 s old when the key comes.
    EXPECT_EQ(late.opened.size(), std::min(late.sealed, uint64_t{4} * 26));
    EXPECT_EQ(late.refused, 0u);
    lost += late.lost;
  }
  EXPECT_GT(lost, 0u);
}

}  // namespace
}  // namespace sealframe
