// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/participant_keys.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/ring/ring_key_scheme.h"
#include "sealframe/frame/formats/sframe/sframe_key_scheme.h"
#include "sealframe/keyring/key_event.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_plan.h"
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/key_roles.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/keyring_config.h"
#include "sealframe/keyring/participant_config.h"
#include "sealframe/keyring/testing/messages_fixture.h"

namespace sealframe {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr absl::Time kStart = absl::UnixEpoch();
constexpr absl::Duration kOverlap = absl::Seconds(10);

KeyMaterial Material(uint8_t byte = 1) {
  return KeyMaterial::FromKey(SecretBytes::CopyOf({byte}));
}

absl::Status Run(const absl::StatusOr<KeyPlan>& plan) {
  return plan.ok() ? plan->commit(plan->derive()) : plan.status();
}

// End is one end of a call, with its keys of one participant.
class End {
 public:
  End(const SFrameKeySchemeOptions& options, bool is_local,
      size_t max_keys = kDefaultMaxKeys)
      : End(*SFrameKeyScheme::Create(options), is_local, max_keys) {}

  End(std::shared_ptr<const KeyScheme> scheme, bool is_local, size_t max_keys)
      : keys_("alice", std::make_shared<ParticipantConfig>(ParticipantConfig{
                           .scheme = std::move(scheme),
                           .options = {.max_keys_per_participant = max_keys,
                                       .ratchet_overlap = kOverlap},
                           .roles = &roles_})),
        reader_(keys_.keyring()->NewReader()) {
    EXPECT_TRUE(keys_.Declare(is_local, std::nullopt, {}).ok());
  }

  ParticipantKeys& keys() { return keys_; }

  absl::Status Add(uint64_t key_index, uint64_t step = 0,
                   const KeyMaterial& material = Material()) {
    return Run(keys_.PlanKey(key_index, step, material));
  }
  absl::Status AddSsrc(uint32_t ssrc) { return Run(keys_.PlanSsrc(ssrc)); }
  absl::Status Ratchet() { return Run(keys_.PlanRatchet()); }

  Message Seal(uint32_t ssrc = 0) {
    return SealMessage(Keyring::Use(reader_)->FindSealing(ssrc));
  }
  bool Opens(const Message& message, uint32_t ssrc = 0) {
    return OpenMessage(Keyring::Use(reader_)->FindOpening(message.kid, ssrc),
                       message);
  }
  size_t held() { return Keyring::Use(reader_)->opening.size(); }

  std::vector<KeyEvent> Maintain(absl::Time now = kStart) {
    if (const std::optional<KeyPlan> plan = keys_.PlanFollow(now)) {
      EXPECT_TRUE(Run(*plan).ok());
    }
    std::vector<KeyEvent> events;
    keys_.Maintain(now, &events);
    return events;
  }

