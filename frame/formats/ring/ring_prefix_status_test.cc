// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/ring_prefix_status.h"

#include "gtest/gtest.h"
#include "sealframe/frame/codec/clear_prefix.h"
#include "sealframe/frame/frame_status.h"

namespace sealframe {
namespace {

TEST(RingPrefixStatusTest, EachErrorOfAPrefixHasAStatus) {
  EXPECT_EQ(StatusOf(ClearPrefixError::kNone), FrameStatus::kOk);
  EXPECT_EQ(StatusOf(ClearPrefixError::kRefusedCodec),
            FrameStatus::kUnsupportedCodec);
  EXPECT_EQ(StatusOf(ClearPrefixError::kFrameTooShort),
            FrameStatus::kMalformed);
  EXPECT_EQ(StatusOf(ClearPrefixError::kNoSlice),
            FrameStatus::kNotPacketizable);
  EXPECT_EQ(StatusOf(ClearPrefixError::kNotAPrefix),
            FrameStatus::kInternalError);
}

}  // namespace
}  // namespace sealframe
