// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/replay_windows.h"

#include <cstdint>
#include <memory>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/replay_window.h"

namespace sealframe {
namespace {

KeyFingerprint Key(uint8_t number) { return {number}; }

class ReplayWindowsTest : public ::testing::Test {
 protected:
  // Uses acts as a key that is set, opens frame 1 and is removed. It returns
  // whether the frame was new.
  bool Uses(uint8_t number) { return windows_.Get(Key(number))->Commit(1); }

  ReplayWindows windows_{NewReplaySlots(kMinReplayWindow)};
};

TEST_F(ReplayWindowsTest, AKeyHasOneWindow) {
  const std::shared_ptr<ReplayWindow> window = windows_.Get(Key(1));
  EXPECT_EQ(windows_.Get(Key(1)), window);
  EXPECT_NE(windows_.Get(Key(2)), window);
}

TEST_F(ReplayWindowsTest, WindowsHaveTheGivenSize) {
  EXPECT_EQ(windows_.Get(Key(1))->size(),
            ReplayWindow(kMinReplayWindow).size());
}

TEST_F(ReplayWindowsTest, TheLastRemovedKeysAreRemembered) {
  constexpr uint8_t kKeys = 100;
  for (uint8_t number = 0; number < kKeys; ++number) {
    EXPECT_TRUE(Uses(number));
  }
  for (uint8_t number = kKeys - kRemovedKeysRemembered; number < kKeys;
       ++number) {
    EXPECT_FALSE(Uses(number)) << int{number};
  }
  EXPECT_TRUE(Uses(kKeys - kRemovedKeysRemembered - 2));
}

TEST_F(ReplayWindowsTest, AKeySetAgainIsForgottenLast) {
  EXPECT_TRUE(Uses(0));
  EXPECT_TRUE(Uses(1));
  EXPECT_TRUE(Uses(2));
  EXPECT_FALSE(Uses(0));
  for (uint8_t number = 3; number < 2 + kRemovedKeysRemembered; ++number) {
    EXPECT_TRUE(Uses(number));
  }
  EXPECT_FALSE(Uses(0));
  EXPECT_TRUE(Uses(1));
}

TEST_F(ReplayWindowsTest, KeysInUseAreNeverForgotten) {
  std::vector<std::shared_ptr<ReplayWindow>> in_use;
  for (uint8_t number = 0; number < 100; ++number) {
    in_use.push_back(windows_.Get(Key(number)));
    ASSERT_TRUE(in_use.back()->Commit(1));
  }
  for (uint8_t number = 100; number < 200; ++number) {
    Uses(number);
  }
  for (uint8_t number = 0; number < 100; ++number) {
    EXPECT_EQ(windows_.Get(Key(number)), in_use[number]);
  }
}

TEST_F(ReplayWindowsTest, KeysWithoutFramesTakeNoRoom) {
  EXPECT_TRUE(Uses(0));
  for (uint8_t number = 1; number < 100; ++number) {
    windows_.Get(Key(number));
  }
  EXPECT_FALSE(Uses(0));
}

}  // namespace
}  // namespace sealframe
