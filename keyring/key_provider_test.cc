// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/key_provider.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/sframe/sframe_key_scheme.h"
#include "sealframe/keyring/counter_nonces.h"
#include "sealframe/keyring/key_event.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/nonce_sequence.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/participants.h"
#include "sealframe/keyring/profile.h"
#include "sealframe/keyring/replay_window.h"
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/keyring/stream_keys.h"
#include "sealframe/keyring/testing/key_provider_fixture.h"
#include "sealframe/keyring/testing/messages_fixture.h"

namespace sealframe {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

TEST(KeyProviderTest, CreateRefusesAMissingSchemeAndACapacityOutOfRange) {
  const Profile profile = {.scheme = *SFrameKeyScheme::Create({})};
  KeyProviderOptions options;
  EXPECT_FALSE(KeyProvider::Create({}, options).ok()) << "no scheme";
  EXPECT_TRUE(KeyProvider::Create(profile, options).ok());
  options.max_keys_per_participant = 0;
  EXPECT_FALSE(KeyProvider::Create(profile, options).ok());
  options.max_keys_per_participant = kMaxKeysLimit;
  EXPECT_TRUE(KeyProvider::Create(profile, options).ok());
  options.max_keys_per_participant = kMaxKeysLimit + 1;
  EXPECT_FALSE(KeyProvider::Create(profile, options).ok());
}

TEST(KeyProviderTest, CreateRefusesAReplayWindowOutOfRange) {
  const Profile profile = {.scheme = *SFrameKeyScheme::Create({})};
  const struct {
    size_t size;
    bool is_good;
  } cases[] = {{kMinReplayWindow - 1, false},
               {kMinReplayWindow, true},
               {kMaxReplayWindow, true},
               {kMaxReplayWindow + 1, false}};
  for (const auto& c : cases) {
    EXPECT_EQ(KeyProvider::Create(profile, {.replay_window = c.size}).ok(),
              c.is_good)
        << c.size;
  }
}

class PerParticipantTest : public KeyProviderFixture {
 protected:
  void SetUp() override {
    ASSERT_TRUE(alices_->AddLocalParticipant("alice").ok());
  }

