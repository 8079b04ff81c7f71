// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/h264.h"

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <random>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/testing/test_data.h"

namespace sealframe {
namespace {

using ::testing::TestWithParam;
using ::testing::Values;

TEST(IsH264SliceTest, OnlyTypes1And5AreSlices) {
  for (int header = 0; header < 256; ++header) {
    const bool want = header % 32 == 1 || header % 32 == 5;
    EXPECT_EQ(IsH264Slice(static_cast<uint8_t>(header)), want) << header;
  }
}

struct Slice {
  const char* name;
  const char* hex;
  size_t clear;
};
void PrintTo(const Slice& s, std::ostream* os) { *os << s.name; }

class H264SliceTest : public TestWithParam<Slice> {};

INSTANTIATE_TEST_SUITE_P(
    Headers, H264SliceTest,
    Values(Slice{"ThreeOneBitValues", "65 e0 aaaa", 2},
           Slice{"AValueOfThreeBits", "65 b8 aaaa", 2},
           Slice{"ValuesInTwoBytes", "65 4760 aaaa", 3},
           Slice{"EmulationPreventionAmongZeros", "61 000003 8000 e0 aaaa", 7},
           // 23 zeros, a one and 23 more bits, with 00 00 03 in both.
           Slice{"EmulationPreventionAmongValueBits",
                 "61 000003 01 000003 0f c0 aaaa", 10},
           Slice{"OneByteMoreIfTheLastValueEndsAByte", "65 8880 aaaa", 3},
           Slice{"NoByteMoreAtTheEndOfTheUnit", "65 2f", 2},
           Slice{"ThirtyOneZeros", "65 00000300 01 00000300 00 e0 aa", 12},
           Slice{"ThirtyTwoZerosLeaveOnlyTheHeader", "65 00000300 0080 aaaa",
                 1}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(H264SliceTest, ClearSizeReachesThePictureParameterSetId) {
  EXPECT_EQ(H264SliceClearSize(FromHex(GetParam().hex)), GetParam().clear);
}

TEST_P(H264SliceTest, ClearSizeNeverExceedsATruncatedSlice) {
  const std::vector<uint8_t> slice = FromHex(GetParam().hex);
  for (size_t n = 0; n < slice.size(); ++n) {
    const std::vector<uint8_t> cut = Cut(slice, n);
    EXPECT_LE(H264SliceClearSize(cut), n);
  }
}

// libdave computes a negative size here and aborts.
TEST(H264SliceClearSizeTest, ASliceThatEndsInItsValuesIsEntirelyClear) {
  for (const char* hex : {"65", "65 00", "65 000000 0a", "65 40", "65 c0"}) {
    const std::vector<uint8_t> slice = FromHex(hex);
    EXPECT_EQ(H264SliceClearSize(slice), slice.size()) << hex;
  }
  EXPECT_EQ(H264SliceClearSize({}), 0u);
}

// Three values of 31 zeros, a one and 31 bits take 189 bits, or 24 bytes, plus
// one emulation prevention byte for every two.
TEST(H264SliceClearSizeTest, IsBoundedForSlicesOfAnyLength) {
  constexpr size_t kMost = 1 + 24 + 12;
  std::mt19937 random(5);
  for (int run = 0; run < 100000; ++run) {
    std::vector<uint8_t> slice = HostileBytes(random, 50);
    const size_t given = slice.size();
    slice.resize(given + 100, 0xff);
    ASSERT_LE(H264SliceClearSize(slice), kMost);
    slice.resize(given);
    ASSERT_LE(H264SliceClearSize(slice), given);
  }
}

}  // namespace
}  // namespace sealframe
