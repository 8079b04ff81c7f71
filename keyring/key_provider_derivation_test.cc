// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// How often a key provider does the slow part of a derivation, and that nothing
// waits for it.

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <thread>

#include "absl/status/status.h"
#include "absl/synchronization/notification.h"
#include "gtest/gtest.h"
#include "sealframe/frame/formats/ring/ring_key_scheme.h"
#include "sealframe/frame/formats/sframe/sframe_key_scheme.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/profile.h"
#include "sealframe/keyring/testing/key_provider_fixture.h"
#include "sealframe/keyring/testing/messages_fixture.h"
#include "sealframe/keyring/testing/watched_scheme.h"

namespace sealframe {
namespace {

class DerivationTest : public ::testing::Test {
 protected:
  std::shared_ptr<KeyProvider> New(KeyMode mode, unsigned ratchet_bits) {
    return NewWith(
        SFrameKeyScheme::Create({.ratchet_bits = ratchet_bits}).value(), mode);
  }

  std::shared_ptr<KeyProvider> NewWith(std::shared_ptr<const KeyScheme> scheme,
                                       KeyMode mode) {
    return *KeyProvider::Create(
        {.scheme = std::make_shared<WatchedScheme>(std::move(scheme),
                                                   [this] { OnExpand(); })},
        {.mode = mode});
  }

  // DuringExpansion runs `change` in a thread, and `work` while that thread is
  // in its first expansion.
  void DuringExpansion(const std::function<void()>& change,
                       const std::function<void()>& work) {
    absl::Notification entered;
    absl::Notification leave;
    entered_ = &entered;
    leave_ = &leave;
    std::thread thread(change);
    entered.WaitForNotification();
    work();
    leave.Notify();
    thread.join();
  }

  int expansions() { return expansions_.exchange(0); }

 private:
  void OnExpand() {
    ++expansions_;
    if (absl::Notification* const entered = entered_.exchange(nullptr)) {
      entered->Notify();
      leave_.load()->WaitForNotification();
    }
  }

