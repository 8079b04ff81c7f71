// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "keyring/key_provider.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "crypto/secret_bytes.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "keyring/counter_nonces.h"
#include "keyring/counter_reservations.h"
#include "keyring/key_event.h"
#include "keyring/key_fingerprint.h"
#include "keyring/key_provider_options.h"
#include "keyring/keyring.h"
#include "keyring/nonce_sequence.h"
#include "keyring/opening_key.h"
#include "keyring/sealing_key.h"
#include "keyring/sframe_key_scheme.h"
#include "keyring/test_messages.h"
#include "tests/support/fake_clock.h"

namespace sealframe {
namespace {

using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr absl::StatusCode kExists = absl::StatusCode::kAlreadyExists;
constexpr absl::StatusCode kPrecondition =
    absl::StatusCode::kFailedPrecondition;

constexpr absl::Duration kOverlap = absl::Seconds(10);

SecretBytes Material(uint8_t byte) { return SecretBytes::CopyOf({byte}); }

// FailingStore hands out blocks until it is told to fail.
class FailingStore final : public CounterReservations {
 public:
  absl::StatusOr<CounterRange> Reserve(const KeyFingerprint&,
                                       uint64_t count) override {
    if (fails_after-- <= 0) {
      return absl::UnavailableError("disk full");
    }
    next_ += count;
    return CounterRange{.begin = next_ - count, .end = next_};
  }
  int fails_after = 1'000'000;

 private:
  uint64_t next_ = 0;
};

class KeyProviderTest : public ::testing::Test {
 protected:
  std::shared_ptr<KeyProvider> New(KeyMode mode,
                                   const SFrameKeySchemeOptions& scheme,
                                   CounterReservations* reservations) {
    return *KeyProvider::Create({.mode = mode,
                                 .scheme = *SFrameKeyScheme::Create(scheme),
                                 .reservations = reservations,
                                 .clock = &clock_});
  }