  const SFrameKeySchemeOptions scheme_ = {.ratchet_bits = 4};
  const std::shared_ptr<KeyProvider> alices_ =
      New(KeyMode::kPerParticipant, scheme_, &store_);
  const std::shared_ptr<KeyProvider> bobs_ =
      New(KeyMode::kPerParticipant, scheme_, nullptr);
};

TEST_F(PerParticipantTest, AKeyOpensBeforeItIsActivatedForSealing) {
  ASSERT_TRUE(alices_->SetKey("alice", 0, Material(1)).ok());
  EXPECT_TRUE(SealAs(*alices_, "alice").ciphertext.empty());
  ASSERT_TRUE(bobs_->SetKey("alice", 0, Material(1)).ok());
  ASSERT_TRUE(alices_->Activate("alice", 0).ok());
  EXPECT_TRUE(OpensFrom(*bobs_, "alice", SealAs(*alices_, "alice")));

  ASSERT_TRUE(alices_->SetKey("alice", 1, Material(2)).ok());
  EXPECT_TRUE(OpensFrom(*bobs_, "alice", SealAs(*alices_, "alice")));
  ASSERT_TRUE(bobs_->SetKey("alice", 1, Material(2)).ok());
  ASSERT_TRUE(alices_->Activate("alice", 1).ok());
  const Message message = SealAs(*alices_, "alice");
  EXPECT_EQ(message.kid, 16u);
  EXPECT_TRUE(OpensFrom(*bobs_, "alice", message));
}

TEST_F(PerParticipantTest, KeysOfOneParticipantDoNotOpenAnothers) {
  ASSERT_TRUE(alices_->SetKey("alice", 0, Material(1)).ok());
  ASSERT_TRUE(alices_->Activate("alice", 0).ok());
  ASSERT_TRUE(bobs_->SetKey("carol", 0, Material(2)).ok());
  ASSERT_TRUE(bobs_->SetKey("alice", 0, Material(1)).ok());
  EXPECT_FALSE(OpensFrom(*bobs_, "carol", SealAs(*alices_, "alice")));
}

TEST_F(PerParticipantTest, AKeyIndexIsSetOnce) {
  ASSERT_TRUE(alices_->SetKey("alice", 0, Material(1)).ok());
  EXPECT_EQ(alices_->SetKey("alice", 0, Material(1)).code(), kExists);
  EXPECT_EQ(alices_->SetKey("alice", 0, Material(2)).code(), kExists);
}

TEST_F(PerParticipantTest, AKeyThatReturnsContinuesItsCounter) {
  const auto seal = [](KeyProvider& provider) {
    EXPECT_TRUE(provider.SetKey("alice", 0, Material(1)).ok());
    EXPECT_TRUE(provider.Activate("alice", 0).ok());
    return SealAs(provider, "alice").counter;
  };
  const auto again = New(KeyMode::kPerParticipant, scheme_, nullptr);
  ASSERT_TRUE(again->AddLocalParticipant("alice").ok());
  EXPECT_EQ(seal(*again), 0u);
  ASSERT_TRUE(again->Retire("alice", 0, absl::ZeroDuration()).ok());
  EXPECT_EQ(seal(*again), 1u) << "after it was retired";
  ASSERT_TRUE(again->RemoveParticipant("alice").ok());
  again->Maintain();
  ASSERT_TRUE(again->AddLocalParticipant("alice").ok());
  EXPECT_EQ(seal(*again), 2u) << "after its participant was removed";

  const auto other = New(KeyMode::kPerParticipant, scheme_, nullptr);
  ASSERT_TRUE(other->AddLocalParticipant("alice").ok());
  EXPECT_EQ(seal(*other), 3u) << "in a second provider";
  EXPECT_EQ(SealAs(*again, "alice").counter, 4u);
}

TEST_F(PerParticipantTest, EventsOfAParticipantThatLeftAreNotItsSuccessors) {
  ASSERT_TRUE(alices_->SetKey("alice", 0, Material(1)).ok());
  ASSERT_TRUE(alices_->Activate("alice", 0).ok());
  ASSERT_TRUE(alices_->Ratchet("alice").ok());
  ASSERT_TRUE(alices_->RemoveParticipant("alice").ok());
  ASSERT_TRUE(alices_->AddLocalParticipant("alice").ok());
  EXPECT_THAT(alices_->Maintain(), IsEmpty());
}

TEST_F(PerParticipantTest, NoFrameOpensAgainUntilManyOtherParticipantsLeft) {
  const auto accepts = [this](uint64_t counter) {
    EXPECT_TRUE(bobs_->SetKey("alice", 0, Material(1)).ok());
    StreamKeys keys(**bobs_->OpeningKeyringOf("alice"));
    const StreamKeys::Use use(keys);
    OpeningKey* const key = keys.Find(0, 0);
    return keys.Accepts(*key, counter) && keys.Commit(*key, counter);
  };
  const auto leave_after_alice = [this](size_t others) {
    ASSERT_TRUE(bobs_->RemoveParticipant("alice").ok());
    bobs_->Maintain();
    for (size_t i = 0; i < others; ++i) {
      const std::string id = "p" + std::to_string(i);
      ASSERT_TRUE(bobs_->AddRemoteParticipant(id).ok());
      ASSERT_TRUE(bobs_->RemoveParticipant(id).ok());
    }
    bobs_->Maintain();
  };
  EXPECT_TRUE(accepts(5));
  leave_after_alice(kParticipantsRemembered - 1);
  EXPECT_FALSE(accepts(5));
  leave_after_alice(kParticipantsRemembered);
  EXPECT_TRUE(accepts(5)) << "alice takes no memory any more";
}

TEST_F(PerParticipantTest, AKeyThatSealsCannotOpenNorTheReverse) {
  ASSERT_TRUE(alices_->SetKey("alice", 0, Material(1)).ok());
  EXPECT_EQ(alices_->SetKey("bob", 0, Material(1)).code(), kExists);
  ASSERT_TRUE(alices_->SetKey("bob", 1, Material(2)).ok());
  EXPECT_EQ(alices_->SetKey("alice", 1, Material(2)).code(), kExists);
  ASSERT_TRUE(alices_->SetKey("alice", 1, Material(3)).ok());
}

TEST_F(PerParticipantTest, ARefusedKeyLeavesNothingBehind) {
  EXPECT_FALSE(bobs_->SetKey("alice", 0, {}).ok());
  EXPECT_EQ(
      bobs_->SetKey("alice", 0, KeyMaterial::FromKey(SecretBytes(15))).code(),
      absl::StatusCode::kInvalidArgument);
  EXPECT_FALSE(bobs_->has_keys());
  EXPECT_TRUE(bobs_->AddLocalParticipant("alice").ok())
      << "it was not made a remote participant";
  EXPECT_EQ(bobs_->SetKey("alice", uint64_t{1} << 60, Material(1)).code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_FALSE(bobs_->has_keys());
}

TEST_F(PerParticipantTest, AReservationThatFailsCanBeTriedAgain) {
  store_.fails_after = 0;
  EXPECT_EQ(alices_->SetKey("alice", 0, Material(1)).code(),
            absl::StatusCode::kUnavailable);
  store_.fails_after = 1;
  EXPECT_TRUE(alices_->SetKey("alice", 0, Material(1)).ok());
  ASSERT_TRUE(alices_->Activate("alice", 0).ok());
  EXPECT_FALSE(alices_->Ratchet("alice").ok());
  EXPECT_EQ(SealAs(*alices_, "alice").kid, 0u) << "it stays at its step";
  store_.fails_after = 1;
  EXPECT_TRUE(alices_->Ratchet("alice").ok());
  EXPECT_EQ(SealAs(*alices_, "alice").kid, 1u);
}

TEST_F(PerParticipantTest, LocalAndRemoteParticipantsAreKeptApart) {
  EXPECT_EQ(alices_->AddLocalParticipant("alice").code(), kExists);
  EXPECT_EQ(alices_->AddRemoteParticipant("alice").code(), kExists);
  ASSERT_TRUE(alices_->SetKey("bob", 0, Material(1)).ok());
  EXPECT_EQ(alices_->AddLocalParticipant("bob").code(), kExists);
  EXPECT_EQ(alices_->Activate("bob", 0).code(), kPrecondition);
  EXPECT_EQ(alices_->Ratchet("bob").code(), kPrecondition);
  EXPECT_EQ(alices_->CurrentKey("bob").status().code(), kPrecondition);
}

TEST_F(PerParticipantTest, UnknownParticipantsAndKeysAreNotFound) {
  constexpr absl::StatusCode kNotFound = absl::StatusCode::kNotFound;
  EXPECT_EQ(alices_->SealingKeyringOf("bob").status().code(), kNotFound);
  EXPECT_EQ(alices_->OpeningKeyringOf("bob").status().code(), kNotFound);
  EXPECT_EQ(alices_->RemoveParticipant("bob").code(), kNotFound);
  EXPECT_EQ(alices_->Activate("bob", 0).code(), kNotFound);
  EXPECT_EQ(alices_->Retire("bob", 0, kOverlap).code(), kNotFound);
  EXPECT_EQ(alices_->AddSsrc("bob", 1).code(), kNotFound);
  EXPECT_EQ(alices_->Activate("alice", 0).code(), kNotFound);
  EXPECT_EQ(alices_->Retire("alice", 0, kOverlap).code(), kNotFound);
}

TEST_F(PerParticipantTest, EmptyNamesAreRefusedWithTheRemedy) {
  for (const absl::Status& status :
       {alices_->AddLocalParticipant(""), alices_->AddRemoteParticipant(""),
        alices_->SetKey("", 0, Material(1)), alices_->Activate("", 0),
        alices_->RemoveParticipant(""),
        alices_->OpeningKeyringOf("").status()}) {
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(status.message(),
              "the participant's name is empty: give each participant a name "
              "of its own");
  }
  EXPECT_FALSE(alices_->has_keys());
}

TEST_F(PerParticipantTest, SharedKeysAreRefusedInPerParticipantMode) {
  EXPECT_EQ(alices_->SetSharedKey(0, Material(1)).code(), kPrecondition);
  EXPECT_EQ(alices_->RetireSharedKey(0, kOverlap).code(),
            absl::StatusCode::kNotFound);
}

TEST_F(PerParticipantTest, ARetiredKeyOpensForItsOverlap) {
  ASSERT_TRUE(alices_->SetKey("alice", 0, Material(1)).ok());
  ASSERT_TRUE(alices_->Activate("alice", 0).ok());
  ASSERT_TRUE(bobs_->SetKey("alice", 0, Material(1)).ok());
  const Message message = SealAs(*alices_, "alice");
  ASSERT_TRUE(bobs_->Retire("alice", 0, absl::Seconds(3)).ok());
  clock_.Advance(absl::Milliseconds(2999));
  bobs_->Maintain();
  EXPECT_TRUE(OpensFrom(*bobs_, "alice", message));
  clock_.Advance(absl::Milliseconds(1));
  bobs_->Maintain();
  EXPECT_FALSE(OpensFrom(*bobs_, "alice", message));
}

TEST_F(PerParticipantTest, ARetiredLocalKeyStopsSealingAtOnce) {
  ASSERT_TRUE(alices_->SetKey("alice", 0, Material(1)).ok());
  ASSERT_TRUE(alices_->Activate("alice", 0).ok());
  ASSERT_TRUE(alices_->Retire("alice", 0, absl::Hours(1)).ok());
  EXPECT_TRUE(SealAs(*alices_, "alice").ciphertext.empty());
  EXPECT_FALSE(alices_->has_keys());
}

TEST_F(PerParticipantTest, StreamsContinueWhenTheirParticipantIsAddedAgain) {
  ASSERT_TRUE(bobs_->AddRemoteParticipant("alice").ok());
  auto reader = bobs_->OpeningKeyringOf("alice").value()->NewReader();
  ASSERT_TRUE(alices_->SetKey("alice", 0, Material(1)).ok());
  ASSERT_TRUE(alices_->Activate("alice", 0).ok());
  ASSERT_TRUE(bobs_->SetKey("alice", 0, Material(1)).ok());
  const Message message = SealAs(*alices_, "alice");
  EXPECT_TRUE(OpenMessage(Keyring::Use(reader)->FindOpening(0, 0), message));
  ASSERT_TRUE(bobs_->RemoveParticipant("alice").ok());
  EXPECT_EQ(Keyring::Use(reader)->FindOpening(0, 0), nullptr);
  bobs_->Maintain();  // Must keep the keyring, which has a reader.
  ASSERT_TRUE(bobs_->SetKey("alice", 0, Material(1)).ok());
  EXPECT_TRUE(OpenMessage(Keyring::Use(reader)->FindOpening(0, 0), message));
}

TEST_F(PerParticipantTest, EachDirectionHasParticipantsOfItsOwn) {
  ASSERT_TRUE(alices_->AddRemoteParticipant("bob").ok());
  EXPECT_TRUE(alices_->SealingKeyringOf("alice").ok());
  EXPECT_TRUE(alices_->OpeningKeyringOf("bob").ok());
  EXPECT_EQ(alices_->SealingKeyringOf("bob").status().code(), kPrecondition);
  EXPECT_EQ(alices_->OpeningKeyringOf("alice").status().code(), kPrecondition);
}

TEST_F(PerParticipantTest, ErrorOfAKeySetTooEarlyNamesTheRightOrder) {
  ASSERT_TRUE(alices_->SetKey("carol", 0, Material(1)).ok());
  EXPECT_TRUE(absl::StrContains(
      alices_->AddLocalParticipant("carol").message(),
      "remote, as setting its key first makes it: call `RemoveParticipant`, "
      "then `AddLocalParticipant`, then set its keys"));
  ASSERT_TRUE(alices_->RemoveParticipant("carol").ok());
  ASSERT_TRUE(alices_->AddLocalParticipant("carol").ok());
  EXPECT_TRUE(alices_->SetKey("carol", 0, Material(1)).ok());
}

TEST_F(PerParticipantTest, MaintainDropsTheKeyringOfOneThatFailedToJoin) {
  KeyMaterial passphrase = KeyMaterial::FromPassphrase(SecretBytes(16));
  EXPECT_FALSE(bobs_->SetKey("nobody", 0, passphrase).ok());
  EXPECT_FALSE(bobs_->OpeningKeyringOf("nobody").ok());
  bobs_->Maintain();
  EXPECT_TRUE(bobs_->AddLocalParticipant("nobody").ok());
}

TEST_F(PerParticipantTest, HasKeysIsTrueWhileAnyKeyIsSet) {
  EXPECT_FALSE(bobs_->has_keys());
  ASSERT_TRUE(bobs_->AddRemoteParticipant("alice").ok());
  EXPECT_FALSE(bobs_->has_keys());
  ASSERT_TRUE(bobs_->SetKey("alice", 0, Material(1)).ok());
  EXPECT_TRUE(bobs_->has_keys());
  ASSERT_TRUE(bobs_->RemoveParticipant("alice").ok());
  EXPECT_FALSE(bobs_->has_keys());
}

TEST_F(PerParticipantTest, MaintainReportsRatchetsAtBothEnds) {
  ASSERT_TRUE(alices_->SetKey("alice", 3, Material(1)).ok());
  ASSERT_TRUE(alices_->Activate("alice", 3).ok());
  ASSERT_TRUE(bobs_->SetKey("alice", 3, Material(1)).ok());
  ASSERT_TRUE(alices_->Ratchet("alice").ok());
  EXPECT_THAT(bobs_->Maintain(), IsEmpty()) << "nothing was opened yet";
  EXPECT_TRUE(OpensFrom(*bobs_, "alice", SealAs(*alices_, "alice")));
  for (KeyProvider* provider : {alices_.get(), bobs_.get()}) {
    const std::vector<KeyEvent> events = provider->Maintain();
    ASSERT_THAT(events, SizeIs(1));
    EXPECT_EQ(events[0].kind, KeyEventKind::kRatcheted);
    EXPECT_EQ(events[0].kid, 3 * 16 + 1u);
    EXPECT_THAT(provider->Maintain(), IsEmpty());
  }
}

TEST_F(PerParticipantTest, MaintainReservesCountersAndReportsFailure) {
  ASSERT_TRUE(alices_->SetKey("alice", 0, Material(1)).ok());
  ASSERT_TRUE(alices_->Activate("alice", 0).ok());
  auto reader = alices_->SealingKeyringOf("alice").value()->NewReader();
  SealingKey* const key = Keyring::Use(reader)->FindSealing(0);
  store_.fails_after = 0;
  EXPECT_THAT(alices_->Maintain(), IsEmpty()) << "no counters are needed yet";
  for (uint64_t i = 0; i <= kCounterBlock / 2; ++i) {
    EXPECT_EQ(key->Take({}, 0, 0).error(), NonceError::kNone);
  }
  const std::vector<KeyEvent> events = alices_->Maintain();
  ASSERT_THAT(events, SizeIs(1));
  EXPECT_EQ(events[0].kind, KeyEventKind::kReservationFailed);
  store_.fails_after = 1;
  EXPECT_THAT(alices_->Maintain(), IsEmpty());
  for (uint64_t i = 0; i < kCounterBlock; ++i) {
    ASSERT_EQ(key->Take({}, 0, 0).error(), NonceError::kNone);
  }
}

}  // namespace
}  // namespace sealframe
