// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/vp8.h"

#include <cstdint>

#include "gtest/gtest.h"

namespace sealframe {
namespace {

TEST(IsVp8KeyFrameTest, DependsOnTheLowestBitOfTheFirstByte) {
  for (int byte = 0; byte < 256; ++byte) {
    const uint8_t frame[] = {static_cast<uint8_t>(byte)};
    EXPECT_EQ(IsVp8KeyFrame(frame), byte % 2 == 0) << byte;
  }
}

TEST(IsVp8KeyFrameTest, IsFalseForAnEmptyFrame) {
  EXPECT_FALSE(IsVp8KeyFrame({}));
}

}  // namespace
}  // namespace sealframe
