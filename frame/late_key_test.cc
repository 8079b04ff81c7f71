// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Frames that arrive before their key.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/formats/sframe/sframe_header.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/held_frames.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/frame/stream_stats.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Pair;

constexpr uint64_t kLateKey = 5;

// Alice seals with key 5 or key 0; Bob starts with key 0 only.
class LateKeyTest : public testing::Test {
 protected:
  LateKeyTest() {
    bob_.Hear("alice", 0);
    alice_.Join("alice", 0);
    MustBeOk(alice_.keys().SetKey("alice", kLateKey, TestKey(kLateKey)));
    send_ = alice_.session().NewSendTransform({.participant = "alice"}).value();
    MakeReceiver({.max_frames = 4,
                  .max_bytes = 400,
                  .max_age = absl::Milliseconds(500)});
  }

  void MakeReceiver(const HoldOptions& hold) {
    receive_ = bob_.session()
                   .NewReceiveTransform({.participant = "alice", .hold = hold})
                   .value();
  }

  Bytes SealWith(uint64_t key, const Bytes& frame, const FrameInfo& info = {}) {
    MustBeOk(alice_.keys().Activate("alice", key));
    return SealTo(*send_, frame, info);
  }

  void KeyComes() { bob_.Hear("alice", kLateKey); }

  // A frame under a KID that no participant has, as an attacker makes it.
  static Bytes Forged(uint64_t kid, size_t size) {
    Bytes frame = TestFrame(size, kid);
    EXPECT_NE(WriteSFrameHeader({.kid = kid, .ctr = 1}, absl::MakeSpan(frame)),
              0u);
    return frame;
  }

  FakeClock clock_;
  TestEnd alice_;
  TestEnd bob_{{.clock = &clock_}};
  std::unique_ptr<SendTransform> send_;
  std::unique_ptr<ReceiveTransform> receive_;
};

TEST_F(LateKeyTest, HeldFramesComeOutInOrderOnceTheKeyIsSet) {
  for (uint64_t i = 0; i < 4; ++i) {
    EXPECT_EQ(OpenFrom(*receive_, SealWith(kLateKey, TestFrame(50, i))).status,
              FrameStatus::kHeld);
  }
  EXPECT_EQ(receive_->held_frames(), 4u);
  EXPECT_EQ(OpenHeldFrom(*receive_).status, FrameStatus::kNoFrame);
  KeyComes();
  for (uint64_t i = 0; i < 4; ++i) {
    const Opened opened = OpenHeldFrom(*receive_);
    EXPECT_EQ(opened.status, FrameStatus::kOk);
    EXPECT_EQ(opened.frame, TestFrame(50, i));
  }
  EXPECT_EQ(OpenHeldFrom(*receive_).status, FrameStatus::kNoFrame);
  EXPECT_EQ(receive_->held_frames(), 0u);
}

TEST_F(LateKeyTest, AFrameThatArrivesAfterTheKeyWaitsForEarlierHeldFrames) {
  OpenFrom(*receive_, SealWith(kLateKey, TestFrame(50, 1)));
  KeyComes();
  EXPECT_EQ(OpenFrom(*receive_, SealWith(kLateKey, TestFrame(50, 2))).status,
            FrameStatus::kHeld);
  EXPECT_EQ(OpenHeldFrom(*receive_).frame, TestFrame(50, 1));
  EXPECT_EQ(OpenHeldFrom(*receive_).frame, TestFrame(50, 2));
  EXPECT_EQ(OpenFrom(*receive_, SealWith(kLateKey, TestFrame(50, 3))).status,
            FrameStatus::kOk);
}

TEST_F(LateKeyTest, FramesWithAKeyDoNotWaitForFramesWithout) {
  OpenFrom(*receive_, SealWith(kLateKey, TestFrame(50)));
  EXPECT_EQ(OpenFrom(*receive_, SealWith(0, TestFrame(50, 2))).frame,
            TestFrame(50, 2));
}

TEST_F(LateKeyTest, AFloodOfUnknownKidsDelaysNoFrameThatCanOpen) {
  for (uint64_t i = 0; i < 5000; ++i) {
    EXPECT_EQ(OpenFrom(*receive_, Forged(1000 + i, 60)).status,
              i < 4 ? FrameStatus::kHeld : FrameStatus::kMissingKey);
    ASSERT_EQ(OpenFrom(*receive_, SealWith(0, TestFrame(20, i))).status,
              FrameStatus::kOk);
    ASSERT_LE(receive_->held_frames(), 4u);
  }
}

