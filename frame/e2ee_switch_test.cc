// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/e2ee_switch.h"

#include "gtest/gtest.h"
#include "sealframe/frame/frame_status.h"

namespace sealframe {
namespace {

TEST(E2eeSwitchTest, DropsUntilItIsSet) {
  const E2eeSwitch e2ee(/*discard_frame_when_cryptor_not_ready=*/true);
  EXPECT_EQ(e2ee.Gate(), FrameStatus::kNotReady);
  EXPECT_FALSE(e2ee.is_on());
}

TEST(E2eeSwitchTest, PassesFramesUntilItIsSetOnlyIfAllowed) {
  const E2eeSwitch e2ee(/*discard_frame_when_cryptor_not_ready=*/false);
  EXPECT_EQ(e2ee.Gate(), FrameStatus::kPassedThrough);
  EXPECT_FALSE(e2ee.is_on());
}

TEST(E2eeSwitchTest, IsOnOrOffOnceSet) {
  E2eeSwitch e2ee(/*discard_frame_when_cryptor_not_ready=*/true);
  e2ee.Set(true);
  EXPECT_EQ(e2ee.Gate(), FrameStatus::kOk);
  EXPECT_TRUE(e2ee.is_on());
  e2ee.Set(false);
  EXPECT_EQ(e2ee.Gate(), FrameStatus::kPassedThrough);
  EXPECT_FALSE(e2ee.is_on());
}

}  // namespace
}  // namespace sealframe
