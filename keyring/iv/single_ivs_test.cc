// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/iv/single_ivs.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/keyring/iv/iv_frame.h"

namespace sealframe {
namespace {

IvFrame FrameOf(uint64_t lane, uint32_t position) {
  return {
      .lane = MixBits(lane) & ~uint64_t{3}, .position = position, .mark = 9};
}

std::vector<IvFrame> TakenOf(uint64_t lane, SingleIvs* ivs) {
  std::vector<IvFrame> taken;
  ivs->TakeAllOf(lane, [&](const IvFrame& frame) { taken.push_back(frame); });
  return taken;
}

TEST(SingleIvsTest, AFrameIsAddedOnce) {
  SingleIvs ivs;
  EXPECT_FALSE(ivs.Contains(FrameOf(1, 2)));
  EXPECT_TRUE(ivs.Add(FrameOf(1, 2)).is_new);
  EXPECT_TRUE(ivs.Contains(FrameOf(1, 2)));
  EXPECT_FALSE(ivs.Add(FrameOf(1, 2)).is_new);
}

TEST(SingleIvsTest, AFrameIsAddedOnceAlsoAfterItWasTaken) {
  SingleIvs ivs;
  const SingleIvs::Added added = ivs.Add(FrameOf(1, 2));
  EXPECT_TRUE(ivs.Take(FrameOf(1, 2), added.number));
  EXPECT_TRUE(ivs.Contains(FrameOf(1, 2)));
  EXPECT_FALSE(ivs.Add(FrameOf(1, 2)).is_new);
}

TEST(SingleIvsTest, ASecondFrameOfALaneKnowsThatItIsOne) {
  SingleIvs ivs;
  EXPECT_FALSE(ivs.Add(FrameOf(1, 2)).is_lane_known);
  EXPECT_FALSE(ivs.Add(FrameOf(2, 2)).is_lane_known);
  const SingleIvs::Added second = ivs.Add(FrameOf(1, 3));
  EXPECT_TRUE(second.is_new);
  EXPECT_TRUE(second.is_lane_known);
}

TEST(SingleIvsTest, TheNewestAreRemembered) {
  SingleIvs ivs;
  for (uint64_t lane = 0; lane < kSingleIvs + 10; ++lane) {
    ASSERT_TRUE(ivs.Add(FrameOf(lane, 5)).is_new) << lane;
  }
  for (uint64_t lane = 0; lane < kSingleIvs + 10; ++lane) {
    ASSERT_EQ(ivs.Contains(FrameOf(lane, 5)), lane >= 10) << lane;
  }
}

TEST(SingleIvsTest, AllFramesOfALaneAreTakenOnce) {
  SingleIvs ivs;
  for (uint64_t lane = 0; lane < 100; ++lane) {
    const IvFrame added = FrameOf(lane, static_cast<uint32_t>(77 * lane));
    const uint64_t number = ivs.Add(added).number;
    ivs.Add(FrameOf(lane, 1));
    const std::vector<IvFrame> taken = TakenOf(added.lane, &ivs);
    ASSERT_EQ(taken.size(), 2u);
    EXPECT_EQ(taken[0].lane, added.lane);
    EXPECT_EQ(taken[0].position, added.position);
    EXPECT_EQ(taken[0].mark, added.mark);
    EXPECT_EQ(taken[1].position, 1u);
    EXPECT_FALSE(ivs.Take(added, number));
    EXPECT_TRUE(TakenOf(added.lane, &ivs).empty());
  }
}

TEST(SingleIvsTest, AFrameThatWasTakenIsNotTakenWithItsLane) {
  SingleIvs ivs;
  const SingleIvs::Added added = ivs.Add(FrameOf(1, 2));
  ivs.Add(FrameOf(1, 3));
  EXPECT_TRUE(ivs.Take(FrameOf(1, 2), added.number));
  const std::vector<IvFrame> taken = TakenOf(FrameOf(1, 2).lane, &ivs);
  ASSERT_EQ(taken.size(), 1u);
  EXPECT_EQ(taken[0].position, 3u);
}

TEST(SingleIvsTest, TheOldestFramesOfALaneAreTakenFirst) {
  SingleIvs ivs;
  for (uint64_t lane = 2; lane < kSingleIvs; ++lane) {
    ivs.Add(FrameOf(lane, 5));
  }
  for (uint32_t position = 0; position < 5; ++position) {
    ivs.Add(FrameOf(1, position));
  }
  const std::vector<IvFrame> taken = TakenOf(FrameOf(1, 0).lane, &ivs);
  ASSERT_EQ(taken.size(), 5u);
  for (uint32_t position = 0; position < 5; ++position) {
    EXPECT_EQ(taken[position].position, position);
  }
}

// Frames that come meanwhile are newer, wherever they are.
TEST(SingleIvsTest, FramesThatComeMeanwhileAreLeft) {
  SingleIvs ivs;
  ivs.Add(FrameOf(1, 0));
  for (uint64_t lane = 2; lane < kSingleIvs; ++lane) {
    ivs.Add(FrameOf(lane, 5));
  }
  ivs.Add(FrameOf(1, 1));
  std::vector<uint32_t> taken;
  ivs.TakeAllOf(FrameOf(1, 0).lane, [&](const IvFrame& frame) {
    taken.push_back(frame.position);
    ivs.Add(FrameOf(1, 100 + frame.position));
    ivs.Add(FrameOf(1, 200 + frame.position));
  });
  EXPECT_EQ(taken, (std::vector<uint32_t>{0, 1}));
  EXPECT_EQ(TakenOf(FrameOf(1, 0).lane, &ivs).size(), 4u);
}

// Its place has another frame, which stays.
TEST(SingleIvsTest, AFrameThatWasForgottenIsNotLeftToOthers) {
  SingleIvs ivs;
  const SingleIvs::Added added = ivs.Add(FrameOf(1, 2));
  for (uint64_t lane = 2; lane < 2 + kSingleIvs; ++lane) {
    ivs.Add(FrameOf(lane, 5));
  }
  EXPECT_TRUE(ivs.Take(FrameOf(1, 2), added.number));
  EXPECT_EQ(TakenOf(FrameOf(1 + kSingleIvs, 5).lane, &ivs).size(), 1u);
}

}  // namespace
}  // namespace sealframe