TEST_F(LateKeyTest, AFloodOfUnknownKidsLeavesHeldFramesAShare) {
  MakeReceiver(
      {.max_frames = 8, .max_bytes = 10000, .max_age = absl::Seconds(10)});
  for (uint64_t i = 0; i < 4; ++i) {
    OpenFrom(*receive_, SealWith(kLateKey, TestFrame(50, i)));
  }
  for (size_t i = 0; i < 200; ++i) {
    OpenFrom(*receive_, Forged(1000 + i % 6, 60 + i));
  }
  KeyComes();
  EXPECT_EQ(OpenHeldFrom(*receive_).frame, TestFrame(50, 2));
  EXPECT_EQ(OpenHeldFrom(*receive_).frame, TestFrame(50, 3));
  EXPECT_EQ(OpenHeldFrom(*receive_).status, FrameStatus::kNoFrame);
}

TEST_F(LateKeyTest, AFrameThatFindsNoRoomIsReportedAsMissingItsKey) {
  for (uint64_t i = 0; i < 4; ++i) {
    OpenFrom(*receive_, Forged(1000 + i, 60));
  }
  EXPECT_EQ(OpenFrom(*receive_, SealWith(kLateKey, TestFrame(50))).status,
            FrameStatus::kMissingKey);
  EXPECT_EQ(receive_->Stats().frames(FrameStatus::kHoldExpired), 0u);
}

TEST_F(LateKeyTest, NextHeldSizeIsEnoughForTheNextHeldFrameAndZeroIfNone) {
  EXPECT_EQ(receive_->next_held_size(), 0u);
  for (const size_t size : {70u, 20u}) {
    OpenFrom(*receive_, SealWith(kLateKey, TestFrame(size)));
  }
  EXPECT_EQ(receive_->next_held_size(), 0u);
  KeyComes();
  for (const size_t size : {70u, 20u}) {
    const size_t room = receive_->next_held_size();
    EXPECT_LT(room, size + 40);
    EXPECT_EQ(OpenHeldFrom(*receive_, room).frame, TestFrame(size));
  }
  EXPECT_EQ(receive_->next_held_size(), 0u);
}

TEST_F(LateKeyTest, NextHeldSizeSkipsExpiredFrames) {
  OpenFrom(*receive_, SealWith(kLateKey, TestFrame(50)));
  KeyComes();
  clock_.Advance(absl::Seconds(1));
  EXPECT_EQ(receive_->next_held_size(), 0u);
  EXPECT_EQ(receive_->held_frames(), 0u);
}

TEST_F(LateKeyTest, TokensNameTheHeldFramesAndComeBackWithThem) {
  for (uint64_t token = 1; token <= 5; ++token) {
    const FrameInfo info = {.token = token};
    OpenFrom(*receive_, SealWith(kLateKey, TestFrame(50)), info);
  }
  ASSERT_EQ(receive_->held_frames(), 4u);
  for (size_t place = 0; place < 4; ++place) {
    EXPECT_EQ(receive_->held_token(place), place + 2);
  }
  KeyComes();
  for (uint64_t token = 2; token <= 5; ++token) {
    EXPECT_EQ(OpenHeldFrom(*receive_).info.token, token);
  }
}

TEST_F(LateKeyTest, HoldsNothingByDefault) {
  MakeReceiver({});
  EXPECT_EQ(OpenFrom(*receive_, SealWith(kLateKey, TestFrame(50))).status,
            FrameStatus::kMissingKey);
  EXPECT_EQ(receive_->held_frames(), 0u);
  EXPECT_EQ(OpenHeldFrom(*receive_).status, FrameStatus::kNoFrame);
}

TEST_F(LateKeyTest, AFullQueueDropsTheOldestFrameOfItsOnlyKeyId) {
  for (uint64_t i = 0; i < 6; ++i) {
    OpenFrom(*receive_, SealWith(kLateKey, TestFrame(50, i)));
  }
  EXPECT_EQ(receive_->held_frames(), 4u);
  EXPECT_EQ(receive_->Stats().frames(FrameStatus::kHoldExpired), 2u);
  KeyComes();
  EXPECT_EQ(OpenHeldFrom(*receive_).frame, TestFrame(50, 2));
}

