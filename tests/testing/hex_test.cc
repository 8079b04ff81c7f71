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

TEST(HexTest, FromHexAcceptsBothCases) {
  EXPECT_THAT(FromHex("00ffaBCd"), ElementsAre(0x00, 0xff, 0xab, 0xcd));
}

TEST(HexTest, FromHexOfAnEmptyStringIsEmpty) {
  EXPECT_THAT(FromHex(""), IsEmpty());
}

TEST(HexTest, ToHexWritesLowerCase) {
  EXPECT_EQ(ToHex(std::vector<uint8_t>{0x00, 0xff, 0xab}), "00ffab");
  EXPECT_EQ(ToHex({}), "");
}

TEST(HexTest, FromHexOfAnOddNumberOfDigitsFailsTheTest) {
  EXPECT_NONFATAL_FAILURE(EXPECT_THAT(FromHex("abc"), IsEmpty()), "not hex");
}

TEST(HexTest, FromHexOfAnyOtherCharacterFailsTheTest) {
  EXPECT_NONFATAL_FAILURE(EXPECT_THAT(FromHex("0x"), IsEmpty()), "not hex");
  EXPECT_NONFATAL_FAILURE(EXPECT_THAT(FromHex("a "), IsEmpty()), "not hex");
}

}  // namespace
}  // namespace sealframe
