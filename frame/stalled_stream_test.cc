// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Sessions report streams that are given frames and output none, in both
// directions.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/testing/one_block_reservations.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

class StalledStreamTest : public testing::Test {
 protected:
  StalledStreamTest() {
    Flow();
    Poll(pair_.alice);
    Poll(pair_.bob);
  }

  // Poll returns the events of `end` as "state", or "stalled: reason".
  static std::vector<std::string> Poll(TestEnd& end) {
    std::vector<std::string> events;
    for (const Event& event : end.session().Poll()) {
      events.push_back(
          event.state == StreamState::kStalled
              ? absl::StrCat("stalled: ", FrameStatusName(event.reason))
              : std::string(StreamStateName(event.state)));
    }
    return events;
  }

  // Play makes a frame `per_second` times a second for `duration`, polls `end`
  // ten times a second, and returns its events.
  std::vector<std::string> Play(TestEnd& end, absl::Duration duration,
                                const std::function<void()>& make,
                                int per_second = 30) {
    std::vector<std::string> events;
    absl::Duration next_frame;
    for (absl::Duration t; t < duration; t += absl::Milliseconds(100)) {
      for (; next_frame <= t; next_frame += absl::Seconds(1) / per_second) {
        make();
      }
      clock_.Advance(absl::Milliseconds(100));
      const std::vector<std::string> polled = Poll(end);
      events.insert(events.end(), polled.begin(), polled.end());
    }
    return events;
  }

  // Seal gives alice's stream a frame with a buffer of `room` bytes.
  FrameStatus Seal(const FrameInfo& info = {}, size_t room = 100) {
    Bytes out(room);
    return pair_.send->Seal(info, TestFrame(9), absl::MakeSpan(out)).status;
  }

  void Flow() {
    const Bytes sealed = SealTo(*pair_.send, TestFrame(9));
    ASSERT_EQ(OpenFrom(*pair_.receive, sealed).status, FrameStatus::kOk);
    old_ = sealed;
  }

  void Replay() {
    ASSERT_EQ(OpenFrom(*pair_.receive, old_).status, FrameStatus::kReplayed);
  }

  FakeClock clock_;
  TestPair pair_{{.clock = &clock_},
                 {.hold = {.max_frames = 8,
                           .max_bytes = 1000,
                           .max_age = absl::Milliseconds(300)}}};
  Bytes old_;
};

TEST_F(StalledStreamTest, ReplayedFramesStallAReceiverUntilOneOpens) {
  EXPECT_THAT(Play(pair_.bob, absl::Seconds(10), [&] { Replay(); }),
              ElementsAre("stalled: replayed"));
  EXPECT_THAT(Play(pair_.bob, absl::Seconds(3), [&] { Flow(); }),
              ElementsAre("ok"));
}

TEST_F(StalledStreamTest, FramesThatDoNotAuthenticateStallAReceiver) {
  Bytes altered = SealTo(*pair_.send, TestFrame(9));
  altered.back() ^= 1;
  EXPECT_THAT(Play(pair_.bob, absl::Seconds(5),
                   [&] { OpenFrom(*pair_.receive, altered); }),
              ElementsAre("decryption_failed", "stalled: not_authentic"));
  EXPECT_THAT(Play(pair_.bob, absl::Seconds(3), [&] { Flow(); }),
              ElementsAre("ok"));
}

TEST_F(StalledStreamTest, FramesWhoseKeyNeverComesStallAReceiver) {
  MustBeOk(pair_.alice.keys().SetKey("alice", 9, TestKey(9)));
  MustBeOk(pair_.alice.keys().Activate("alice", 9));
  const auto receive = [&] {
    OpenFrom(*pair_.receive, SealTo(*pair_.send, TestFrame(9)));
  };
  EXPECT_THAT(Play(pair_.bob, absl::Seconds(5), receive),
              ElementsAre("missing_key", "stalled: hold_expired"));
  pair_.bob.Hear("alice", 9);
  OpenHeldFrom(*pair_.receive);
  EXPECT_THAT(Play(pair_.bob, absl::Seconds(1), [] {}), ElementsAre("ok"));
}

TEST_F(StalledStreamTest, AMixedStallNamesTheStatusOfMostFrames) {
  int frames = 0;
  const auto receive = [&] {
    if (++frames % 3 == 0) {
      OpenFrom(*pair_.receive, Bytes{0x80, 0x07});
    } else {
      Replay();
    }
  };
  EXPECT_THAT(Play(pair_.bob, absl::Seconds(3), receive),
              ElementsAre("decryption_failed", "stalled: replayed"));
}