TEST_F(LateKeyTest, AHeldFrameThatCanComeOutIsNotDroppedForALaterOne) {
  const std::vector<Bytes> frames = {TestFrame(10, 0), TestFrame(10, 1),
                                     TestFrame(10, 2), TestFrame(10, 3)};
  for (const Bytes& frame : frames) {
    EXPECT_EQ(OpenFrom(*receive_, SealWith(kLateKey, frame)).status,
              FrameStatus::kHeld);
  }
  KeyComes();
  EXPECT_EQ(OpenFrom(*receive_, SealWith(kLateKey, TestFrame(10, 4))).status,
            FrameStatus::kHoldExpired);
  for (uint64_t i = 0; i < 10; ++i) {
    EXPECT_EQ(OpenFrom(*receive_, Forged(1000 + i, 60)).status,
              FrameStatus::kHoldExpired);
  }
  for (const Bytes& frame : frames) {
    EXPECT_EQ(OpenHeldFrom(*receive_).frame, frame);
  }
  EXPECT_EQ(receive_->Stats().frames(FrameStatus::kHoldExpired), 11u);
}

TEST_F(LateKeyTest, AForgedFrameWhoseKeyComesKeepsOutNoFrameOfAnotherKey) {
  OpenFrom(*receive_, Forged(kLateKey, 60));
  for (uint64_t i = 0; i < 3; ++i) {
    OpenFrom(*receive_, Forged(1000 + i, 60));
  }
  KeyComes();
  for (uint64_t i = 0; i < 10; ++i) {
    EXPECT_EQ(OpenFrom(*receive_, SealWith(0, TestFrame(20, i))).frame,
              TestFrame(20, i));
    OpenFrom(*receive_, Forged(1000 + i, 60));
  }
  EXPECT_EQ(OpenFrom(*receive_, SealWith(kLateKey, TestFrame(20))).status,
            FrameStatus::kHoldExpired);
  EXPECT_EQ(OpenHeldFrom(*receive_).status, FrameStatus::kNotAuthentic);
  EXPECT_EQ(OpenHeldFrom(*receive_).status, FrameStatus::kNoFrame);
}

TEST_F(LateKeyTest, AFrameLargerThanTheQueueIsDropped) {
  OpenFrom(*receive_, SealWith(kLateKey, TestFrame(50, 1)));
  EXPECT_EQ(OpenFrom(*receive_, SealWith(kLateKey, TestFrame(400))).status,
            FrameStatus::kMissingKey);
  KeyComes();
  EXPECT_EQ(OpenHeldFrom(*receive_).frame, TestFrame(50, 1));
}

TEST_F(LateKeyTest, HeldFramesPastTheirMaximumAgeAreDropped) {
  OpenFrom(*receive_, SealWith(kLateKey, TestFrame(50, 1)));
  clock_.Advance(absl::Milliseconds(300));
  OpenFrom(*receive_, SealWith(kLateKey, TestFrame(50, 2)));
  clock_.Advance(absl::Milliseconds(201));
  KeyComes();
  EXPECT_EQ(OpenHeldFrom(*receive_).frame, TestFrame(50, 2));
  EXPECT_EQ(OpenHeldFrom(*receive_).status, FrameStatus::kNoFrame);
  EXPECT_EQ(receive_->Stats().frames(FrameStatus::kHoldExpired), 1u);
}

TEST_F(LateKeyTest, AFrameStaysHeldIfItsOutputIsTooSmall) {
  OpenFrom(*receive_, SealWith(kLateKey, TestFrame(50)));
  KeyComes();
  Bytes out(49, 0xcc);
  FrameInfo info;
  const FrameResult result = receive_->OpenHeld(&info, absl::MakeSpan(out));
  EXPECT_EQ(result.status, FrameStatus::kBufferTooSmall);
  EXPECT_EQ(result.size, 0u);
  EXPECT_THAT(out, Each(0));
  EXPECT_EQ(OpenHeldFrom(*receive_, 50).frame, TestFrame(50));
}

TEST_F(LateKeyTest, OpenHeldWritesNothingIfNoFrameCanComeOut) {
  Bytes out(49, 0xcc);
  FrameInfo info;
  EXPECT_EQ(receive_->OpenHeld(&info, absl::MakeSpan(out)).status,
            FrameStatus::kNoFrame);
  EXPECT_THAT(out, Each(0xcc));
}

