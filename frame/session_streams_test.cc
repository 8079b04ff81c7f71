// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/session_streams.h"

#include <cstddef>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/stall_detector.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/frame/stream_monitor.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Monitors = std::vector<std::shared_ptr<StreamMonitor>>;

constexpr size_t kStreams = 100;

void Count(StreamMonitor& monitor, FrameStatus status, int frames = 1) {
  for (int i = 0; i < frames; ++i) {
    monitor.Count({.status = status, .size = CameOut(status) ? 5u : 0u}, 7);
  }
}

class SessionStreamsTest : public testing::Test {
 protected:
  SessionStreamsTest() {
    for (size_t i = 0; i < kStreams; ++i) {
      monitors_.push_back(streams_->Add({.participant = std::to_string(i / 2),
                                         .track = std::to_string(i),
                                         .direction = Direction::kReceive}));
    }
  }

  // Poll returns the number of streams that it looked at.
  size_t Poll(absl::Duration later = absl::Milliseconds(100)) {
    now_ += later;
    events_.clear();
    return streams_->TakeEvents(now_, &events_);
  }

  // Settle polls until new streams are not looked at any more.
  void Settle() {
    EXPECT_EQ(Poll(), kStreams);
    EXPECT_EQ(Poll(), 0u);
  }

  std::vector<std::string> Events() const {
    std::vector<std::string> events;
    for (const Event& event : events_) {
      events.push_back(event.track + " " +
                       std::string(StreamStateName(event.state)));
    }
    return events;
  }

  std::unique_ptr<SessionStreams> streams_ =
      std::make_unique<SessionStreams>(nullptr);
  Monitors monitors_;
  std::vector<Event> events_;
  absl::Time now_ = absl::FromUnixSeconds(1000);
};

TEST_F(SessionStreamsTest, APollLooksOnlyAtStreamsThatEnteredAState) {
  Settle();
  Count(*monitors_[5], FrameStatus::kOk);
  EXPECT_EQ(Poll(), 1u);
  EXPECT_THAT(Events(), ElementsAre("5 ok"));
  EXPECT_EQ(Poll(), 0u);
  for (const auto& monitor : monitors_) {
    Count(*monitor, FrameStatus::kPassedThrough, 1000);
  }
  Count(*monitors_[5], FrameStatus::kOk, 1000);
  EXPECT_EQ(Poll(), 0u);
}

TEST_F(SessionStreamsTest, AStreamThatFailsIsWatchedUntilItFlowsAgain) {
  Settle();
  StreamMonitor& monitor = *monitors_[7];
  Count(monitor, FrameStatus::kOk);
  Poll();
  Poll();
  Count(monitor, FrameStatus::kReplayed, kStallFrames);
  for (int i = 0; i < 9; ++i) {
    EXPECT_EQ(Poll(), 1u);
    EXPECT_THAT(Events(), IsEmpty());
  }
  EXPECT_EQ(Poll(), 1u);
  EXPECT_THAT(Events(), ElementsAre("7 stalled"));
  EXPECT_EQ(Poll(absl::Hours(1)), 1u);
  EXPECT_THAT(Events(), IsEmpty());
  Count(monitor, FrameStatus::kOk);
  EXPECT_EQ(Poll(), 1u);
  EXPECT_THAT(Events(), ElementsAre("7 ok"));
  EXPECT_EQ(Poll(), 0u);
}

TEST_F(SessionStreamsTest, TheTimeOfAStallBeginsAtMostOnePollLate) {
  Settle();
  StreamMonitor& idle = *monitors_[1];
  StreamMonitor& flowing = *monitors_[2];
  Count(flowing, FrameStatus::kOk);
  Poll();
  Poll();
  Count(flowing, FrameStatus::kOk, 100);
  EXPECT_EQ(Poll(absl::Hours(1)), 0u);
  Count(idle, FrameStatus::kReplayed, kStallFrames);
  Count(flowing, FrameStatus::kReplayed, kStallFrames);
  Poll(kStallTime);
  EXPECT_THAT(Events(), ElementsAre("1 stalled"));
  Count(flowing, FrameStatus::kReplayed, kStallFrames);
  Poll(kStallTime - absl::Nanoseconds(1));
  EXPECT_THAT(Events(), IsEmpty());
  Poll(absl::Nanoseconds(1));
  EXPECT_THAT(Events(), ElementsAre("2 stalled"));
}

TEST_F(SessionStreamsTest, TheTimeWithoutFramesIsNoStall) {
  Settle();
  Poll(absl::Hours(1));
  Count(*monitors_[1], FrameStatus::kReplayed, 30);
  Poll(absl::Milliseconds(100));
  EXPECT_THAT(Events(), IsEmpty());
}

TEST_F(SessionStreamsTest, ASlowStreamOfWhichNoFrameComesOutStalls) {
  Settle();
  std::vector<std::string> events;
  for (int i = 0; i < 50; ++i) {
    if (i % 10 == 0) {
      Count(*monitors_[1], FrameStatus::kReplayed);
    }
    Poll();
    const std::vector<std::string> polled = Events();
    events.insert(events.end(), polled.begin(), polled.end());
  }
  EXPECT_THAT(events, ElementsAre("1 stalled"));
}

TEST_F(SessionStreamsTest, AStateThatWaitsForItsIntervalIsWatched) {
  Settle();
  Count(*monitors_[3], FrameStatus::kOk);
  Poll();
  Count(*monitors_[3], FrameStatus::kNotAuthentic);
  Count(*monitors_[3], FrameStatus::kOk);
  for (int i = 0; i < 9; ++i) {
    EXPECT_EQ(Poll(), 1u);
  }
  EXPECT_EQ(Poll(), 1u);
  EXPECT_THAT(Events(), ElementsAre("3 ok"));
  EXPECT_EQ(Poll(), 0u);
}

TEST_F(SessionStreamsTest, ARatchetIsReportedByTheStreamsOfItsParticipant) {
  Settle();
  streams_->AddRatcheted("2", 9);
  EXPECT_EQ(Poll(), 2u);
  EXPECT_THAT(Events(), testing::UnorderedElementsAre("4 key_ratcheted",
                                                      "5 key_ratcheted"));
  streams_->AddRatcheted("no such participant", 9);
  EXPECT_EQ(Poll(), 0u);
}

TEST_F(SessionStreamsTest, AStreamThatIsGoneReportsNothing) {
  Settle();
  for (const auto& monitor : monitors_) {
    Count(*monitor, FrameStatus::kOk);
  }
  monitors_.resize(1);
  Poll();
  EXPECT_THAT(Events(), ElementsAre("0 ok"));
  streams_->AddRatcheted("0", 9);
  EXPECT_EQ(Poll(), 1u);
}

TEST_F(SessionStreamsTest, StreamsOutliveTheirSession) {
  streams_ = nullptr;
  Count(*monitors_[0], FrameStatus::kNotAuthentic);
  EXPECT_EQ(monitors_[0].use_count(), 1);
  EXPECT_EQ(monitors_[0]->Stats().frames_in, 1u);
}

TEST_F(SessionStreamsTest, StreamsComeAndGoWhileAnotherThreadPolls) {
  std::thread streams([this] {
    for (int i = 0; i < 1000; ++i) {
      const auto monitor = streams_->Add({.participant = "new"});
      Count(*monitor, FrameStatus::kNotAuthentic, 5);
      streams_->AddRatcheted("new", 1);
    }
  });
  for (int i = 0; i < 1000; ++i) {
    Poll();
  }
  streams.join();
  EXPECT_EQ(Poll(), 0u);
}

}  // namespace
}  // namespace sealframe
