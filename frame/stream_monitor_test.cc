// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/stream_monitor.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/stall_detector.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/frame/stream_stats.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class StreamMonitorTest : public testing::Test {
 protected:
  void Count(FrameStatus status, uint64_t kid = 0) {
    monitor_.Count(
        {.status = status, .size = CameOut(status) ? 5u : 0u, .kid = kid}, 7);
  }

  std::vector<Event> Take(absl::Duration later = absl::ZeroDuration()) {
    now_ += later;
    std::vector<Event> events;
    monitor_.TakeEvents(now_, &events);
    return events;
  }

  std::vector<StreamState> States(absl::Duration later = absl::ZeroDuration()) {
    std::vector<StreamState> states;
    for (const Event& event : Take(later)) {
      states.push_back(event.state);
    }
    return states;
  }

  int woken_ = 0;
  absl::Time now_ = absl::FromUnixSeconds(1000);
  const std::function<void()> wake_ = [this] { ++woken_; };
  StreamMonitor monitor_{{.participant = "alice",
                          .track = "camera",
                          .media = MediaKind::kVideo,
                          .direction = Direction::kReceive},
                         &wake_};
};

TEST_F(StreamMonitorTest, ReportsTheFirstStateAndTheStreamThatEnteredIt) {
  EXPECT_THAT(Take(), IsEmpty());
  Count(FrameStatus::kOk, 3);
  const std::vector<Event> events = Take();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].kind, EventKind::kStreamState);
  EXPECT_EQ(events[0].state, StreamState::kOk);
  EXPECT_EQ(events[0].kid, 3u);
  EXPECT_EQ(events[0].participant, "alice");
  EXPECT_EQ(events[0].track, "camera");
  EXPECT_EQ(events[0].media, MediaKind::kVideo);
  EXPECT_EQ(events[0].direction, Direction::kReceive);
  EXPECT_THAT(Take(), IsEmpty());
}

TEST_F(StreamMonitorTest, ReportsAStateOnlyWhenTheStreamEntersIt) {
  Take();
  for (int i = 0; i < 100; ++i) {
    Count(FrameStatus::kOk);
  }
  EXPECT_THAT(States(), ElementsAre(StreamState::kOk));
  Count(FrameStatus::kOk);
  EXPECT_THAT(States(absl::Hours(1)), IsEmpty());
}

TEST_F(StreamMonitorTest, ReportsEveryStateEnteredWithTheNewestLast) {
  Count(FrameStatus::kMissingKey, 3);
  Count(FrameStatus::kNotAuthentic);
  Count(FrameStatus::kInternalError);
  Count(FrameStatus::kOk);
  EXPECT_THAT(
      States(),
      ElementsAre(StreamState::kDecryptionFailed, StreamState::kMissingKey,
                  StreamState::kInternalError, StreamState::kOk));
}

TEST_F(StreamMonitorTest, ReportsOkWhenAStreamRecovers) {
  Count(FrameStatus::kOk);
  Take();
  Count(FrameStatus::kNotAuthentic);
  EXPECT_THAT(States(), ElementsAre(StreamState::kDecryptionFailed));
  Count(FrameStatus::kOk);
  EXPECT_THAT(States(kMinEventInterval), ElementsAre(StreamState::kOk));
}

TEST_F(StreamMonitorTest, ReportsTheSameStateOncePerInterval) {
  Count(FrameStatus::kOk);
  Take();
  for (int i = 0; i < 10; ++i) {
    Count(FrameStatus::kNotAuthentic);
    Count(FrameStatus::kOk);
  }
  EXPECT_THAT(States(), ElementsAre(StreamState::kDecryptionFailed));
  EXPECT_THAT(States(kMinEventInterval - absl::Nanoseconds(1)), IsEmpty());
  EXPECT_THAT(States(absl::Nanoseconds(1)), ElementsAre(StreamState::kOk));
  EXPECT_THAT(States(absl::Hours(1)), IsEmpty());
}

TEST_F(StreamMonitorTest, TheLastEventIsTheStateThatTheStreamIsIn) {
  Count(FrameStatus::kMissingKey, 1);
  EXPECT_THAT(States(), ElementsAre(StreamState::kMissingKey));
  // Entered again too soon to be reported, and left.
  Count(FrameStatus::kMissingKey, 2);
  Count(FrameStatus::kOk);
  EXPECT_THAT(States(), ElementsAre(StreamState::kOk));
  EXPECT_THAT(States(kMinEventInterval), IsEmpty());
}

TEST_F(StreamMonitorTest, ARatchetThatWasTooSoonIsReportedLater) {
  Count(FrameStatus::kOk);
  monitor_.AddRatcheted(17);
  EXPECT_THAT(States(),
              ElementsAre(StreamState::kKeyRatcheted, StreamState::kOk));
  monitor_.AddRatcheted(18);
  EXPECT_THAT(States(), IsEmpty());
  EXPECT_THAT(States(kMinEventInterval),
              ElementsAre(StreamState::kKeyRatcheted));
}