TEST_F(LateKeyTest, AHeldFrameComesOutWithItsInfoButNoMetadata) {
  Bytes metadata = {1, 2, 3};
  const FrameInfo info = {.kind = MediaKind::kAudio,
                          .ssrc = 7,
                          .rtp_timestamp = 8,
                          .metadata = metadata};
  OpenFrom(*receive_, SealWith(kLateKey, TestFrame(50), info), info);
  metadata.assign(3, 0);
  KeyComes();
  const Opened opened = OpenHeldFrom(*receive_);
  EXPECT_EQ(opened.status, FrameStatus::kOk);
  EXPECT_EQ(opened.info.kind, MediaKind::kAudio);
  EXPECT_EQ(opened.info.ssrc, 7u);
  EXPECT_EQ(opened.info.rtp_timestamp, 8u);
  EXPECT_THAT(opened.info.metadata, IsEmpty());
}

TEST_F(LateKeyTest, AHeldForgeryDoesNotOpenAndTheNextFrameDoes) {
  OpenFrom(*receive_, Forged(kLateKey, 60));
  OpenFrom(*receive_, SealWith(kLateKey, TestFrame(50)));
  KeyComes();
  const Opened forged = OpenHeldFrom(*receive_);
  EXPECT_EQ(forged.status, FrameStatus::kNotAuthentic);
  EXPECT_EQ(forged.frame, Bytes());
  EXPECT_EQ(OpenHeldFrom(*receive_).frame, TestFrame(50));
}

TEST_F(LateKeyTest, AFrameHeldTwiceComesOutOnce) {
  const Bytes sealed = SealWith(kLateKey, TestFrame(50));
  OpenFrom(*receive_, sealed);
  OpenFrom(*receive_, sealed);
  KeyComes();
  EXPECT_EQ(OpenHeldFrom(*receive_).status, FrameStatus::kOk);
  EXPECT_EQ(OpenHeldFrom(*receive_).status, FrameStatus::kReplayed);
  EXPECT_EQ(OpenFrom(*receive_, sealed).status, FrameStatus::kReplayed);
}

TEST_F(LateKeyTest, MalformedFramesAreNeverHeld) {
  OpenFrom(*receive_, SealWith(kLateKey, TestFrame(50)));
  KeyComes();
  EXPECT_EQ(OpenFrom(*receive_, Bytes{0x80, 0x07}).status,
            FrameStatus::kMalformed);
}

TEST_F(LateKeyTest, OnlyAFrameWithoutAKeyRaisesMissingKey) {
  const auto states = [this] {
    std::vector<std::pair<StreamState, uint64_t>> told;
    for (const Event& event : bob_.session().Poll()) {
      told.emplace_back(event.state, event.kid);
    }
    return told;
  };
  states();
  OpenFrom(*receive_, SealWith(kLateKey, TestFrame(50, 1)));
  EXPECT_THAT(states(), ElementsAre(Pair(StreamState::kMissingKey, kLateKey)));
  KeyComes();
  EXPECT_EQ(OpenHeldFrom(*receive_).status, FrameStatus::kOk);
  OpenFrom(*receive_, Forged(kLateKey + 1, 60));
  bob_.Hear("alice", kLateKey + 1);
  OpenFrom(*receive_, SealWith(kLateKey, TestFrame(50, 2)));
  clock_.Advance(absl::Seconds(2));
  EXPECT_THAT(states(),
              ElementsAre(Pair(StreamState::kOk, kLateKey),
                          Pair(StreamState::kMissingKey, kLateKey + 1)));
}

TEST_F(LateKeyTest, AHeldFrameIsCountedAsHeldAndByItsFinalStatus) {
  OpenFrom(*receive_, SealWith(kLateKey, TestFrame(50)));
  KeyComes();
  OpenHeldFrom(*receive_);
  const StreamStats stats = receive_->Stats();
  EXPECT_EQ(stats.frames_in, 1u);
  EXPECT_EQ(stats.frames_out, 1u);
  EXPECT_EQ(stats.bytes_out, 50u);
  EXPECT_EQ(stats.frames(FrameStatus::kHeld), 1u);
  EXPECT_EQ(stats.frames(FrameStatus::kOk), 1u);
}

}  // namespace
}  // namespace sealframe
