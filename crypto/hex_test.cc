// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/hex.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "gtest/gtest.h"

namespace sealframe {
namespace {

using ::testing::TestWithParam;
using ::testing::Values;

using Bytes = std::vector<uint8_t>;

TEST(HexTest, TwoDigitsInEitherCaseAreAByte) {
  EXPECT_EQ(ParseHex("00017f80ffABcD"),
            (Bytes{0x00, 0x01, 0x7f, 0x80, 0xff, 0xab, 0xcd}));
}

TEST(HexTest, NoDigitsAreNoBytes) { EXPECT_EQ(ParseHex(""), Bytes()); }

class OtherTextTest : public TestWithParam<std::string> {};

TEST_P(OtherTextTest, IsRefused) {
  EXPECT_EQ(ParseHex(GetParam()), std::nullopt);
}

INSTANTIATE_TEST_SUITE_P(HexTest, OtherTextTest,
                         Values("0", "000", "0g", "g0", "-1", "+1", " 1", "1 ",
                                "0x", "0x00", "00 11", std::string("0\0", 2)));

}  // namespace
}  // namespace sealframe
