// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/left_participants.h"

#include <cstddef>
#include <optional>
#include <string>

#include "gtest/gtest.h"

namespace sealframe {
namespace {

TEST(LeftParticipantsTest, TheOneThatLeftFirstIsForgottenFirst) {
  LeftParticipants left;
  for (size_t i = 0; i < kParticipantsRemembered; ++i) {
    EXPECT_EQ(left.Add(std::to_string(i)), std::nullopt);
  }
  EXPECT_TRUE(left.Contains("0"));
  EXPECT_EQ(left.Add("another"), "0");
  EXPECT_FALSE(left.Contains("0"));
  EXPECT_TRUE(left.Contains("1"));
  EXPECT_TRUE(left.Contains("another"));
}

TEST(LeftParticipantsTest, OneThatLeavesAgainIsTheLastToLeave) {
  LeftParticipants left;
  for (size_t i = 0; i < kParticipantsRemembered; ++i) {
    EXPECT_EQ(left.Add(std::to_string(i)), std::nullopt);
  }
  EXPECT_EQ(left.Add("0"), std::nullopt);
  EXPECT_EQ(left.Add("another"), "1");
  EXPECT_TRUE(left.Contains("0"));
}

}  // namespace
}  // namespace sealframe