 private:
  KeyRoles roles_{/*senders_share_keys=*/false};
  ParticipantKeys keys_;
  Keyring::Reader reader_;
};

// Sender returns an end that seals with key 0.
std::unique_ptr<End> Sender(const SFrameKeySchemeOptions& options) {
  auto end = std::make_unique<End>(options, /*is_local=*/true);
  EXPECT_TRUE(end->Add(0).ok());
  EXPECT_TRUE(end->keys().Activate(0).ok());
  return end;
}

std::unique_ptr<End> Receiver(const SFrameKeySchemeOptions& options) {
  auto end = std::make_unique<End>(options, /*is_local=*/false);
  EXPECT_TRUE(end->Add(0).ok());
  return end;
}

void RatchetBy(End* sender, uint64_t steps) {
  for (; steps > 0; --steps) {
    ASSERT_TRUE(sender->Ratchet().ok());
  }
}

class RatchetBitsTest : public ::testing::TestWithParam<unsigned> {
 protected:
  const SFrameKeySchemeOptions options_ = {.ratchet_bits = GetParam()};
  const uint64_t ahead_ =
      (*SFrameKeyScheme::Create(options_))->traits().steps_ahead;
  const std::unique_ptr<End> sender_ = Sender(options_);
  const std::unique_ptr<End> receiver_ = Receiver(options_);
};

INSTANTIATE_TEST_SUITE_P(Bits, RatchetBitsTest,
                         ::testing::Values(1, 2, 3, 4, 16));

TEST_P(RatchetBitsTest, ReceiversFollowUpToTheCapWithoutMaintenance) {
  for (uint64_t step = 0; step <= ahead_; ++step) {
    EXPECT_TRUE(receiver_->Opens(sender_->Seal())) << step;
    RatchetBy(sender_.get(), 1);
  }
  EXPECT_FALSE(receiver_->Opens(sender_->Seal())) << "one past the cap";
}

TEST_P(RatchetBitsTest, MaintenanceMovesTheCap) {
  RatchetBy(sender_.get(), ahead_);
  EXPECT_TRUE(receiver_->Opens(sender_->Seal()));
  const std::vector<KeyEvent> events = receiver_->Maintain();
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_EQ(events[0].kind, KeyEventKind::kRatcheted);
  EXPECT_EQ(events[0].participant, "alice");
  EXPECT_EQ(events[0].kid, sender_->Seal().kid);
  EXPECT_THAT(receiver_->Maintain(), IsEmpty());
  RatchetBy(sender_.get(), ahead_);
  EXPECT_TRUE(receiver_->Opens(sender_->Seal()));
}

TEST_P(RatchetBitsTest, ReceiversFollowAsStepsWrapAroundTheirBits) {
  for (uint64_t step = 0; step < 40; ++step) {
    ASSERT_TRUE(receiver_->Opens(sender_->Seal())) << step;
    receiver_->Maintain(kStart + step * absl::Seconds(1));
    RatchetBy(sender_.get(), 1);
  }
}

TEST_P(RatchetBitsTest, ForgedFramesOfStepsAheadMoveNothing) {
  Message forged = sender_->Seal();
  for (uint64_t step = 1; step <= ahead_; ++step) {
    forged.kid = step;
    EXPECT_FALSE(receiver_->Opens(forged));
    EXPECT_THAT(receiver_->Maintain(), IsEmpty());
  }
  EXPECT_EQ(receiver_->held(), 1 + ahead_);
  EXPECT_TRUE(receiver_->Opens(sender_->Seal()));
}

TEST_P(RatchetBitsTest, ALateReceiverOpensLaterFramesAndNoneBefore) {
  const Message before = sender_->Seal();
  RatchetBy(sender_.get(), 1);
  const absl::StatusOr<KeyAtStep> now = sender_->keys().CurrentKey();
  ASSERT_TRUE(now.ok());
  End late(options_, /*is_local=*/false);
  ASSERT_TRUE(late.Add(now->key_index, now->step, now->material).ok());
  EXPECT_TRUE(late.Opens(sender_->Seal()));
  EXPECT_FALSE(late.Opens(before));
  // The material does not give the first step's key either.
  End cheat(options_, /*is_local=*/false);
  ASSERT_TRUE(cheat.Add(now->key_index, 0, now->material).ok());
  EXPECT_FALSE(cheat.Opens(before));
  RatchetBy(sender_.get(), ahead_);
  EXPECT_TRUE(late.Opens(sender_->Seal()));
}

TEST(ParticipantKeysTest, EarlierStepsOpenForTheOverlapAndNoLonger) {
  const auto sender = Sender({.ratchet_bits = 4});
  const auto receiver = Receiver({.ratchet_bits = 4});
  const Message late = sender->Seal();
  RatchetBy(sender.get(), 2);
  EXPECT_TRUE(receiver->Opens(sender->Seal()));
  receiver->Maintain(kStart);
  EXPECT_TRUE(receiver->Opens(late));
  receiver->Maintain(kStart + kOverlap - absl::Milliseconds(1));
  EXPECT_TRUE(receiver->Opens(late));
  receiver->Maintain(kStart + kOverlap);
  EXPECT_FALSE(receiver->Opens(late));
  EXPECT_TRUE(receiver->Opens(sender->Seal()));
  EXPECT_EQ(receiver->held(), 1 + kMaxStepsAhead);
}

TEST(ParticipantKeysTest, RatchetingFastNeverExceedsTheCapacity) {
  End receiver({.ratchet_bits = 8}, /*is_local=*/false, /*max_keys=*/10);
  ASSERT_TRUE(receiver.Add(0).ok());
  const auto sender = Sender({.ratchet_bits = 8});
  for (int i = 0; i < 50; ++i) {
    RatchetBy(sender.get(), 1 + static_cast<uint64_t>(i) % kMaxStepsAhead);
    ASSERT_TRUE(receiver.Opens(sender->Seal())) << i;
    EXPECT_THAT(receiver.Maintain(), SizeIs(1));
    EXPECT_LE(receiver.held(), 10u);
  }
}

TEST(ParticipantKeysTest, RetiringAKeyRetiresItsEarlierSteps) {
  const auto sender = Sender({.ratchet_bits = 4});
  const auto receiver = Receiver({.ratchet_bits = 4});
  const Message late = sender->Seal();
  RatchetBy(sender.get(), 1);
  EXPECT_TRUE(receiver->Opens(sender->Seal()));
  receiver->Maintain();
  EXPECT_TRUE(receiver->keys().Retire(0, kStart + absl::Seconds(1)).ok());
  EXPECT_TRUE(receiver->Opens(late));
  EXPECT_TRUE(receiver->Opens(sender->Seal()));
  receiver->Maintain(kStart + absl::Seconds(1));
  EXPECT_EQ(receiver->held(), 0u);
}

TEST(ParticipantKeysTest, StepsOfARetiredKeyDoNotMoveANewKeyOfItsIndex) {
  const auto sender = Sender({.ratchet_bits = 4});
  const auto receiver = Receiver({.ratchet_bits = 4});
  RatchetBy(sender.get(), 4);
  EXPECT_TRUE(receiver->Opens(sender->Seal()));
  receiver->Maintain();
  ASSERT_TRUE(receiver->keys().Retire(0, kStart + kOverlap).ok());
  ASSERT_TRUE(receiver->Add(0, 0, Material(2)).ok());
  RatchetBy(sender.get(), 6);  // Step 10, which only the old key has.
  EXPECT_TRUE(receiver->Opens(sender->Seal()));
  EXPECT_THAT(receiver->Maintain(), IsEmpty());
}

TEST(ParticipantKeysTest, AllKeysThatRatchetedAreFollowedAtOnce) {
  const auto sender = Sender({.ratchet_bits = 4});
  const auto receiver = Receiver({.ratchet_bits = 4});
  ASSERT_TRUE(sender->Add(1, 0, Material(2)).ok());
  ASSERT_TRUE(receiver->Add(1, 0, Material(2)).ok());
  for (const uint64_t key_index : {0u, 1u}) {
    ASSERT_TRUE(sender->keys().Activate(key_index).ok());
    RatchetBy(sender.get(), 1);
    EXPECT_TRUE(receiver->Opens(sender->Seal()));
  }
  EXPECT_THAT(receiver->Maintain(), SizeIs(2));
  EXPECT_THAT(receiver->Maintain(), IsEmpty());
}

TEST(ParticipantKeysTest, AKeyOfARingThatWasRemovedToMakeRoomCanBeSetAgain) {
  const auto scheme = *RingKeyScheme::Create({.ratchet_window = 0});
  End receiver(scheme, /*is_local=*/false, /*max_keys=*/2);
  const auto add = [&receiver](uint8_t key_index) {
    return receiver.Add(key_index, 0, Material(key_index)).code();
  };
  for (uint8_t key_index = 0; key_index < 3; ++key_index) {
    EXPECT_EQ(add(key_index), absl::StatusCode::kOk);
  }
  EXPECT_EQ(add(1), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(add(0), absl::StatusCode::kOk);
  EXPECT_EQ(add(2), absl::StatusCode::kAlreadyExists);
  EXPECT_EQ(add(1), absl::StatusCode::kOk);
}

TEST(ParticipantKeysTest, EveryChangeMakesPlansStale) {
  End end({.ratchet_bits = 4, .per_ssrc = true}, /*is_local=*/true);
  std::set<uint64_t> versions = {end.keys().version()};
  const auto changed = [&] {
    return versions.insert(end.keys().version()).second;
  };
  EXPECT_TRUE(end.AddSsrc(1).ok() && changed());
  EXPECT_TRUE(end.Add(0).ok() && changed());
  EXPECT_TRUE(end.keys().Activate(0).ok() && changed());
  EXPECT_TRUE(end.Ratchet().ok() && changed());
  EXPECT_TRUE(end.keys().Retire(0, kStart).ok() && changed());
  end.keys().Clear();
  EXPECT_TRUE(changed());
  EXPECT_TRUE(end.keys().Declare(true, std::nullopt, {}).ok() && changed());
  EXPECT_TRUE(
      versions.insert(End({}, /*is_local=*/true).keys().version()).second);
}

TEST(ParticipantKeysTest, RatchetFailsIfTheKeyDoesNotRatchet) {
  const auto sender = Sender({.ratchet_bits = 0});
  EXPECT_EQ(sender->Ratchet().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_TRUE(sender->keys().CurrentKey().ok());
}

TEST(ParticipantKeysTest, RatchetAndCurrentKeyFailWithoutAnActiveKey) {
  End sender({.ratchet_bits = 4}, /*is_local=*/true);
  ASSERT_TRUE(sender.Add(0).ok());
  EXPECT_EQ(sender.Ratchet().code(), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(sender.keys().CurrentKey().status().code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(sender.keys().Activate(1).code(), absl::StatusCode::kNotFound);
}

TEST(ParticipantKeysTest, HoldsItsCapacityAndNotOneMore) {
  for (const bool is_local : {true, false}) {
    End end(SFrameKeySchemeOptions(), is_local, /*max_keys=*/3);
    for (uint64_t key_index = 0; key_index < 3; ++key_index) {
      EXPECT_TRUE(end.Add(key_index).ok());
    }
    EXPECT_EQ(end.Add(3).code(), absl::StatusCode::kResourceExhausted);
    EXPECT_TRUE(end.keys().Retire(0, kStart).ok());
    EXPECT_TRUE(end.Add(3).ok());
  }
}

TEST(ParticipantKeysTest, EachStreamHasItsOwnKeyAndFollowsTheRatchet) {
  const SFrameKeySchemeOptions options = {.ratchet_bits = 2, .per_ssrc = true};
  const auto sender = Sender(options);
  const auto receiver = Receiver(options);
  for (End* end : {sender.get(), receiver.get()}) {
    EXPECT_TRUE(end->AddSsrc(10).ok());
    EXPECT_TRUE(end->AddSsrc(11).ok());
    EXPECT_EQ(end->AddSsrc(11).code(), absl::StatusCode::kAlreadyExists);
  }
  EXPECT_TRUE(receiver->Opens(sender->Seal(10), 10));
  EXPECT_TRUE(receiver->Opens(sender->Seal(11), 11));
  EXPECT_FALSE(receiver->Opens(sender->Seal(10), 11));
  EXPECT_TRUE(sender->Seal(12).ciphertext.empty());
  RatchetBy(sender.get(), 2);
  EXPECT_TRUE(receiver->Opens(sender->Seal(11), 11));
  EXPECT_THAT(receiver->Maintain(), SizeIs(1));
  RatchetBy(sender.get(), 2);
  EXPECT_TRUE(receiver->Opens(sender->Seal(10), 10));
  EXPECT_EQ(receiver->AddSsrc(12).code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST(ParticipantKeysTest, AStreamWithoutRoomForItsKeysIsNotAdded) {
  End receiver({.per_ssrc = true}, /*is_local=*/false, /*max_keys=*/3);
  ASSERT_TRUE(receiver.AddSsrc(10).ok());
  ASSERT_TRUE(receiver.Add(0).ok());
  ASSERT_TRUE(receiver.Add(1).ok());
  EXPECT_EQ(receiver.AddSsrc(11).code(), absl::StatusCode::kResourceExhausted);
  EXPECT_EQ(receiver.held(), 2u);
  EXPECT_TRUE(receiver.keys().Retire(0, kStart).ok());
  EXPECT_TRUE(receiver.AddSsrc(11).ok()) << "nothing was left of it";
}

}  // namespace
}  // namespace sealframe
