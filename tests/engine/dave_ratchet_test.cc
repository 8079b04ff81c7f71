// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Tests DAVE keys over time: automatic generations, overlapping epochs, and the
// replay window.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/clear_ranges.h"
#include "sealframe/frame/formats/dave/dave_footer.h"
#include "sealframe/frame/formats/dave/dave_key_scheme.h"
#include "sealframe/frame/formats/dave/dave_profile.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/counter_nonces.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_event.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/replay_window.h"
#include "sealframe/keyring/testing/forget_keys.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr uint64_t kGeneration = uint64_t{1} << 24;

// Counters hands out consecutive counters across all keys. Tests move `next`
// forward to where a sender would be after days.
class Counters final : public CounterReservations {
 public:
  absl::StatusOr<CounterRange> Reserve(const KeyFingerprint&,
                                       uint64_t count) override {
    const uint64_t begin = next;
    next += count;
    return CounterRange{.begin = begin, .end = next};
  }

  uint64_t next = 0;
};

uint32_t NonceOf(const Bytes& sealed) {
  ClearRanges ranges;
  const ParsedDaveFooter footer = ParseDaveFooter(sealed, &ranges);
  EXPECT_TRUE(footer.ok);
  return footer.nonce;
}

class DaveRatchetTest : public ::testing::Test {
 protected:
  DaveRatchetTest() {
    // Only the sender needs counters.
    alice_.Join("alice", 0);
    bob_.Hear("alice", 0);
    NewStreams();
  }

  void NewStreams() {
    send_ = alice_.session().NewSendTransform({.participant = "alice"}).value();
    receive_ =
        bob_.session().NewReceiveTransform({.participant = "alice"}).value();
  }

  // StartAt starts epoch `index` with `nonce` as the sender's next nonce.
  void StartAt(uint64_t nonce, uint64_t index = 1) {
    counters_.next = nonce - 1;
    MustBeOk(alice_.keys().SetKey("alice", index, TestKey(index)));
    MustBeOk(alice_.keys().Activate("alice", index));
    bob_.Hear("alice", index);
  }

  Bytes Seal() { return SealTo(*send_, TestFrame(20)); }

  FrameStatus Open(const Bytes& sealed) {
    return OpenFrom(*receive_, sealed).status;
  }

  FrameStatus SealStatus() {
    Bytes out(300);
    return send_->Seal({}, TestFrame(20), absl::MakeSpan(out)).status;
  }

  std::vector<KeyEventKind> Events(TestEnd& end) {
    std::vector<KeyEventKind> kinds;
    for (const KeyEvent& event : end.keys().Maintain()) {
      kinds.push_back(event.kind);
    }
    return kinds;
  }

  FakeClock clock_;
  Counters counters_;
  TestEnd alice_{
      {.profile = DaveProfile(), .reservations = &counters_, .clock = &clock_}};
  TestEnd bob_{{.profile = DaveProfile(), .clock = &clock_}};
  std::unique_ptr<SendTransform> send_;
  std::unique_ptr<ReceiveTransform> receive_;
};

TEST_F(DaveRatchetTest, StreamsOfASenderShareOneNonceSequence) {
  const auto other =
      alice_.session().NewSendTransform({.participant = "alice"}).value();
  EXPECT_EQ(NonceOf(Seal()), 1u);
  EXPECT_EQ(NonceOf(SealTo(*other, TestFrame(9))), 2u);
  EXPECT_EQ(NonceOf(Seal()), 3u);
}

TEST_F(DaveRatchetTest, ASenderStartsTheNextGenerationAndReceiversFollow) {
  StartAt(kGeneration - 2);
  const Bytes late = Seal();
  EXPECT_EQ(NonceOf(late), 0xfffffeu);
  EXPECT_EQ(Open(Seal()), FrameStatus::kOk);
  EXPECT_THAT(Events(bob_), IsEmpty());

  const Bytes first = Seal();
  EXPECT_EQ(NonceOf(first), 0x1000000u);
  EXPECT_EQ(Open(first), FrameStatus::kOk);
  EXPECT_EQ(Open(first), FrameStatus::kReplayed);
  EXPECT_EQ(Open(Seal()), FrameStatus::kOk);
  EXPECT_THAT(Events(bob_), ElementsAre(KeyEventKind::kRatcheted));
  EXPECT_EQ(Open(late), FrameStatus::kOk) << "from the previous generation";
}

