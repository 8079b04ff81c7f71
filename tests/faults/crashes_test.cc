// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/faults/crashes.h"

#include <string>

#include "gtest/gtest.h"

namespace sealframe {
namespace {

class CrashesTest : public ::testing::TestWithParam<std::string> {};

INSTANTIATE_TEST_SUITE_P(Profiles, CrashesTest,
                         ::testing::ValuesIn(CrashProfiles()),
                         [](const auto& test) { return test.param; });

TEST_P(CrashesTest, ProcessesThatAreKilledUseNoCounterTwice) {
  const Crashes crashes = KillProcesses(GetParam(), /*kills=*/26, /*seed=*/1);
  EXPECT_EQ(crashes.fault, "");
  EXPECT_GE(crashes.crashes, 26u);
  EXPECT_GT(crashes.first_frames, 0u);
}

TEST_P(CrashesTest, MachinesThatLosePowerUseNoCounterTwice) {
  const Crashes crashes = CutPower(GetParam(), /*cuts=*/50, /*seed=*/1);
  EXPECT_EQ(crashes.fault, "");
  EXPECT_EQ(crashes.crashes, 50u);
  EXPECT_GT(crashes.first_frames, 10u);
}

}  // namespace
}  // namespace sealframe
