// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/stall_detector.h"

#include <cstddef>
#include <cstdint>

#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/stream_stats.h"

namespace sealframe {
namespace {

using Change = StallDetector::Change;

class StallDetectorTest : public testing::Test {
 protected:
  StallDetectorTest() { EXPECT_EQ(Update(absl::ZeroDuration()), kNone); }

  void Count(FrameStatus status, uint64_t frames = 1) {
    stats_.frames_in += frames;
    CountOutcome(status, frames);
  }

  void CountOutcome(FrameStatus status, uint64_t frames = 1) {
    stats_.frames_by_status[static_cast<size_t>(status)] += frames;
    if (CameOut(status)) {
      stats_.frames_out += frames;
    }
  }

  void CountEmpty() {
    Count(FrameStatus::kPassedThrough);
    ++stats_.empty_frames;
  }

  Change Update(absl::Duration later) {
    now_ += later;
    return detector_.Update(now_, stats_);
  }

  static constexpr Change kNone = Change::kNone;

  StreamStats stats_;
  absl::Time now_ = absl::FromUnixSeconds(1000);
  StallDetector detector_;
};

TEST_F(StallDetectorTest, EveryStatusThatGivesNoFrameIsAReason) {
  for (size_t i = 0; i < kFrameStatusCount; ++i) {
    const auto status = static_cast<FrameStatus>(i);
    StallDetector detector;
    StreamStats stats;
    EXPECT_EQ(detector.Update(now_, stats), kNone);
    stats.frames_in = kStallFrames;
    stats.frames_out = CameOut(status) ? kStallFrames : 0;
    stats.frames_by_status[i] = kStallFrames;
    const Change change = detector.Update(now_ + kStallTime, stats);
    if (CameOut(status)) {
      EXPECT_EQ(change, kNone) << FrameStatusName(status);
    } else {
      EXPECT_EQ(change, Change::kStalled) << FrameStatusName(status);
      EXPECT_EQ(detector.reason(), status);
    }
  }
}

TEST_F(StallDetectorTest, AStallTakesAllOfItsTimeAndFrames) {
  Count(FrameStatus::kReplayed, kStallFrames - 1);
  EXPECT_EQ(Update(kStallTime), kNone);
  Count(FrameStatus::kReplayed);
  EXPECT_EQ(Update(absl::ZeroDuration()), Change::kStalled);
}

TEST_F(StallDetectorTest, ManyFramesAreNoStallBeforeItsTime) {
  Count(FrameStatus::kReplayed, 1000);
  EXPECT_EQ(Update(kStallTime - absl::Nanoseconds(1)), kNone);
  EXPECT_EQ(Update(absl::Nanoseconds(1)), Change::kStalled);
}

TEST_F(StallDetectorTest, AStallIsFoundOnceAndEndsOnce) {
  Count(FrameStatus::kNotAuthentic, 30);
  EXPECT_EQ(Update(kStallTime), Change::kStalled);
  for (int i = 0; i < 10; ++i) {
    Count(FrameStatus::kNotAuthentic, 30);
    EXPECT_EQ(Update(kStallTime), kNone);
  }
  EXPECT_EQ(Update(absl::Hours(1)), kNone);
  Count(FrameStatus::kOk);
  Count(FrameStatus::kNotAuthentic, 30);
  EXPECT_EQ(Update(absl::Milliseconds(1)), Change::kFlowing);
  EXPECT_EQ(Update(absl::Milliseconds(1)), kNone);
}

TEST_F(StallDetectorTest, AStreamCanStallAgain) {
  Count(FrameStatus::kReplayed, 30);
  EXPECT_EQ(Update(kStallTime), Change::kStalled);
  Count(FrameStatus::kOk);
  EXPECT_EQ(Update(kStallTime), Change::kFlowing);
  Count(FrameStatus::kMissingKey, 30);
  EXPECT_EQ(Update(kStallTime - absl::Nanoseconds(1)), kNone);
  EXPECT_EQ(Update(absl::Nanoseconds(1)), Change::kStalled);
  EXPECT_EQ(detector_.reason(), FrameStatus::kMissingKey);
}

TEST_F(StallDetectorTest, FramesLostAmongGoodOnesAreNoStall) {
  for (int i = 0; i < 100; ++i) {
    Count(FrameStatus::kReplayed, 29);
    Count(FrameStatus::kOk);
    EXPECT_EQ(Update(kStallTime), kNone);
  }
}

TEST_F(StallDetectorTest, AStreamOfOneFramePerSecondMayLoseTwoInARow) {
  for (int i = 0; i < 100; ++i) {
    Count(i % 3 == 0 ? FrameStatus::kOk : FrameStatus::kReplayed);
    for (int poll = 0; poll < 5; ++poll) {
      EXPECT_EQ(Update(absl::Milliseconds(200)), kNone);
    }
  }
}

TEST_F(StallDetectorTest, AStreamOfOneFramePerSecondStallsWithItsThirdFrame) {
  int seconds = 0;
  Change change = kNone;
  while (change == kNone && seconds < 10) {
    ++seconds;
    Count(FrameStatus::kReplayed);
    change = Update(absl::Seconds(1));
  }
  EXPECT_EQ(change, Change::kStalled);
  EXPECT_EQ(seconds, 3);
}

TEST_F(StallDetectorTest, AMutedStreamDoesNotStall) {
  Count(FrameStatus::kOk, 30);
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(Update(kStallTime), kNone);
  }
  Count(FrameStatus::kReplayed);
  EXPECT_EQ(Update(kStallTime), kNone);
}

TEST_F(StallDetectorTest, TheTimeWithoutFramesDoesNotCount) {
  EXPECT_EQ(Update(absl::Hours(1)), kNone);
  Count(FrameStatus::kReplayed, 30);
  EXPECT_EQ(Update(absl::Milliseconds(100)), kNone);
}

TEST_F(StallDetectorTest, TheReasonIsTheStatusOfMostFramesOfTheStall) {
  Count(FrameStatus::kNotAuthentic, 1000);
  Count(FrameStatus::kOk);
  EXPECT_EQ(Update(kStallTime), kNone);
  Count(FrameStatus::kNotAuthentic, 10);
  Count(FrameStatus::kReplayed, 11);
  Count(FrameStatus::kMalformed, 10);
  EXPECT_EQ(Update(kStallTime), Change::kStalled);
  EXPECT_EQ(detector_.reason(), FrameStatus::kReplayed);
}

TEST_F(StallDetectorTest, FramesThatWaitCountAsHeldAndThenByTheirOutcome) {
  Count(FrameStatus::kHeld, 30);
  EXPECT_EQ(Update(kStallTime), Change::kStalled);
  EXPECT_EQ(detector_.reason(), FrameStatus::kHeld);
  CountOutcome(FrameStatus::kOk);
  EXPECT_EQ(Update(kStallTime), Change::kFlowing);
  CountOutcome(FrameStatus::kHoldExpired, 29);
  Count(FrameStatus::kHeld, 5);
  EXPECT_EQ(Update(kStallTime), Change::kStalled);
  EXPECT_EQ(detector_.reason(), FrameStatus::kHoldExpired);
}

TEST_F(StallDetectorTest, EmptyFramesNeitherHideNorMakeAStall) {
  for (int i = 0; i < 100; ++i) {
    CountEmpty();
    EXPECT_EQ(Update(kStallTime), kNone);
  }
  CountEmpty();
  Count(FrameStatus::kReplayed, kStallFrames);
  EXPECT_EQ(Update(kStallTime), Change::kStalled);
  CountEmpty();
  EXPECT_EQ(Update(kStallTime), kNone);
}

TEST_F(StallDetectorTest, TheFirstUpdateBeginsTheTime) {
  StallDetector late;
  Count(FrameStatus::kReplayed, 30);
  EXPECT_EQ(late.Update(now_, stats_), kNone);
  EXPECT_EQ(late.Update(now_ + kStallTime, stats_), Change::kStalled);
}

TEST_F(StallDetectorTest, AClockThatGoesBackBeginsTheTimeAnew) {
  EXPECT_EQ(Update(-absl::Hours(1)), kNone);
  Count(FrameStatus::kReplayed, 30);
  EXPECT_EQ(Update(kStallTime - absl::Nanoseconds(1)), kNone);
  EXPECT_EQ(Update(absl::Nanoseconds(1)), Change::kStalled);
}

}  // namespace
}  // namespace sealframe