  std::atomic<int> expansions_{0};
  std::atomic<absl::Notification*> entered_{nullptr};
  std::atomic<absl::Notification*> leave_{nullptr};
};

TEST_F(DerivationTest, IsDoneOnceForEachStep) {
  const auto provider = New(KeyMode::kPerParticipant, /*ratchet_bits=*/4);
  ASSERT_TRUE(provider->SetKey("bob", 0, Material(1)).ok());
  EXPECT_EQ(expansions(), 1 + static_cast<int>(kMaxStepsAhead));
  ASSERT_TRUE(provider->AddLocalParticipant("alice").ok());
  ASSERT_TRUE(provider->SetKey("alice", 0, Material(2)).ok());
  EXPECT_EQ(expansions(), 1);
  ASSERT_TRUE(provider->Activate("alice", 0).ok());
  ASSERT_TRUE(provider->Ratchet("alice").ok());
  EXPECT_EQ(expansions(), 1);
}

TEST_F(DerivationTest, IsDoneOnceForASharedKey) {
  const auto provider = New(KeyMode::kShared, /*ratchet_bits=*/0);
  for (uint64_t i = 0; i < 5; ++i) {
    ASSERT_TRUE(
        provider->AddRemoteParticipant("p" + std::to_string(i), i).ok());
  }
  ASSERT_TRUE(provider->SetSharedKey(0, Material(1)).ok());
  ASSERT_TRUE(provider->AddLocalParticipant("alice", 5).ok());
  EXPECT_EQ(expansions(), 1);
}

TEST_F(DerivationTest, IsDoneOnceForEachStepOfASharedKeyThatRatchets) {
  const auto provider =
      NewWith(RingKeyScheme::Create(
                  {.salt = "salt", .ratchet_salt = "salt", .ratchet_window = 3})
                  .value(),
              KeyMode::kShared);
  ASSERT_TRUE(provider->AddRemoteParticipant("bob").ok());
  ASSERT_TRUE(provider->AddLocalParticipant("alice").ok());
  ASSERT_TRUE(provider->SetSharedKey(0, Material(1)).ok());
  EXPECT_EQ(expansions(), 4);
  for (int i = 0; i < 5; ++i) {
    ASSERT_TRUE(provider->AddRemoteParticipant(std::to_string(i)).ok());
  }
  EXPECT_EQ(expansions(), 0);
  ASSERT_TRUE(provider->Activate("alice", 0).ok());
  DuringExpansion([&] { EXPECT_TRUE(provider->Ratchet("alice").ok()); },
                  [&] {
                    provider->Maintain();
                    EXPECT_TRUE(provider->AddRemoteParticipant("carol").ok());
                  });
  EXPECT_EQ(expansions(), 2) << "the sender's step, and the newest step ahead";
  ASSERT_TRUE(provider->AddRemoteParticipant("dave").ok());
  EXPECT_EQ(expansions(), 0);
}

TEST_F(DerivationTest, ASharedKeyNeverGoesBackAStep) {
  const auto provider =
      NewWith(RingKeyScheme::Create(
                  {.salt = "salt", .ratchet_salt = "salt", .ratchet_window = 3})
                  .value(),
              KeyMode::kShared);
  ASSERT_TRUE(provider->SetSharedKey(0, Material(1)).ok());
  for (const char* id : {"alice", "second"}) {
    ASSERT_TRUE(provider->AddLocalParticipant(id).ok());
    ASSERT_TRUE(provider->Activate(id, 0).ok());
  }
  DuringExpansion([&] { EXPECT_TRUE(provider->Ratchet("alice").ok()); },
                  [&] {
                    EXPECT_TRUE(provider->Ratchet("second").ok());
                    EXPECT_TRUE(provider->Ratchet("second").ok());
                  });
  EXPECT_EQ(provider->CurrentKey("alice")->step, 1u);
  ASSERT_TRUE(provider->AddLocalParticipant("newcomer").ok());
  ASSERT_TRUE(provider->Activate("newcomer", 0).ok());
  EXPECT_EQ(provider->CurrentKey("newcomer")->step, 2u);
}

TEST_F(DerivationTest, SettingAKeyBlocksNoOtherCall) {
  const auto provider = New(KeyMode::kPerParticipant, /*ratchet_bits=*/0);
  DuringExpansion(
      [&] { EXPECT_TRUE(provider->SetKey("bob", 0, Material(1)).ok()); },
      [&] {
        provider->Maintain();
        EXPECT_TRUE(provider->SetKey("carol", 0, Material(2)).ok());
        EXPECT_TRUE(provider->SetKey("bob", 1, Material(3)).ok());
      });
  EXPECT_TRUE(provider->Retire("bob", 0, kOverlap).ok());
  EXPECT_TRUE(provider->Retire("bob", 1, kOverlap).ok());
}

TEST_F(DerivationTest, SettingASharedKeyBlocksNoOtherCall) {
  const auto provider = New(KeyMode::kShared, /*ratchet_bits=*/0);
  DuringExpansion(
      [&] { EXPECT_TRUE(provider->SetSharedKey(0, Material(1)).ok()); },
      [&] {
        provider->Maintain();
        EXPECT_TRUE(provider->AddRemoteParticipant("bob", 1).ok());
      });
  EXPECT_EQ(provider->AddRemoteParticipant("bob", 1).code(), kExists);
}

TEST_F(DerivationTest, ARatchetBlocksNoOtherCall) {
  const auto sender = New(KeyMode::kPerParticipant, /*ratchet_bits=*/4);
  ASSERT_TRUE(sender->AddLocalParticipant("alice").ok());
  ASSERT_TRUE(sender->SetKey("alice", 0, Material(1)).ok());
  ASSERT_TRUE(sender->Activate("alice", 0).ok());
  DuringExpansion([&] { EXPECT_TRUE(sender->Ratchet("alice").ok()); },
                  [&] {
                    sender->Maintain();
                    EXPECT_TRUE(sender->SetKey("bob", 0, Material(2)).ok());
                  });
  const auto receiver = New(KeyMode::kPerParticipant, /*ratchet_bits=*/4);
  ASSERT_TRUE(receiver->SetKey("alice", 0, Material(1)).ok());
  EXPECT_TRUE(OpensFrom(*receiver, "alice", SealAs(*sender, "alice")));
  DuringExpansion([&] { receiver->Maintain(); },
                  [&] {
                    EXPECT_TRUE(receiver->SetKey("bob", 0, Material(3)).ok());
                    receiver->Maintain();
                  });
  EXPECT_TRUE(OpensFrom(*receiver, "alice", SealAs(*sender, "alice")));
}

TEST_F(DerivationTest, AKeyIsDerivedAgainIfItsParticipantChangedMeanwhile) {
  const auto provider = New(KeyMode::kPerParticipant, /*ratchet_bits=*/0);
  DuringExpansion(
      [&] { EXPECT_TRUE(provider->SetKey("alice", 0, Material(1)).ok()); },
      [&] { EXPECT_TRUE(provider->AddLocalParticipant("alice").ok()); });
  EXPECT_TRUE(provider->Activate("alice", 0).ok()) << "it seals";
  EXPECT_EQ(expansions(), 2);
}

TEST_F(DerivationTest, OfTwoKeysForOneIndexOneIsRefused) {
  const auto provider = New(KeyMode::kPerParticipant, /*ratchet_bits=*/0);
  absl::Status first;
  DuringExpansion(
      [&] { first = provider->SetKey("bob", 0, Material(1)); },
      [&] { EXPECT_TRUE(provider->SetKey("bob", 0, Material(2)).ok()); });
  EXPECT_EQ(first.code(), kExists);
}

}  // namespace
}  // namespace sealframe
