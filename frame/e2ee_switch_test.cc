// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/e2ee_switch.h"

#include "gtest/gtest.h"

namespace sealframe {
namespace {

TEST(E2eeSwitchTest, KeepsItsFirstStateUntilItIsSet) {
  for (const E2eeState first : {E2eeState::kNotReady, E2eeState::kOff}) {
    const E2eeSwitch e2ee(first);
    EXPECT_EQ(e2ee.state(), first);
    EXPECT_FALSE(e2ee.is_on());
  }
}

TEST(E2eeSwitchTest, IsOnOrOffOnceItIsSet) {
  E2eeSwitch e2ee(E2eeState::kNotReady);
  e2ee.Set(true);
  EXPECT_EQ(e2ee.state(), E2eeState::kOn);
  EXPECT_TRUE(e2ee.is_on());
  e2ee.Set(false);
  EXPECT_EQ(e2ee.state(), E2eeState::kOff);
  EXPECT_FALSE(e2ee.is_on());
}

}  // namespace
}  // namespace sealframe