TEST_F(StreamMonitorTest, AMissingKeyIsReportedWithItsKid) {
  Take();
  Count(FrameStatus::kMissingKey, 42);
  std::vector<Event> events = Take();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].state, StreamState::kMissingKey);
  EXPECT_EQ(events[0].kid, 42u);
  // Another missing key is a new event.
  Count(FrameStatus::kMissingKey, 43);
  events = Take(kMinEventInterval);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].kid, 43u);
}

TEST_F(StreamMonitorTest, AMissingKeyOfKidZeroIsReported) {
  Take();
  Count(FrameStatus::kMissingKey, 0);
  EXPECT_THAT(States(), ElementsAre(StreamState::kMissingKey));
}

TEST_F(StreamMonitorTest, SingleFramesThatAreNoFailureEnterNoState) {
  Take();
  for (const FrameStatus status :
       {FrameStatus::kReplayed, FrameStatus::kNotReady, FrameStatus::kHeld,
        FrameStatus::kPassedThrough}) {
    Count(status);
  }
  EXPECT_THAT(Take(), IsEmpty());
}

TEST_F(StreamMonitorTest, ARatchetIsReportedWithItsKidAndKeepsTheState) {
  Count(FrameStatus::kOk);
  Take();
  monitor_.AddRatcheted(17);
  const std::vector<Event> events = Take();
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].state, StreamState::kKeyRatcheted);
  EXPECT_EQ(events[0].kid, 17u);
  Count(FrameStatus::kOk);
  EXPECT_THAT(Take(absl::Hours(1)), IsEmpty());
}

TEST_F(StreamMonitorTest, AStallIsReportedWithItsReasonAndEndsWithOk) {
  Count(FrameStatus::kOk);
  Take();
  for (int i = 0; i < 400; ++i) {
    Count(FrameStatus::kReplayed);
  }
  EXPECT_THAT(Take(kStallTime - absl::Nanoseconds(1)), IsEmpty());
  const std::vector<Event> events = Take(absl::Nanoseconds(1));
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].kind, EventKind::kStreamState);
  EXPECT_EQ(events[0].state, StreamState::kStalled);
  EXPECT_EQ(events[0].reason, FrameStatus::kReplayed);
  EXPECT_EQ(events[0].participant, "alice");
  EXPECT_EQ(events[0].track, "camera");
  for (int i = 0; i < 400; ++i) {
    Count(FrameStatus::kReplayed);
  }
  EXPECT_THAT(Take(absl::Hours(1)), IsEmpty());
  Count(FrameStatus::kOk);
  EXPECT_THAT(States(), ElementsAre(StreamState::kOk));
  Count(FrameStatus::kOk);
  EXPECT_THAT(Take(absl::Hours(1)), IsEmpty());
}

TEST_F(StreamMonitorTest, OtherStatesAreReportedBeforeTheStallThatTheyLeadTo) {
  Take();
  for (int i = 0; i < 5; ++i) {
    Count(FrameStatus::kMissingKey, 7);
    Count(FrameStatus::kNotAuthentic);
    Count(FrameStatus::kNotAuthentic);
  }
  const std::vector<Event> events = Take(kStallTime);
  ASSERT_EQ(events.size(), 3u);
  EXPECT_EQ(events[0].reason, FrameStatus::kOk);
  EXPECT_EQ(events[2].state, StreamState::kStalled);
  EXPECT_EQ(events[2].reason, FrameStatus::kNotAuthentic);
  Count(FrameStatus::kOk);
  EXPECT_THAT(States(kMinEventInterval), ElementsAre(StreamState::kOk));
}

TEST_F(StreamMonitorTest, AStreamWhoseFramesPassThroughFlows) {
  Take();
  for (int i = 0; i < 10; ++i) {
    Count(FrameStatus::kPassedThrough);
    EXPECT_THAT(Take(kStallTime), IsEmpty());
  }
  for (int i = 0; i < 10; ++i) {
    Count(FrameStatus::kNotReady);
  }
  EXPECT_THAT(States(kStallTime), ElementsAre(StreamState::kStalled));
  Count(FrameStatus::kPassedThrough);
  EXPECT_THAT(States(), ElementsAre(StreamState::kOk));
}

TEST_F(StreamMonitorTest, AStallIsNotNoticedByTheStreamsThread) {
  Count(FrameStatus::kOk);
  Take();
  EXPECT_EQ(woken_, 1);
  for (int i = 0; i < 400; ++i) {
    Count(FrameStatus::kReplayed);
  }
  EXPECT_EQ(woken_, 1);
}

TEST_F(StreamMonitorTest,
       AStreamThatStallsAndFlowsByTurnsReportsOkOnceASecond) {
  Take();
  for (int i = 0; i < 10; ++i) {
    for (int n = 0; n < 5; ++n) {
      Count(FrameStatus::kReplayed);
    }
    EXPECT_THAT(States(kStallTime), ElementsAre(StreamState::kStalled));
    Count(FrameStatus::kOk);
    EXPECT_THAT(States(absl::Milliseconds(10)), ElementsAre(StreamState::kOk));
  }
}