TEST_F(DaveRatchetTest, AResultCarriesTheGenerationOfItsFrame) {
  StartAt(2 * kGeneration);
  Bytes sealed(300);
  const FrameResult seal =
      send_->Seal({}, TestFrame(20), absl::MakeSpan(sealed));
  EXPECT_EQ(seal.kid, 2u);
  sealed.resize(seal.size);
  Bytes out(300);
  Bytes altered = sealed;
  altered[0] ^= 1;
  EXPECT_EQ(receive_->Open({}, altered, absl::MakeSpan(out)).kid, 2u);
  EXPECT_EQ(receive_->Open({}, sealed, absl::MakeSpan(out)).kid, 2u);
}

TEST_F(DaveRatchetTest, ThePreviousGenerationOpensForTenSeconds) {
  StartAt(kGeneration - 3);
  MustBeOk(bob_.keys().Retire("alice", 0, absl::ZeroDuration()));
  const Bytes late = Seal();
  const Bytes later = Seal();
  Seal();
  EXPECT_EQ(Open(Seal()), FrameStatus::kOk);
  Events(bob_);
  clock_.Advance(absl::Seconds(10) - absl::Nanoseconds(1));
  Events(bob_);
  EXPECT_EQ(Open(late), FrameStatus::kOk);
  clock_.Advance(absl::Nanoseconds(1));
  Events(bob_);
  EXPECT_EQ(Open(later), FrameStatus::kMissingKey);
}

// libdave derives up to 250 generations ahead when a frame names one, but
// accepts none before its time. This engine derives a few in advance.
TEST_F(DaveRatchetTest, AReceiverOpensAFewGenerationsAheadAndNoMore) {
  StartAt(kDaveStepsAhead * kGeneration);
  const Bytes furthest = Seal();
  EXPECT_EQ(Open(furthest), FrameStatus::kOk);

  StartAt((kDaveStepsAhead + 1) * kGeneration, 2);
  MustBeOk(bob_.keys().Retire("alice", 1, absl::ZeroDuration()));
  Events(bob_);
  EXPECT_EQ(Open(Seal()), FrameStatus::kMissingKey);
}

TEST_F(DaveRatchetTest, AReceiverThatFollowsOpensEveryGeneration) {
  bob_.Hear("alice", 1);
  for (uint64_t g = 0; g < kDaveSealingGenerations; ++g) {
    // A new process continues from the reserved counters.
    ForgetSealingKeys();
    TestEnd alice({.profile = DaveProfile(), .reservations = &counters_});
    counters_.next = g * kGeneration + 100;
    alice.Join("alice", 1);
    const auto send =
        alice.session().NewSendTransform({.participant = "alice"}).value();
    const Bytes sealed = SealTo(*send, TestFrame(20));
    EXPECT_EQ(NonceOf(sealed), g * kGeneration + 101);
    EXPECT_EQ(Open(sealed), FrameStatus::kOk) << g;
    Events(bob_);
  }
}

TEST_F(DaveRatchetTest, ASenderIsWarnedInItsLastGenerationAndThenStops) {
  const uint64_t end = kDaveSealingGenerations * kGeneration;
  StartAt(end - kGeneration - 1);
  EXPECT_THAT(Events(alice_), IsEmpty());
  Seal();
  EXPECT_THAT(Events(alice_), ElementsAre(KeyEventKind::kNearLimit));

  StartAt(end - 2, 2);
  Seal();
  Seal();
  EXPECT_EQ(SealStatus(), FrameStatus::kKeyExhausted);
  EXPECT_EQ(SealStatus(), FrameStatus::kKeyExhausted);
  EXPECT_THAT(Events(alice_), ElementsAre(KeyEventKind::kNearLimit,
                                          KeyEventKind::kLimitReached));
  StartAt(1, 3);
  EXPECT_EQ(NonceOf(Seal()), 1u) << "a new epoch starts over";
}