  FakeClock clock_;
  FailingStore store_;
};

Message SealAs(KeyProvider& provider, const std::string& id) {
  return SealMessage(provider.KeyringOf(id)->NewReader()->Get().FindSealing(0));
}

bool OpensFrom(KeyProvider& provider, const std::string& id,
               const Message& message) {
  const auto reader = provider.KeyringOf(id)->NewReader();
  return OpenMessage(reader->Get().FindOpening(message.kid, 0), message);
}

TEST_F(KeyProviderTest, RefusesOptionsThatMakeNoSense) {
  KeyProviderOptions options;
  EXPECT_FALSE(KeyProvider::Create(options).ok()) << "no scheme";
  options.scheme = *SFrameKeyScheme::Create({});
  EXPECT_TRUE(KeyProvider::Create(options).ok());
  options.max_keys_per_participant = 0;
  EXPECT_FALSE(KeyProvider::Create(options).ok());
  options.max_keys_per_participant = kMaxKeysLimit;
  EXPECT_TRUE(KeyProvider::Create(options).ok());
  options.max_keys_per_participant = kMaxKeysLimit + 1;
  EXPECT_FALSE(KeyProvider::Create(options).ok());
}

class PerParticipantTest : public KeyProviderTest {
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

TEST_F(PerParticipantTest, OpensWithAKeyBeforeItIsSealedWith) {
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

TEST_F(PerParticipantTest, TheSameKeyIsNotSetForSealingTwice) {
  ASSERT_TRUE(alices_->SetKey("alice", 0, Material(1)).ok());
  EXPECT_EQ(alices_->SetKey("alice", 0, Material(1)).code(), kExists);
  EXPECT_EQ(alices_->SetKey("alice", 0, Material(2)).code(), kExists)
      << "the number is taken";
  ASSERT_TRUE(alices_->Retire("alice", 0, absl::ZeroDuration()).ok());
  EXPECT_EQ(alices_->SetKey("alice", 0, Material(1)).code(), kExists)
      << "after it was retired";
  ASSERT_TRUE(alices_->RemoveParticipant("alice").ok());
  alices_->Maintain();
  ASSERT_TRUE(alices_->AddLocalParticipant("alice").ok());
  EXPECT_EQ(alices_->SetKey("alice", 0, Material(1)).code(), kExists)
      << "after its participant was removed";
  EXPECT_TRUE(alices_->SetKey("alice", 0, Material(2)).ok());
}

TEST_F(PerParticipantTest, AKeyThatSealsDoesNotOpenNorTheOtherWayRound) {
  ASSERT_TRUE(alices_->SetKey("alice", 0, Material(1)).ok());
  EXPECT_EQ(alices_->SetKey("bob", 0, Material(1)).code(), kExists);
  ASSERT_TRUE(alices_->SetKey("bob", 1, Material(2)).ok());
  EXPECT_EQ(alices_->SetKey("alice", 1, Material(2)).code(), kExists);
  ASSERT_TRUE(alices_->SetKey("alice", 1, Material(3)).ok());
}

TEST_F(PerParticipantTest, ARefusedKeyLeavesNothingBehind) {
  EXPECT_FALSE(bobs_->SetKey("alice", 0, {}).ok());
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

TEST_F(PerParticipantTest, RolesAreKeptApart) {
  EXPECT_EQ(alices_->AddLocalParticipant("alice").code(), kExists);
  EXPECT_EQ(alices_->AddRemoteParticipant("alice").code(), kExists);
  ASSERT_TRUE(alices_->SetKey("bob", 0, Material(1)).ok());
  EXPECT_EQ(alices_->AddLocalParticipant("bob").code(), kExists);
  EXPECT_EQ(alices_->Activate("bob", 0).code(), kPrecondition);
  EXPECT_EQ(alices_->Ratchet("bob").code(), kPrecondition);
  EXPECT_EQ(alices_->CurrentKey("bob").status().code(), kPrecondition);
  EXPECT_TRUE(SealAs(*alices_, "bob").ciphertext.empty());
}

TEST_F(PerParticipantTest, WhoIsUnknownIsNotFound) {
  constexpr absl::StatusCode kNotFound = absl::StatusCode::kNotFound;
  alices_->KeyringOf("bob");  // Asked for, and yet not known.
  EXPECT_EQ(alices_->RemoveParticipant("bob").code(), kNotFound);
  EXPECT_EQ(alices_->Activate("bob", 0).code(), kNotFound);
  EXPECT_EQ(alices_->Retire("bob", 0, kOverlap).code(), kNotFound);
  EXPECT_EQ(alices_->AddSsrc("bob", 1).code(), kNotFound);
  EXPECT_EQ(alices_->Activate("alice", 0).code(), kNotFound);
  EXPECT_EQ(alices_->Retire("alice", 0, kOverlap).code(), kNotFound);
}

TEST_F(PerParticipantTest, SharedKeysAreRefused) {
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

TEST_F(PerParticipantTest, ALocalKeyThatIsRetiredSealsNothingMore) {
  ASSERT_TRUE(alices_->SetKey("alice", 0, Material(1)).ok());
  ASSERT_TRUE(alices_->Activate("alice", 0).ok());
  ASSERT_TRUE(alices_->Retire("alice", 0, absl::Hours(1)).ok());
  EXPECT_TRUE(SealAs(*alices_, "alice").ciphertext.empty());
  EXPECT_FALSE(alices_->has_keys());
}

TEST_F(PerParticipantTest, StreamsGoOnWhenTheirParticipantComesBack) {
  const auto reader = bobs_->KeyringOf("alice")->NewReader();
  ASSERT_TRUE(alices_->SetKey("alice", 0, Material(1)).ok());
  ASSERT_TRUE(alices_->Activate("alice", 0).ok());
  ASSERT_TRUE(bobs_->SetKey("alice", 0, Material(1)).ok());
  const Message message = SealAs(*alices_, "alice");
  EXPECT_TRUE(OpenMessage(reader->Get().FindOpening(0, 0), message));
  ASSERT_TRUE(bobs_->RemoveParticipant("alice").ok());
  EXPECT_EQ(reader->Get().FindOpening(0, 0), nullptr);
  bobs_->Maintain();  // Must not forget the keyring: the reader is still there.
  ASSERT_TRUE(bobs_->SetKey("alice", 0, Material(1)).ok());
  EXPECT_TRUE(OpenMessage(reader->Get().FindOpening(0, 0), message));
}

TEST_F(PerParticipantTest, ForgetsAKeyringThatNobodyNeeds) {
  const std::weak_ptr<const Keyring> keyring = bobs_->KeyringOf("nobody");
  const std::weak_ptr<const Keyring> known = bobs_->KeyringOf("alice");
  ASSERT_TRUE(bobs_->AddRemoteParticipant("alice").ok());
  bobs_->Maintain();
  EXPECT_TRUE(keyring.expired());
  EXPECT_FALSE(known.expired());
}

TEST_F(PerParticipantTest, HasKeysTellsWhetherThereAreAny) {
  EXPECT_FALSE(bobs_->has_keys());
  ASSERT_TRUE(bobs_->AddRemoteParticipant("alice").ok());
  EXPECT_FALSE(bobs_->has_keys());
  ASSERT_TRUE(bobs_->SetKey("alice", 0, Material(1)).ok());
  EXPECT_TRUE(bobs_->has_keys());
  ASSERT_TRUE(bobs_->RemoveParticipant("alice").ok());
  EXPECT_FALSE(bobs_->has_keys());
}

TEST_F(PerParticipantTest, TellsRatchetsOfBothEnds) {
  ASSERT_TRUE(alices_->SetKey("alice", 3, Material(1)).ok());
  ASSERT_TRUE(alices_->Activate("alice", 3).ok());
  ASSERT_TRUE(bobs_->SetKey("alice", 3, Material(1)).ok());
  ASSERT_TRUE(alices_->Ratchet("alice").ok());
  EXPECT_THAT(bobs_->Maintain(), IsEmpty()) << "nothing was heard yet";
  EXPECT_TRUE(OpensFrom(*bobs_, "alice", SealAs(*alices_, "alice")));
  for (KeyProvider* provider : {alices_.get(), bobs_.get()}) {
    const std::vector<KeyEvent> events = provider->Maintain();
    ASSERT_THAT(events, SizeIs(1));
    EXPECT_EQ(events[0].kind, KeyEventKind::kRatcheted);
    EXPECT_EQ(events[0].kid, 3 * 16 + 1u);
    EXPECT_THAT(provider->Maintain(), IsEmpty());
  }
}

TEST_F(PerParticipantTest, MaintainReservesCountersAheadAndTellsIfItCannot) {
  ASSERT_TRUE(alices_->SetKey("alice", 0, Material(1)).ok());
  ASSERT_TRUE(alices_->Activate("alice", 0).ok());
  const auto reader = alices_->KeyringOf("alice")->NewReader();
  SealingKey* const key = reader->Get().FindSealing(0);
  store_.fails_after = 0;
  EXPECT_THAT(alices_->Maintain(), IsEmpty()) << "none are needed yet";
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

class SharedKeyTest : public KeyProviderTest {
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

TEST_F(SharedKeyTest, EachParticipantHasANumberOfItsOwn) {
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

TEST_F(SharedKeyTest, WhoComesLaterHasTheKeysToo) {
  SetKey(0, 1);
  const auto carols = New(KeyMode::kShared, scheme_, &store_);
  ASSERT_TRUE(carols->SetSharedKey(0, Material(1)).ok());
  ASSERT_TRUE(carols->AddLocalParticipant("carol", 3).ok());
  ASSERT_TRUE(carols->Activate("carol", 0).ok());
  ASSERT_TRUE(bobs_->AddRemoteParticipant("carol", 3).ok());
  EXPECT_TRUE(OpensFrom(*bobs_, "carol", SealAs(*carols, "carol")));
}

TEST_F(SharedKeyTest, AnEpochEvictsTheOneWithItsLowBits) {
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

TEST_F(SharedKeyTest, ASenderSealsOnWithItsEpochUntilTheNextIsActive) {
  SetKey(0, 1);
  ASSERT_TRUE(alices_->Activate("alice", 0).ok());
  SetKey(4, 2);
  EXPECT_FALSE(SealAs(*alices_, "alice").ciphertext.empty());
  EXPECT_FALSE(OpensFrom(*bobs_, "alice", SealAs(*alices_, "alice")))
      << "bob has gone over: epochs a rollover apart cannot overlap";
  ASSERT_TRUE(alices_->Activate("alice", 4).ok());
  EXPECT_TRUE(OpensFrom(*bobs_, "alice", SealAs(*alices_, "alice")));
}

TEST_F(SharedKeyTest, ManyEpochsPassThroughTheBitsThereAre) {
  for (uint64_t epoch = 0; epoch < 100; ++epoch) {
    SetKey(epoch, static_cast<uint8_t>(epoch));
    ASSERT_TRUE(alices_->Activate("alice", epoch).ok());
    ASSERT_TRUE(OpensFrom(*bobs_, "alice", SealAs(*alices_, "alice")));
  }
}

TEST_F(SharedKeyTest, ARetiredKeyIsGoneForAllAndForWhoComesLater) {
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

TEST_F(SharedKeyTest, AKeyThatOneCannotHaveNobodyHas) {
  ASSERT_TRUE(alices_->AddLocalParticipant("carol", 3).ok());
  store_.fails_after = 1;  // For alice, and not for carol.
  EXPECT_EQ(alices_->SetSharedKey(0, Material(1)).code(),
            absl::StatusCode::kUnavailable);
  EXPECT_FALSE(alices_->has_keys());
  EXPECT_EQ(alices_->Activate("alice", 0).code(), absl::StatusCode::kNotFound);
  store_.fails_after = 2;
  EXPECT_TRUE(alices_->SetSharedKey(0, Material(1)).ok()) << "tried again";
}

TEST_F(SharedKeyTest, AParticipantWhoseKeysFailIsNotThere) {
  SetKey(0, 1);
  SetKey(1, 2);
  store_.fails_after = 1;
  EXPECT_EQ(alices_->AddLocalParticipant("carol", 3).code(),
            absl::StatusCode::kUnavailable);
  EXPECT_EQ(alices_->Activate("carol", 0).code(), absl::StatusCode::kNotFound);
  store_.fails_after = 2;
  EXPECT_TRUE(alices_->AddLocalParticipant("carol", 3).ok()) << "tried again";
}

TEST_F(SharedKeyTest, WhoReturnsWithItsNumberNeedsANewKey) {
  SetKey(0, 1);
  ASSERT_TRUE(alices_->RemoveParticipant("alice").ok());
  EXPECT_EQ(alices_->AddLocalParticipant("alice", 1).code(), kExists);
  ASSERT_TRUE(alices_->RetireSharedKey(0, kOverlap).ok());
  ASSERT_TRUE(alices_->AddLocalParticipant("alice", 1).ok());
  EXPECT_EQ(alices_->SetSharedKey(0, Material(1)).code(), kExists);
  EXPECT_TRUE(alices_->SetSharedKey(0, Material(2)).ok());
}

TEST_F(SharedKeyTest, KeysOfParticipantsAreRefused) {
  EXPECT_EQ(alices_->SetKey("bob", 0, Material(1)).code(), kPrecondition);
  SetKey(0, 1);
  ASSERT_TRUE(alices_->Activate("alice", 0).ok());
  EXPECT_EQ(alices_->Ratchet("alice").code(), kPrecondition);
}

// Calls are streams that seal and open in threads of their own.
class Calls {
 public:
  Calls(KeyProvider& sender, KeyProvider& receiver, int count) : turns_(count) {
    for (std::atomic<int>& turns : turns_) {
      threads_.emplace_back([&] {
        const auto send = sender.KeyringOf("alice")->NewReader();
        const auto receive = receiver.KeyringOf("alice")->NewReader();
        for (; !done_; ++turns) {
          const Message message = SealMessage(send->Get().FindSealing(0));
          OpeningKey* const key = receive->Get().FindOpening(message.kid, 0);
          lost_ += OpenMessage(key, message) ? 0 : 1;
        }
      });
    }
  }

  // AwaitTurns waits until each stream has sealed and opened a message anew.
  void AwaitTurns() const {
    for (const std::atomic<int>& turns : turns_) {
      for (const int before = turns; turns < before + 2;) {
        std::this_thread::yield();
      }
    }
  }

  // End ends the streams and returns how many messages were lost.
  int End() {
    done_ = true;
    for (std::thread& thread : threads_) {
      thread.join();
    }
    return lost_;
  }

 private:
  std::atomic<bool> done_{false};
  std::atomic<int> lost_{0};
  std::vector<std::atomic<int>> turns_;
  std::vector<std::thread> threads_;
};

// No stream waits and nothing is lost while keys are set, activated, ratcheted
// and retired; under tsan nothing is found either.
TEST_F(PerParticipantTest, StreamsGoOnWhileKeysChange) {
  const auto sender = New(KeyMode::kPerParticipant, scheme_, nullptr);
  ASSERT_TRUE(sender->AddLocalParticipant("alice").ok());
  ASSERT_TRUE(sender->SetKey("alice", 0, Material(0)).ok());
  ASSERT_TRUE(bobs_->SetKey("alice", 0, Material(0)).ok());
  ASSERT_TRUE(sender->Activate("alice", 0).ok());
  Calls calls(*sender, *bobs_, 2);
  for (uint8_t generation = 1; generation <= 20; ++generation) {
    EXPECT_TRUE(bobs_->SetKey("alice", generation, Material(generation)).ok());
    EXPECT_TRUE(sender->SetKey("alice", generation, Material(generation)).ok());
    EXPECT_TRUE(sender->Activate("alice", generation).ok());
    calls.AwaitTurns();
    for (int step = 0; step < 12; ++step) {
      EXPECT_TRUE(sender->Ratchet("alice").ok());
      calls.AwaitTurns();
      bobs_->Maintain();
    }
    EXPECT_TRUE(sender->Retire("alice", generation - 1u, {}).ok());
    EXPECT_TRUE(bobs_->Retire("alice", generation - 1u, kOverlap).ok());
    clock_.Advance(kOverlap);
    bobs_->Maintain();
  }
  EXPECT_EQ(calls.End(), 0);
}

}  // namespace
}  // namespace sealframe
