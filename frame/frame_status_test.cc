// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/frame_status.h"

#include <cstddef>
#include <set>
#include <string>

#include "gtest/gtest.h"

namespace sealframe {
namespace {

TEST(FrameStatusTest, EachStatusHasADistinctName) {
  std::set<std::string> names;
  for (size_t i = 0; i < kFrameStatusCount; ++i) {
    names.emplace(FrameStatusName(static_cast<FrameStatus>(i)));
  }
  EXPECT_EQ(names.size(), kFrameStatusCount);
  EXPECT_EQ(names.count("unknown"), 0u);
  EXPECT_EQ(FrameStatusName(static_cast<FrameStatus>(kFrameStatusCount)),
            "unknown");
}

TEST(FrameStatusTest, OnlyOkAndPassedThroughLeaveAFrameInTheOutput) {
  for (size_t i = 0; i < kFrameStatusCount; ++i) {
    const auto status = static_cast<FrameStatus>(i);
    EXPECT_EQ(CameOut(status), status == FrameStatus::kOk ||
                                   status == FrameStatus::kPassedThrough)
        << FrameStatusName(status);
  }
}

}  // namespace
}  // namespace sealframe