TEST_F(DaveRatchetTest, RefusesToRatchetASenderExplicitly) {
  EXPECT_EQ(alice_.keys().Ratchet("alice").code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST_F(DaveRatchetTest, SealingPausesUntilTheNextBlockIsReserved) {
  for (uint64_t i = 0; i < kCounterBlock; ++i) {
    Seal();
  }
  EXPECT_EQ(SealStatus(), FrameStatus::kCounterNotReserved);
  Events(alice_);
  EXPECT_EQ(NonceOf(Seal()), kCounterBlock + 1);
}

TEST_F(DaveRatchetTest, ThePreviousEpochOpensUntilItIsRetired) {
  const Bytes old_frame = Seal();
  const Bytes older_frame = Seal();
  const Bytes oldest_frame = Seal();
  EXPECT_EQ(Open(Seal()), FrameStatus::kOk);
  StartAt(1);
  const Bytes new_frame = Seal();
  EXPECT_EQ(NonceOf(new_frame), NonceOf(old_frame));
  EXPECT_EQ(Open(old_frame), FrameStatus::kOk) << "bob already has both keys";
  EXPECT_EQ(Open(new_frame), FrameStatus::kOk);
  EXPECT_EQ(Open(new_frame), FrameStatus::kReplayed);
  MustBeOk(bob_.keys().Retire("alice", 0, kDaveTransition));
  clock_.Advance(kDaveTransition - absl::Nanoseconds(1));
  Events(bob_);
  EXPECT_EQ(Open(older_frame), FrameStatus::kOk);
  clock_.Advance(absl::Nanoseconds(1));
  Events(bob_);
  EXPECT_FALSE(CameOut(Open(oldest_frame)));
  EXPECT_EQ(Open(Seal()), FrameStatus::kOk);
}

TEST_F(DaveRatchetTest, RapidEpochsAllOpenUntilTheKeyringIsFull) {
  std::vector<Bytes> sealed = {Seal()};
  for (uint64_t index = 1; index < 8; ++index) {
    StartAt(1, index);
    sealed.push_back(Seal());
  }
  for (const Bytes& frame : sealed) {
    EXPECT_EQ(Open(frame), FrameStatus::kOk);
  }
  EXPECT_EQ(bob_.keys().SetKey("alice", 8, TestKey(8)).code(),
            absl::StatusCode::kResourceExhausted);
  MustBeOk(bob_.keys().Retire("alice", 0, kDaveTransition));
  MustBeOk(bob_.keys().SetKey("alice", 8, TestKey(8)));
}

// Follows libdave's own test, with nonces one higher. libdave forgets frames
// missed more than 1000 before the newest, and never accepts one from before
// the first frame it received.
TEST_F(DaveRatchetTest, LateFramesOpenOnceWithinTheReplayWindow) {
  std::vector<Bytes> sealed;
  for (size_t i = 0; i <= 2 * kDefaultReplayWindow; ++i) {
    sealed.push_back(Seal());
  }
  for (const size_t i : {1u, 2u, 5u, 7u, 4u, 6u}) {
    EXPECT_EQ(Open(sealed[i]), FrameStatus::kOk) << i;
  }
  EXPECT_EQ(Open(sealed[0]), FrameStatus::kOk) << "libdave: refused";
  EXPECT_EQ(Open(sealed[1010]), FrameStatus::kOk);
  for (const size_t i : {0u, 1u, 2u, 4u, 5u, 6u, 7u}) {
    EXPECT_EQ(Open(sealed[i]), FrameStatus::kReplayed) << i;
  }
  for (const size_t i : {3u, 8u, 9u}) {
    EXPECT_EQ(Open(sealed[i]), FrameStatus::kOk) << "libdave: refused";
  }
  EXPECT_EQ(Open(sealed[10]), FrameStatus::kOk);
  EXPECT_EQ(Open(sealed[11]), FrameStatus::kOk);
  EXPECT_EQ(Open(sealed.back()), FrameStatus::kOk);
  EXPECT_EQ(Open(sealed[12]), FrameStatus::kReplayed) << "left the window";
}

TEST_F(DaveRatchetTest, ASecretHasOneSenderAndOneSequenceOfNonces) {
  EXPECT_EQ(alice_.keys().SetKey("carol", 0, TestKey(0)).code(),
            absl::StatusCode::kAlreadyExists);
  const uint32_t last = NonceOf(Seal());
  MustBeOk(alice_.keys().Retire("alice", 0, absl::ZeroDuration()));
  MustBeOk(alice_.keys().SetKey("alice", 9, TestKey(0)));
  MustBeOk(alice_.keys().Activate("alice", 9));
  EXPECT_GT(NonceOf(Seal()), last);
}

}  // namespace
}  // namespace sealframe
