// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/iv/iv_window.h"

#include <array>
#include <cstdint>
#include <functional>
#include <utility>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/iv/iv_frame.h"
#include "sealframe/keyring/iv/iv_head.h"
#include "sealframe/keyring/iv/once_log.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {
namespace {

constexpr uint32_t kBucket = kIvBucketSize;

class IvWindowTest : public testing::Test {
 protected:
  bool Open(uint32_t position, uint32_t mark = 0) {
    const IvFrame frame = {.lane = 2, .position = position, .mark = mark};
    const bool accepted = window_.Accepts(frame, clock_);
    const bool opened = window_.Commit(frame, clock_);
    EXPECT_EQ(accepted, opened) << position;
    return opened;
  }

  FakeClock clock_;
  std::array<OnceLog::Slot, 16> slots_ = {};
  IvWindow window_{absl::MakeSpan(slots_), /*wraps=*/true};
};

TEST_F(IvWindowTest, AHeadMovesThroughBucketsAndSpansWhatTheLogHolds) {
  ASSERT_TRUE(Open(kBucket - 2));
  ASSERT_TRUE(Open(2 * kBucket - 2));
  ASSERT_TRUE(Open(3 * kBucket - 2));
  EXPECT_TRUE(Open(kBucket - 1));
  EXPECT_TRUE(Open(kBucket));
  EXPECT_FALSE(Open(kBucket));
  EXPECT_FALSE(Open(kBucket - 2));
}

TEST_F(IvWindowTest, AFrameBehindTheSpanIsRefused) {
  for (uint32_t position = 0; position < 100; position += 2) {
    ASSERT_TRUE(Open(position));
  }
  EXPECT_TRUE(Open(97));
  EXPECT_TRUE(Open(71));
  EXPECT_FALSE(Open(69));
  EXPECT_FALSE(Open(70));
}

TEST_F(IvWindowTest, AFifthTimelineTakesTheHeadUsedLeastRecently) {
  for (const uint32_t timeline : {10u, 20u, 30u, 40u}) {
    ASSERT_TRUE(Open(timeline * kBucket));
    clock_.Advance(absl::Seconds(5));
  }
  ASSERT_TRUE(Open(50 * kBucket));
  EXPECT_FALSE(Open(10 * kBucket + 1));
  EXPECT_TRUE(Open(20 * kBucket + 1));
  EXPECT_FALSE(Open(11 * kBucket - 1)) << "the bucket is not free";
  EXPECT_TRUE(Open(11 * kBucket)) << "the next one is";
}

TEST_F(IvWindowTest, ABucketIsFreeAgainHalfADayLaterForTheHeadBehindIt) {
  ASSERT_TRUE(Open(7 * kBucket + 5));
  ASSERT_TRUE(Open(5 * kBucket + 5));
  ASSERT_TRUE(Open(6 * kBucket - 5));
  clock_.Advance(absl::Hours(12) - absl::Seconds(3));
  EXPECT_FALSE(Open(7 * kBucket + 5));
  clock_.Advance(absl::Seconds(5));
  EXPECT_FALSE(Open(5 * kBucket + 5)) << "255 buckets ahead";
  EXPECT_TRUE(Open(7 * kBucket + 4));
}

// Here the frame of a bucket comes six hours after those around it.
TEST_F(IvWindowTest, ABucketIsAsYoungAsItsLatestFrame) {
  ASSERT_TRUE(Open(5 * kBucket - 1));
  ASSERT_TRUE(Open(5 * kBucket + 1));
  clock_.Advance(absl::Hours(6));
  ASSERT_TRUE(Open(5 * kBucket - 2));
  clock_.Advance(absl::Hours(6) - absl::Minutes(2));
  // Another timeline comes to the bucket.
  for (uint32_t i = 0; i < 20; ++i) {
    ASSERT_TRUE(Open(2 * kBucket + i));
  }
  clock_.Advance(absl::Minutes(4));
  ASSERT_TRUE(Open(3 * kBucket));
  clock_.Advance(absl::Minutes(4));
  EXPECT_FALSE(Open(5 * kBucket - 2));
  clock_.Advance(absl::Hours(6));
  EXPECT_TRUE(Open(5 * kBucket - 3));
}

// Buckets cannot be run through without the time that it takes.
TEST_F(IvWindowTest, OldBucketsAreEnteredAtFourTimesTheHighestRateAtMost) {
  for (uint32_t bucket = 0; bucket < kIvBuckets; ++bucket) {
    ASSERT_TRUE(Open(bucket * kBucket));
    clock_.Advance(absl::Seconds(350));  // 48 kHz.
  }
  uint32_t entered = 0;
  for (uint32_t second = 0; second < 3600; ++second) {
    while (Open(entered * kBucket, /*mark=*/1)) {
      ++entered;
    }
    clock_.Advance(absl::Seconds(1));
  }
  EXPECT_GT(entered, 3600u / 175);
  EXPECT_LT(entered, 3600u / 43 + 3);
}

// A head that is still in a bucket from the previous turn would accept frames
// that another head has opened since.
TEST_F(IvWindowTest, ABucketHasOneHead) {
  ASSERT_TRUE(Open(122 * kBucket));
  ASSERT_TRUE(Open(119 * kBucket));
  ASSERT_TRUE(Open(120 * kBucket + 50));  // This head stays here.
  for (uint32_t bucket = 123; bucket < 120 + kIvBuckets; ++bucket) {
    clock_.Advance(absl::Seconds(186));
    ASSERT_TRUE(Open(bucket * kBucket + 1)) << bucket;
  }
  clock_.Advance(absl::Seconds(186));
  for (uint32_t i = 0; i < 100; ++i) {
    ASSERT_TRUE(Open(120 * kBucket + 2 * i)) << i;
  }
  for (uint32_t i = 0; i < 100; ++i) {
    ASSERT_FALSE(Open(120 * kBucket + 2 * i)) << i;
  }
}

// A span that reaches back to there would accept a frame without moving the
// head that has the bucket since.
TEST_F(IvWindowTest, ABucketThatIsFreeAgainIsInNoSpan) {
  for (uint32_t i = 0; i < 20; ++i) {
    ASSERT_TRUE(Open(6 * kBucket - 2000 + 100 * i));
  }
  ASSERT_TRUE(Open(6 * kBucket + 1));  // This head stays here.
  clock_.Advance(absl::Hours(13));
  ASSERT_TRUE(Open(5 * kBucket + 10));
  ASSERT_TRUE(Open(6 * kBucket - 50));
  for (uint32_t i = 0; i < 20; ++i) {
    Open(5 * kBucket + 12 + i);
  }
  EXPECT_FALSE(Open(6 * kBucket - 50));
}

TEST_F(IvWindowTest, ASummaryHasAllBuckets) {
  ASSERT_TRUE(Open(3 * kBucket));
  clock_.Advance(absl::Seconds(100));
  ASSERT_TRUE(Open(4 * kBucket));
  ASSERT_TRUE(Open(200 * kBucket));
  EXPECT_EQ(window_.LastUse(), IvTimeOf(clock_));
  const IvWindow::Summary summary = window_.Summarize();
  EXPECT_EQ(summary.last, IvTimeOf(clock_));
  window_.Clear();
  EXPECT_EQ(window_.LastUse(), 0u);
  window_.Restore(summary);
  EXPECT_EQ(window_.LastUse(), summary.last);
  for (uint32_t bucket = 0; bucket < kIvBuckets; ++bucket) {
    // Entering a bucket keeps the one before for late frames.
    const bool was_free = bucket > 4 && bucket != 199 && bucket != 200;
    EXPECT_EQ(
        window_.Accepts({.lane = 2, .position = bucket * kBucket + 1}, clock_),
        was_free || bucket < 2)
        << bucket;
  }
}

TEST_F(IvWindowTest, ANewHeadDoesNotSpanABucketThatWasUsed) {
  ASSERT_TRUE(Open(10 * kBucket - 5));
  const IvWindow::Summary summary = window_.Summarize();
  window_.Clear();
  window_.Restore(summary);
  ASSERT_TRUE(Open(10 * kBucket + 5));
  EXPECT_FALSE(Open(10 * kBucket - 5));
  EXPECT_TRUE(Open(10 * kBucket + 4));
}

// SlowClock runs `sleep` between reading the time and returning it.
class SlowClock final : public Clock {
 public:
  SlowClock(const Clock& clock, std::function<void()> sleep)
      : clock_(clock), sleep_(std::move(sleep)) {}

