// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/faults/crashes.h"

#include "gtest/gtest.h"

namespace sealframe {
namespace {

TEST(CrashesTest, ProcessesThatAreKilledUseNoCounterTwice) {
  const Crashes crashes = KillProcesses(/*kills=*/26, /*seed=*/1);
  EXPECT_EQ(crashes.fault, "");
  EXPECT_GE(crashes.crashes, 26u);
  EXPECT_GT(crashes.first_frames, 0u);
}

TEST(CrashesTest, MachinesThatLosePowerUseNoCounterTwice) {
  const Crashes crashes = CutPower(/*cuts=*/50, /*seed=*/1);
  EXPECT_EQ(crashes.fault, "");
  EXPECT_EQ(crashes.crashes, 50u);
  EXPECT_GT(crashes.first_frames, 10u);
}

}  // namespace
}  // namespace sealframe