TEST_F(StreamMonitorTest, AClockThatGoesBackSilencesNoState) {
  Count(FrameStatus::kNotAuthentic);
  Count(FrameStatus::kOk);
  EXPECT_THAT(States(),
              ElementsAre(StreamState::kDecryptionFailed, StreamState::kOk));
  Count(FrameStatus::kNotAuthentic);
  EXPECT_THAT(States(-absl::Hours(1)),
              ElementsAre(StreamState::kDecryptionFailed));
  // From then on, intervals count from the new time.
  Count(FrameStatus::kOk);
  Count(FrameStatus::kNotAuthentic);
  EXPECT_THAT(States(kMinEventInterval / 2), ElementsAre(StreamState::kOk));
  EXPECT_THAT(States(kMinEventInterval / 2),
              ElementsAre(StreamState::kDecryptionFailed));
}

TEST_F(StreamMonitorTest, WakesOnceUntilItsEventsAreTaken) {
  EXPECT_EQ(woken_, 0);
  Count(FrameStatus::kOk);
  EXPECT_EQ(woken_, 1);
  Count(FrameStatus::kNotAuthentic);
  Count(FrameStatus::kOk);
  EXPECT_EQ(woken_, 1);
  Take();
  Count(FrameStatus::kOk);
  EXPECT_EQ(woken_, 1);
  Count(FrameStatus::kMissingKey);
  EXPECT_EQ(woken_, 2);
}

TEST_F(StreamMonitorTest, CountsFramesAndBytesInAndOut) {
  Count(FrameStatus::kOk);
  Count(FrameStatus::kPassedThrough);
  Count(FrameStatus::kReplayed);
  const StreamStats stats = monitor_.Stats();
  EXPECT_EQ(stats.frames_in, 3u);
  EXPECT_EQ(stats.bytes_in, 21u);
  EXPECT_EQ(stats.frames_out, 2u);
  EXPECT_EQ(stats.bytes_out, 10u);
}

TEST_F(StreamMonitorTest, CountsEachStatusSeparately) {
  for (size_t i = 0; i < kFrameStatusCount; ++i) {
    for (size_t n = 0; n <= i; ++n) {
      Count(static_cast<FrameStatus>(i));
    }
  }
  const StreamStats stats = monitor_.Stats();
  for (size_t i = 0; i < kFrameStatusCount; ++i) {
    EXPECT_EQ(stats.frames(static_cast<FrameStatus>(i)), i + 1);
  }
}

TEST_F(StreamMonitorTest, EmptyFramesThatPassAreCountedSeparately) {
  monitor_.Count({.status = FrameStatus::kPassedThrough}, 0);
  monitor_.Count({.status = FrameStatus::kOk, .size = 30}, 0);
  monitor_.Count({.status = FrameStatus::kPassedThrough, .size = 1}, 1);
  const StreamStats stats = monitor_.Stats();
  EXPECT_EQ(stats.frames_in, 3u);
  EXPECT_EQ(stats.frames_out, 3u);
  EXPECT_EQ(stats.empty_frames, 1u);
}

TEST_F(StreamMonitorTest, AHeldFrameCountsAsOneFrameIn) {
  Count(FrameStatus::kHeld);
  monitor_.CountOutcome({.status = FrameStatus::kOk, .size = 5});
  const StreamStats stats = monitor_.Stats();
  EXPECT_EQ(stats.frames_in, 1u);
  EXPECT_EQ(stats.frames_out, 1u);
  EXPECT_EQ(stats.frames(FrameStatus::kHeld), 1u);
  EXPECT_EQ(stats.frames(FrameStatus::kOk), 1u);
}

TEST_F(StreamMonitorTest, LatencyBucketsArePowersOfTwo) {
  for (const uint64_t nanoseconds :
       {uint64_t{0}, uint64_t{1}, uint64_t{2}, uint64_t{3}, uint64_t{255},
        uint64_t{256}, (uint64_t{1} << 31) - 1, uint64_t{1} << 31,
        ~uint64_t{0}}) {
    monitor_.RecordLatency(nanoseconds);
  }
  const StreamStats stats = monitor_.Stats();
  EXPECT_EQ(stats.latency[0], 2u);
  EXPECT_EQ(stats.latency[1], 2u);
  EXPECT_EQ(stats.latency[7], 1u);
  EXPECT_EQ(stats.latency[8], 1u);
  EXPECT_EQ(stats.latency[30], 1u);
  EXPECT_EQ(stats.latency[31], 2u);
}

TEST(StreamMonitorWithoutWakeTest, WorksWithoutAWakeFunction) {
  StreamMonitor monitor({}, nullptr);
  monitor.Count({.status = FrameStatus::kOk}, 1);
  std::vector<Event> events;
  monitor.TakeEvents(absl::FromUnixSeconds(1), &events);
  ASSERT_EQ(events.size(), 1u);
  EXPECT_EQ(events[0].state, StreamState::kOk);
}

}  // namespace
}  // namespace sealframe