TEST_F(StalledStreamTest, AStreamThatCannotSealStalls) {
  TestPair off({.enable = false, .clock = &clock_});
  Poll(off.alice);
  Bytes out(100);
  EXPECT_THAT(
      Play(off.alice, absl::Seconds(3),
           [&] { off.send->Seal({}, TestFrame(9), absl::MakeSpan(out)); }),
      ElementsAre("stalled: not_ready"));
  off.alice.session().SetE2eeEnabled(true);
  EXPECT_THAT(Play(off.alice, absl::Seconds(3),
                   [&] { SealTo(*off.send, TestFrame(9)); }),
              ElementsAre("ok"));

  EXPECT_THAT(Play(pair_.alice, absl::Seconds(3), [&] { Seal({}, 3); }),
              ElementsAre("internal_error", "stalled: buffer_too_small"));
  EXPECT_THAT(Play(pair_.alice, absl::Seconds(3), [&] { Seal(); }),
              ElementsAre("ok"));
  const Bytes metadata(kMaxMetadataSize + 1);
  EXPECT_THAT(Play(pair_.alice, absl::Seconds(3),
                   [&] { Seal({.metadata = metadata}); }),
              ElementsAre("encryption_failed", "stalled: metadata_too_large"));
  EXPECT_THAT(Play(pair_.alice, absl::Seconds(3), [&] { Seal(); }),
              ElementsAre("ok"));
  MustBeOk(pair_.alice.keys().RemoveParticipant("alice"));
  EXPECT_THAT(Play(pair_.alice, absl::Seconds(3), [&] { Seal(); }),
              ElementsAre("missing_key", "stalled: missing_key"));
}

TEST_F(StalledStreamTest, ASenderWithoutCountersStalls) {
  OneBlockReservations reservations;
  TestEnd end({.reservations = &reservations, .clock = &clock_});
  end.Join("carol", 5);
  const auto send =
      end.session().NewSendTransform({.participant = "carol"}).value();
  Bytes out(100);
  EXPECT_THAT(Play(end, absl::Seconds(3),
                   [&] { send->Seal({}, TestFrame(9), absl::MakeSpan(out)); }),
              Contains("stalled: counter_not_reserved"));
}

TEST_F(StalledStreamTest, FramesLostAmongGoodOnesAreNoStall) {
  int frames = 0;
  EXPECT_THAT(Play(pair_.bob, absl::Seconds(20),
                   [&] { ++frames % 20 == 0 ? Flow() : Replay(); }),
              IsEmpty());
}

TEST_F(StalledStreamTest, ASharedScreenOfOneFramePerSecondMayLoseTwo) {
  int frames = 0;
  EXPECT_THAT(Play(
                  pair_.bob, absl::Seconds(60),
                  [&] { ++frames % 3 == 0 ? Flow() : Replay(); }, 1),
              IsEmpty());
  EXPECT_THAT(Play(
                  pair_.bob, absl::Seconds(10), [&] { Replay(); }, 1),
              ElementsAre("stalled: replayed"));
}

TEST_F(StalledStreamTest, AMutedStreamIsNoStall) {
  EXPECT_THAT(Play(pair_.bob, absl::Seconds(60), [] {}), IsEmpty());
  Replay();
  EXPECT_THAT(Play(pair_.bob, absl::Seconds(60), [] {}), IsEmpty());
}

TEST_F(StalledStreamTest, EmptyFramesRaiseNoAlarmAndHideNoStall) {
  const auto empty = [&] {
    EXPECT_EQ(OpenFrom(*pair_.receive, {}).status, FrameStatus::kPassedThrough);
  };
  EXPECT_THAT(Play(pair_.bob, absl::Seconds(5), empty), IsEmpty());
  EXPECT_THAT(Play(pair_.bob, absl::Seconds(5),
                   [&] {
                     Flow();
                     empty();
                   }),
              IsEmpty());
  EXPECT_THAT(Play(pair_.bob, absl::Seconds(5),
                   [&] {
                     Replay();
                     empty();
                   }),
              ElementsAre("stalled: replayed"));
}

TEST_F(StalledStreamTest, FramesInTheClearFlow) {
  pair_.bob.session().SetE2eeEnabled(false);
  EXPECT_THAT(Play(pair_.bob, absl::Seconds(5),
                   [&] { OpenFrom(*pair_.receive, old_); }),
              IsEmpty());
}

}  // namespace
}  // namespace sealframe
