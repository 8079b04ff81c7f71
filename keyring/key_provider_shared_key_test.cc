// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Key providers in shared mode.

#include <cstdint>
#include <memory>

#include "absl/status/status.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/ring/ring_key_scheme.h"
#include "sealframe/frame/formats/sframe/sframe_key_scheme.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/profile.h"
#include "sealframe/keyring/testing/key_provider_fixture.h"
#include "sealframe/keyring/testing/messages_fixture.h"

namespace sealframe {
namespace {

class SharedKeyTest : public KeyProviderFixture {
 protected:
  void SetUp() override {
    ASSERT_TRUE(alices_->AddLocalParticipant("alice", 1).ok());
    ASSERT_TRUE(alices_->AddRemoteParticipant("bob", 2).ok());
    ASSERT_TRUE(bobs_->AddRemoteParticipant("alice", 1).ok());
    ASSERT_TRUE(bobs_->AddLocalParticipant("bob", 2).ok());
  }

  void SetKey(uint64_t key_index, uint8_t material) {
    ASSERT_TRUE(alices_->SetSharedKey(key_index, Material(material)).ok());
    ASSERT_TRUE(bobs_->SetSharedKey(key_index, Material(material)).ok());
  }

  const SFrameKeySchemeOptions scheme_ = {
      .shared_layout = {.sender_bits = 4, .epoch_bits = 2}};
  const std::shared_ptr<KeyProvider> alices_ =
      New(KeyMode::kShared, scheme_, &store_);
  const std::shared_ptr<KeyProvider> bobs_ =
      New(KeyMode::kShared, scheme_, &store_);
};

TEST_F(SharedKeyTest, OneKeyServesBothDirectionsUnderDifferentKids) {
  SetKey(0, 1);
  ASSERT_TRUE(alices_->Activate("alice", 0).ok());
  ASSERT_TRUE(bobs_->Activate("bob", 0).ok());
  const Message from_alice = SealAs(*alices_, "alice");
  const Message from_bob = SealAs(*bobs_, "bob");
  EXPECT_EQ(from_alice.kid, 1u << 2);
  EXPECT_EQ(from_bob.kid, 2u << 2);
  EXPECT_NE(from_alice.ciphertext, from_bob.ciphertext);
  EXPECT_TRUE(OpensFrom(*bobs_, "alice", from_alice));
  EXPECT_TRUE(OpensFrom(*alices_, "bob", from_bob));
  EXPECT_FALSE(OpensFrom(*bobs_, "bob", from_alice));
}

TEST_F(SharedKeyTest, EachParticipantNeedsAUniqueSenderNumber) {
  EXPECT_EQ(alices_->AddLocalParticipant("carol").code(), kPrecondition);
  EXPECT_EQ(alices_->AddRemoteParticipant("carol").code(), kPrecondition);
  EXPECT_EQ(alices_->AddRemoteParticipant("carol", 1).code(), kExists);
  EXPECT_EQ(alices_->AddLocalParticipant("carol", 2).code(), kExists);
  EXPECT_EQ(alices_->AddRemoteParticipant("carol", 16).code(),
            absl::StatusCode::kInvalidArgument)
      << "four bits for the sender";
  EXPECT_TRUE(alices_->AddRemoteParticipant("carol", 3).ok());
  ASSERT_TRUE(alices_->RemoveParticipant("bob").ok());
  EXPECT_TRUE(alices_->AddRemoteParticipant("dave", 2).ok()) << "it is free";
}

// All senders would use its one key and salt.
TEST_F(SharedKeyTest, ADerivedKeyIsNotShared) {
  EXPECT_EQ(alices_
                ->SetSharedKey(0, KeyMaterial::FromAeadKeyAndSalt(
                                      SecretBytes(16), SecretBytes(12)))
                .code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_F(SharedKeyTest, AParticipantAddedLaterGetsTheSharedKeys) {
  SetKey(0, 1);
  const auto carols = New(KeyMode::kShared, scheme_, &store_);
  ASSERT_TRUE(carols->SetSharedKey(0, Material(1)).ok());
  ASSERT_TRUE(carols->AddLocalParticipant("carol", 3).ok());
  ASSERT_TRUE(carols->Activate("carol", 0).ok());
  ASSERT_TRUE(bobs_->AddRemoteParticipant("carol", 3).ok());
  EXPECT_TRUE(OpensFrom(*bobs_, "carol", SealAs(*carols, "carol")));
}

TEST_F(SharedKeyTest, AnEpochEvictsTheOneWithTheSameLowBits) {
  SetKey(0, 1);
  SetKey(1, 2);
  ASSERT_TRUE(alices_->Activate("alice", 0).ok());
  const Message of_0 = SealAs(*alices_, "alice");
  ASSERT_TRUE(alices_->Activate("alice", 1).ok());
  const Message of_1 = SealAs(*alices_, "alice");
  EXPECT_TRUE(OpensFrom(*bobs_, "alice", of_0));
  SetKey(4, 3);
  ASSERT_TRUE(alices_->Activate("alice", 4).ok());
  const Message of_4 = SealAs(*alices_, "alice");
  EXPECT_EQ(of_4.kid, of_0.kid);
  EXPECT_TRUE(OpensFrom(*bobs_, "alice", of_4));
  EXPECT_TRUE(OpensFrom(*bobs_, "alice", of_1));
  EXPECT_FALSE(OpensFrom(*bobs_, "alice", of_0));
  EXPECT_EQ(alices_->Activate("alice", 0).code(), absl::StatusCode::kNotFound);
}

TEST_F(SharedKeyTest,
       ASenderKeepsSealingWithAnEvictedEpochUntilTheNextIsActive) {
  SetKey(0, 1);
  ASSERT_TRUE(alices_->Activate("alice", 0).ok());
  SetKey(4, 2);
  EXPECT_FALSE(SealAs(*alices_, "alice").ciphertext.empty());
  EXPECT_FALSE(OpensFrom(*bobs_, "alice", SealAs(*alices_, "alice")))
      << "bob has evicted it: epochs with the same low bits cannot overlap";
  const absl::StatusOr<KeyAtStep> current = alices_->CurrentKey("alice");
  ASSERT_TRUE(current.ok()) << "the active key is not evicted";
  EXPECT_EQ(current->key_index, 0u);
  ASSERT_TRUE(alices_->Activate("alice", 4).ok());
  EXPECT_TRUE(OpensFrom(*bobs_, "alice", SealAs(*alices_, "alice")));
}

TEST_F(SharedKeyTest, AHundredEpochsPassThroughTwoEpochBits) {
  for (uint64_t epoch = 0; epoch < 100; ++epoch) {
    SetKey(epoch, static_cast<uint8_t>(epoch));
    ASSERT_TRUE(alices_->Activate("alice", epoch).ok());
    ASSERT_TRUE(OpensFrom(*bobs_, "alice", SealAs(*alices_, "alice")));
  }
}

TEST_F(SharedKeyTest, ARetiredKeyIsGoneForPresentAndFutureParticipants) {
  SetKey(0, 1);
  SetKey(1, 2);
  ASSERT_TRUE(alices_->Activate("alice", 0).ok());
  const Message message = SealAs(*alices_, "alice");
  EXPECT_EQ(bobs_->Retire("alice", 0, kOverlap).code(), kPrecondition);
  ASSERT_TRUE(bobs_->RetireSharedKey(0, kOverlap).ok());
  EXPECT_EQ(bobs_->RetireSharedKey(0, kOverlap).code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(bobs_->Activate("bob", 0).code(), absl::StatusCode::kNotFound);
  EXPECT_TRUE(OpensFrom(*bobs_, "alice", message));
  clock_.Advance(kOverlap);
  bobs_->Maintain();
  EXPECT_FALSE(OpensFrom(*bobs_, "alice", message));
  ASSERT_TRUE(bobs_->AddLocalParticipant("carol", 3).ok());
  EXPECT_FALSE(bobs_->Activate("carol", 0).ok());
  EXPECT_TRUE(bobs_->Activate("carol", 1).ok());
}

TEST_F(SharedKeyTest, AKeyThatFailsForOneParticipantIsSetForNone) {
  ASSERT_TRUE(alices_->AddLocalParticipant("carol", 3).ok());
  store_.fails_after = 1;  // Succeeds for alice, fails for carol.
  EXPECT_EQ(alices_->SetSharedKey(0, Material(1)).code(),
            absl::StatusCode::kUnavailable);
  EXPECT_FALSE(alices_->has_keys());
  EXPECT_EQ(alices_->Activate("alice", 0).code(), absl::StatusCode::kNotFound);
  store_.fails_after = 2;
  EXPECT_TRUE(alices_->SetSharedKey(0, Material(1)).ok()) << "tried again";
}

TEST_F(SharedKeyTest, AParticipantWhoseKeysFailIsNotAdded) {
  SetKey(0, 1);
  SetKey(1, 2);
  store_.fails_after = 1;
  EXPECT_EQ(alices_->AddLocalParticipant("carol", 3).code(),
            absl::StatusCode::kUnavailable);
  EXPECT_EQ(alices_->Activate("carol", 0).code(), absl::StatusCode::kNotFound);
  store_.fails_after = 2;
  EXPECT_TRUE(alices_->AddLocalParticipant("carol", 3).ok()) << "tried again";
}

TEST_F(SharedKeyTest, AUsedNumberNeedsANewKeyForAnyParticipant) {
  SetKey(0, 1);
  ASSERT_TRUE(alices_->RemoveParticipant("alice").ok());
  ASSERT_TRUE(alices_->RemoveParticipant("bob").ok());
  EXPECT_EQ(alices_->AddLocalParticipant("alice", 1).code(), kExists);
  EXPECT_EQ(alices_->AddRemoteParticipant("carol", 2).code(), kExists);
  ASSERT_TRUE(alices_->SetSharedKey(1, Material(2)).ok());
  EXPECT_EQ(alices_->AddLocalParticipant("alice", 1).code(), kExists)
      << "the first key is still set";
  ASSERT_TRUE(alices_->RetireSharedKey(0, kOverlap).ok());
  EXPECT_TRUE(alices_->AddLocalParticipant("alice", 1).ok());
  EXPECT_TRUE(alices_->AddRemoteParticipant("carol", 2).ok());
  EXPECT_EQ(alices_->SetSharedKey(0, Material(1)).code(), kExists)
      << "others had these numbers under it";
}

// Key indices 0 and 4 have the same KIDs, and so the same AEAD keys.
TEST_F(SharedKeyTest, AKeyIsNotSetAgainUnderTheSameKids) {
  SetKey(0, 1);
  EXPECT_EQ(alices_->SetSharedKey(4, Material(1)).code(), kExists);
  EXPECT_TRUE(alices_->SetSharedKey(1, Material(1)).ok()) << "other KIDs";
  ASSERT_TRUE(alices_->RetireSharedKey(0, kOverlap).ok());
  EXPECT_EQ(alices_->SetSharedKey(4, Material(1)).code(), kExists);
  EXPECT_TRUE(alices_->SetSharedKey(4, Material(2)).ok());
  EXPECT_EQ(alices_->SetSharedKey(8, Material(1)).code(), kExists);
}

TEST_F(SharedKeyTest, AParticipantReturnsUnderTheSameKeyWithANewNumber) {
  SetKey(0, 1);
  ASSERT_TRUE(alices_->RemoveParticipant("alice").ok());
  ASSERT_TRUE(alices_->AddLocalParticipant("alice", 3).ok());
  ASSERT_TRUE(alices_->Activate("alice", 0).ok());
  ASSERT_TRUE(bobs_->RemoveParticipant("alice").ok());
  ASSERT_TRUE(bobs_->AddRemoteParticipant("alice", 3).ok());
  EXPECT_TRUE(OpensFrom(*bobs_, "alice", SealAs(*alices_, "alice")));
}

// A list of names is a bad source of numbers: it changes when somebody joins.
TEST_F(SharedKeyTest, PlacesInASortedListOfNamesAreRefused) {
  const auto provider = New(KeyMode::kShared, scheme_, nullptr);
  ASSERT_TRUE(provider->SetSharedKey(0, Material(1)).ok());
  ASSERT_TRUE(provider->AddLocalParticipant("alice", 0).ok());
  ASSERT_TRUE(provider->AddRemoteParticipant("carol", 1).ok());
  // Bob joins: the list is alice, bob, carol.
  EXPECT_EQ(provider->AddRemoteParticipant("bob", 1).code(), kExists);
  ASSERT_TRUE(provider->RemoveParticipant("carol").ok());
  EXPECT_EQ(provider->AddRemoteParticipant("bob", 1).code(), kExists);
  EXPECT_TRUE(provider->AddRemoteParticipant("carol", 2).ok());
  EXPECT_TRUE(provider->AddRemoteParticipant("bob", 3).ok());
}

TEST_F(SharedKeyTest, RefusesAnEmptyKeyATakenIndexAndOneKeyTooMany) {
  const auto provider = KeyProvider::Create(
      {.scheme = *SFrameKeyScheme::Create(scheme_)},
      {.mode = KeyMode::kShared, .max_keys_per_participant = 3});
  KeyProvider& keys = **provider;
  EXPECT_EQ(keys.SetSharedKey(0, {}).code(),
            absl::StatusCode::kInvalidArgument);
  ASSERT_TRUE(keys.SetSharedKey(0, Material(1)).ok());
  EXPECT_EQ(keys.SetSharedKey(0, Material(2)).code(), kExists);
  ASSERT_TRUE(keys.SetSharedKey(1, Material(1)).ok());
  ASSERT_TRUE(keys.SetSharedKey(2, Material(1)).ok());
  EXPECT_EQ(keys.SetSharedKey(3, Material(1)).code(),
            absl::StatusCode::kResourceExhausted);
  EXPECT_TRUE(keys.SetSharedKey(4, Material(2)).ok()) << "it evicts epoch 0";
  EXPECT_EQ(keys.RetireSharedKey(0, kOverlap).code(),
            absl::StatusCode::kNotFound);
  for (const uint64_t epoch : {1u, 2u, 4u}) {
    EXPECT_TRUE(keys.RetireSharedKey(epoch, kOverlap).ok()) << epoch;
  }
  EXPECT_FALSE(keys.has_keys());
}

TEST(SharedRingKeyTest, OneKeyAtTwoRingIndicesHasOneCounter) {
  const Profile profile = {.scheme = *RingKeyScheme::Create({})};
  const auto provider =
      KeyProvider::Create(profile, {.mode = KeyMode::kShared}).value();
  ASSERT_TRUE(provider->SetSharedKey(0, Material(1)).ok());
  ASSERT_TRUE(provider->SetSharedKey(1, Material(1)).ok());
  ASSERT_TRUE(provider->AddLocalParticipant("alice").ok());
  ASSERT_TRUE(provider->AddLocalParticipant("bob").ok());
  std::set<uint32_t> counts;
  for (const char* const name : {"alice", "bob"}) {
    for (const uint64_t index : {0u, 1u}) {
      ASSERT_TRUE(provider->Activate(name, index).ok());
      auto reader = provider->SealingKeyringOf(name).value()->NewReader();
      counts.insert(static_cast<uint32_t>(
          Keyring::Use(reader)->FindSealing(0)->Take({}, 0, 0).counter()));
    }
  }
  EXPECT_EQ(counts.size(), 4u);
}

TEST_F(SharedKeyTest, SetKeyAndRatchetAreRefused) {
  EXPECT_EQ(alices_->SetKey("bob", 0, Material(1)).code(), kPrecondition);
  SetKey(0, 1);
  ASSERT_TRUE(alices_->Activate("alice", 0).ok());
  EXPECT_EQ(alices_->Ratchet("alice").code(), kPrecondition);
}

}  // namespace
}  // namespace sealframe
