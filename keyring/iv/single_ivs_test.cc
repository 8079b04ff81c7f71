// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/iv/single_ivs.h"

#include <cstdint>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/keyring/iv/iv_frame.h"

namespace sealframe {
namespace {

IvFrame FrameOf(uint64_t lane, uint32_t position) {
  return {.lane = MixBits(lane) | 2, .position = position, .mark = 9};
}

TEST(SingleIvsTest, AFrameIsAddedOnce) {
  SingleIvs ivs;
  EXPECT_FALSE(ivs.Contains(FrameOf(1, 2)));
  EXPECT_EQ(ivs.Add(FrameOf(1, 2)), SingleIvs::Added::kYes);
  EXPECT_TRUE(ivs.Contains(FrameOf(1, 2)));
  EXPECT_EQ(ivs.Add(FrameOf(1, 2)), SingleIvs::Added::kNoAsKnown);
}

TEST(SingleIvsTest, ASecondFrameOfALaneIsNotAdded) {
  SingleIvs ivs;
  EXPECT_EQ(ivs.Add(FrameOf(1, 2)), SingleIvs::Added::kYes);
  EXPECT_EQ(ivs.Add(FrameOf(1, 3)), SingleIvs::Added::kNoAsLaneKnown);
  EXPECT_FALSE(ivs.Contains(FrameOf(1, 3)));
}

TEST(SingleIvsTest, TheNewestAreRemembered) {
  SingleIvs ivs;
  for (uint64_t lane = 0; lane < kSingleIvs + 10; ++lane) {
    ASSERT_EQ(ivs.Add(FrameOf(lane, 5)), SingleIvs::Added::kYes) << lane;
  }
  for (uint64_t lane = 0; lane < kSingleIvs + 10; ++lane) {
    ASSERT_EQ(ivs.Contains(FrameOf(lane, 5)), lane >= 10) << lane;
  }
}

TEST(SingleIvsTest, TheFramesOfALaneAreFound) {
  SingleIvs ivs;
  for (uint64_t lane = 0; lane < 100; ++lane) {
    const IvFrame added = FrameOf(lane, static_cast<uint32_t>(77 * lane));
    ivs.Add(added);
    std::vector<IvFrame> found;
    ivs.ForEachOf(added.lane,
                  [&](const IvFrame& frame) { found.push_back(frame); });
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].lane, added.lane);
    EXPECT_EQ(found[0].position, added.position);
    EXPECT_EQ(found[0].mark, added.mark);
  }
}

}  // namespace
}  // namespace sealframe
