// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Key providers whose keys change while streams read them.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <thread>
#include <vector>

#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/testing/key_provider_fixture.h"
#include "sealframe/keyring/testing/messages_fixture.h"

namespace sealframe {
namespace {

// Calls holds streams that seal and open in their own threads.
class Calls {
 public:
  Calls(KeyProvider& sender, KeyProvider& receiver, size_t count)
      : turns_(count) {
    for (std::atomic<int>& turns : turns_) {
      threads_.emplace_back([&] {
        auto send = sender.SealingKeyringOf("alice").value()->NewReader();
        auto receive = receiver.OpeningKeyringOf("alice").value()->NewReader();
        for (; !done_; ++turns) {
          const Message message =
              SealMessage(Keyring::Use(send)->FindSealing(0));
          const Keyring::Use keys(receive);
          OpeningKey* const key = keys->FindOpening(message.kid, 0);
          lost_ += OpenMessage(key, message) ? 0 : 1;
        }
      });
    }
  }

  // AwaitTurns waits until each stream has sealed and opened another message.
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

using KeyProviderThreadsTest = KeyProviderFixture;

// No stream waits or loses a message while keys are set, activated, ratcheted
// and retired.
TEST_F(KeyProviderThreadsTest, StreamsLoseNothingWhileKeysChange) {
  const auto sender =
      New(KeyMode::kPerParticipant, {.ratchet_bits = 4}, nullptr);
  const auto receiver =
      New(KeyMode::kPerParticipant, {.ratchet_bits = 4}, nullptr);
  ASSERT_TRUE(sender->AddLocalParticipant("alice").ok());
  ASSERT_TRUE(sender->SetKey("alice", 0, Material(0)).ok());
  ASSERT_TRUE(receiver->SetKey("alice", 0, Material(0)).ok());
  ASSERT_TRUE(sender->Activate("alice", 0).ok());
  Calls calls(*sender, *receiver, 2);
  for (uint8_t generation = 1; generation <= 20; ++generation) {
    EXPECT_TRUE(
        receiver->SetKey("alice", generation, Material(generation)).ok());
    EXPECT_TRUE(sender->SetKey("alice", generation, Material(generation)).ok());
    EXPECT_TRUE(sender->Activate("alice", generation).ok());
    calls.AwaitTurns();
    for (int step = 0; step < 12; ++step) {
      EXPECT_TRUE(sender->Ratchet("alice").ok());
      calls.AwaitTurns();
      receiver->Maintain();
    }
    EXPECT_TRUE(sender->Retire("alice", generation - 1u, {}).ok());
    EXPECT_TRUE(receiver->Retire("alice", generation - 1u, kOverlap).ok());
    clock_.Advance(kOverlap);
    receiver->Maintain();
  }
  EXPECT_EQ(calls.End(), 0);
}

}  // namespace
}  // namespace sealframe