  absl::Time Now() const noexcept override {
    const absl::Time now = clock_.Now();
    sleep_();
    return now;
  }

 private:
  const Clock& clock_;
  const std::function<void()> sleep_;
};

TEST_F(IvWindowTest, AThreadThatSleepsReplacesNoLaterTime) {
  uint32_t position = 0;
  const auto open_next = [&] { return Open(position += 10); };
  while (position < 160) {
    ASSERT_TRUE(open_next());
  }
  uint32_t last_use = 0;
  const SlowClock clock(clock_, [&] {
    if (last_use != 0) {
      return;
    }
    clock_.Advance(absl::Hours(11));
    for (int i = 0; i < 16; ++i) {
      EXPECT_TRUE(open_next());
    }
    last_use = window_.LastUse();
  });
  EXPECT_FALSE(window_.Commit({.lane = 2, .position = 155}, clock)) << "late";
  EXPECT_EQ(last_use, IvTimeOf(clock_));
  EXPECT_EQ(window_.LastUse(), last_use);
}

TEST_F(IvWindowTest, ClearForgetsEverything) {
  for (uint32_t i = 0; i < 40; ++i) {
    ASSERT_TRUE(Open(i));
  }
  window_.Clear();
  for (uint32_t i = 0; i < 40; ++i) {
    ASSERT_TRUE(Open(i));
    ASSERT_FALSE(Open(i));
  }
}

}  // namespace
}  // namespace sealframe
