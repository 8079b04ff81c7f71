// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/h265.h"

#include <cstdint>

#include "gtest/gtest.h"

namespace sealframe {
namespace {

constexpr uint8_t Header(int type) { return static_cast<uint8_t>(type << 1); }

TEST(H265Test, TypeIsReadFromTheSixBitsAfterTheFirst) {
  EXPECT_EQ(H265NalType(0x26), 19);
  EXPECT_EQ(H265NalType(0x27), 19);
  EXPECT_EQ(H265NalType(0xa6), 19);
  EXPECT_EQ(H265NalType(0xff), 63);
}

TEST(H265Test, VclTypesAreThoseBelow32) {
  for (int type = 0; type < 64; ++type) {
    EXPECT_EQ(IsH265Vcl(Header(type)), type < 32) << type;
  }
}

TEST(H265Test, ReservedTypesAreNotSlices) {
  for (int type = 0; type < 64; ++type) {
    const bool want = type <= 9 || (16 <= type && type <= 21);
    EXPECT_EQ(IsH265Slice(Header(type)), want) << type;
  }
}

}  // namespace
}  // namespace sealframe
