// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/testing/hex.h"

#include <cstdint>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest-spi.h"
#include "gtest/gtest.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

TEST(HexTest, ReadsBothCases) {
  EXPECT_THAT(FromHex("00ffaBCd"), ElementsAre(0x00, 0xff, 0xab, 0xcd));
}

TEST(HexTest, ReadsNothingAsNoBytes) { EXPECT_THAT(FromHex(""), IsEmpty()); }

TEST(HexTest, WritesLowerCase) {
  EXPECT_EQ(ToHex(std::vector<uint8_t>{0x00, 0xff, 0xab}), "00ffab");
  EXPECT_EQ(ToHex({}), "");
}

TEST(HexTest, AnOddNumberOfDigitsFailsTheTest) {
  EXPECT_NONFATAL_FAILURE(EXPECT_THAT(FromHex("abc"), IsEmpty()), "not hex");
}

TEST(HexTest, AnyOtherCharacterFailsTheTest) {
  EXPECT_NONFATAL_FAILURE(EXPECT_THAT(FromHex("0x"), IsEmpty()), "not hex");
  EXPECT_NONFATAL_FAILURE(EXPECT_THAT(FromHex("a "), IsEmpty()), "not hex");
}

}  // namespace
}  // namespace sealframe
