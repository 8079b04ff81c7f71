// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/iv/iv_lane_archive.h"

#include <cstdint>

#include "gtest/gtest.h"
#include "sealframe/keyring/iv/iv_window.h"

namespace sealframe {
namespace {

constexpr uint64_t kOld = 10;  // Keys.
constexpr uint64_t kNew = 20;

class IvLaneArchiveTest : public testing::Test {
 protected:
  bool Add(uint64_t lane, uint64_t key, uint64_t kept_key, uint32_t now) {
    if (!archive_.MakeRoom(key, kept_key, now)) {
      return false;
    }
    archive_.Add(lane, key, {.entered = {lane}, .last = now});
    return true;
  }
  void Fill(uint64_t key) {
    for (uint64_t lane = 1; lane <= kArchivedIvLanes; ++lane) {
      ASSERT_TRUE(Add(lane, key, key, static_cast<uint32_t>(lane)));
    }
  }

  IvLaneArchive archive_{/*wraps=*/true};
};

TEST_F(IvLaneArchiveTest, SummariesAreKeptUntilRemoved) {
  Fill(kOld);
  for (uint64_t lane = 1; lane <= kArchivedIvLanes; ++lane) {
    ASSERT_TRUE(archive_.Has(lane));
    ASSERT_EQ(archive_.SummaryOf(lane).entered[0], lane);
    archive_.Remove(lane);
    ASSERT_FALSE(archive_.Has(lane));
    ASSERT_EQ(archive_.SummaryOf(lane).entered[0], 0u);
  }
  Fill(kNew);
}

TEST_F(IvLaneArchiveTest, WithoutRoomTheKeyUsedLeastRecentlyIsClosed) {
  Fill(kOld);
  EXPECT_FALSE(archive_.IsClosed(kOld));
  EXPECT_TRUE(Add(1000, kNew, kNew, 1000));
  EXPECT_TRUE(archive_.IsClosed(kOld));
  EXPECT_FALSE(archive_.IsClosed(kNew));
  EXPECT_TRUE(archive_.Has(1000));
  EXPECT_FALSE(archive_.Has(5));
}

TEST_F(IvLaneArchiveTest, AClosedKeyNeedsNoSummaries) {
  Fill(kOld);
  EXPECT_TRUE(Add(1000, kOld, kNew, 1000));
  EXPECT_TRUE(archive_.IsClosed(kOld));
  EXPECT_FALSE(archive_.Has(1000));
}

TEST_F(IvLaneArchiveTest, AClosedKeyClosesNoOther) {
  Fill(kOld);
  for (uint64_t lane = 1; lane <= kArchivedIvLanes; ++lane) {
    ASSERT_TRUE(Add(1000 + lane, kNew, kNew, 1000));
  }
  ASSERT_TRUE(archive_.IsClosed(kOld));
  EXPECT_TRUE(Add(2000, kOld, 30, 2000));
  EXPECT_FALSE(archive_.IsClosed(kNew));
}

TEST_F(IvLaneArchiveTest, TheKeptKeyIsNotClosed) {
  Fill(kOld);
  EXPECT_FALSE(Add(1000, kOld, kOld, 1000));
  EXPECT_FALSE(Add(1000, kNew, kOld, 1000));
  EXPECT_FALSE(archive_.IsClosed(kOld));
  EXPECT_TRUE(archive_.Has(5));
}

TEST_F(IvLaneArchiveTest, SummariesOfHalfADayAgoMakeRoomIfPositionsWrap) {
  Fill(kOld);
  EXPECT_FALSE(Add(1000, kOld, kOld, kIvFreeAfter));
  EXPECT_TRUE(Add(1000, kOld, kOld, kIvFreeAfter + 1));
  EXPECT_FALSE(archive_.Has(1));
  EXPECT_TRUE(archive_.Has(2));

  IvLaneArchive counters(/*wraps=*/false);
  for (uint64_t lane = 1; lane <= kArchivedIvLanes; ++lane) {
    ASSERT_TRUE(counters.MakeRoom(kOld, kOld, 1));
    counters.Add(lane, kOld, {});
  }
  EXPECT_FALSE(counters.MakeRoom(kOld, kOld, kIvFreeAfter + 1));
}

TEST_F(IvLaneArchiveTest, TheNewestClosedKeysAreRemembered) {
  for (uint64_t key = 1; key <= kClosedIvKeys + 10; ++key) {
    for (uint64_t lane = 1; lane <= kArchivedIvLanes; ++lane) {
      ASSERT_TRUE(Add(1000 * key + lane, 2 * key, 2 * key, 5));
    }
  }
  // The last key's summaries are there.
  for (uint64_t key = 1; key < kClosedIvKeys + 10; ++key) {
    ASSERT_EQ(archive_.IsClosed(2 * key), key >= 10) << key;
  }
}

}  // namespace
}  // namespace sealframe
