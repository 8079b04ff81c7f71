// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/sealing_key.h"

#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/crypto/suite_aead.h"
#include "sealframe/keyring/counter_nonces.h"
#include "sealframe/keyring/key_limits.h"
#include "sealframe/keyring/nonce_sequence.h"
#include "sealframe/keyring/sealing_counter.h"
#include "sealframe/keyring/testing/test_counter.h"

namespace sealframe {
namespace {

using ::testing::Each;

static_assert(!std::is_copy_constructible_v<SealTicket>);
static_assert(!std::is_copy_assignable_v<SealTicket>);
static_assert(!std::is_move_assignable_v<SealTicket>);
static_assert(!std::is_default_constructible_v<SealTicket>);
static_assert(!std::is_copy_constructible_v<SealingKey>);

constexpr Nonce kSalt = {1, 2, 3};
constexpr uint8_t kText[] = {'h', 'e', 'l', 'l', 'o'};
constexpr size_t kSealedSize = sizeof(kText) + 16;

std::unique_ptr<Aead> TestAead() {
  return *NewAead(CipherSuite::kAes128GcmSha256_128, SecretBytes(16));
}

// TestKey returns a key that may seal `max_units`.
std::unique_ptr<SealingKey> TestKey(
    uint64_t max_units = std::numeric_limits<uint64_t>::max() / 2,
    const std::shared_ptr<SealingCounter>& counter = NewTestCounter()) {
  return std::make_unique<SealingKey>(
      7, TestAead(), std::make_unique<CounterNonces>(kSalt, counter), counter,
      KeyLimits{.soft_sealed_units = max_units / 2,
                .max_sealed_units = max_units},
      KeyFingerprint{});
}

TEST(SealingKeyTest, SealsWithTheNonceOfItsTicket) {
  const std::unique_ptr<SealingKey> key = TestKey();
  for (uint64_t counter = 0; counter < 3; ++counter) {
    SealTicket ticket = key->Take({}, sizeof(kText), 0);
    EXPECT_EQ(ticket.error(), NonceError::kNone);
    EXPECT_EQ(ticket.counter(), counter);
    EXPECT_EQ(ticket.nonce(), NonceFor(kSalt, counter));
    uint8_t sealed[kSealedSize];
    uint8_t opened[sizeof(kText)];
    ASSERT_TRUE(
        key->Seal(std::move(ticket), {}, kText, absl::MakeSpan(sealed)));
    ASSERT_TRUE(TestAead()->Open(NonceFor(kSalt, counter), {}, sealed,
                                 absl::MakeSpan(opened)));
    EXPECT_EQ(absl::MakeConstSpan(opened), absl::MakeConstSpan(kText));
  }
}

TEST(SealingKeyTest, ATicketSealsOnce) {
  const std::unique_ptr<SealingKey> key = TestKey();
  SealTicket ticket = key->Take({}, sizeof(kText), 0);
  uint8_t first[kSealedSize];
  uint8_t second[kSealedSize];
  std::fill_n(second, kSealedSize, uint8_t{0xcc});
  ASSERT_TRUE(key->Seal(std::move(ticket), {}, kText, absl::MakeSpan(first)));
  EXPECT_FALSE(  // NOLINTNEXTLINE(bugprone-use-after-move): intended.
      key->Seal(std::move(ticket), {}, kText, absl::MakeSpan(second)));
  EXPECT_THAT(second, Each(0xcc));
}

TEST(SealingKeyTest, AMovedFromTicketSealsNothing) {
  const std::unique_ptr<SealingKey> key = TestKey();
  SealTicket ticket = key->Take({}, sizeof(kText), 0);
  SealTicket moved = std::move(ticket);
  uint8_t sealed[kSealedSize];
  EXPECT_FALSE(  // NOLINTNEXTLINE(bugprone-use-after-move): intended.
      key->Seal(std::move(ticket), {}, kText, absl::MakeSpan(sealed)));
  EXPECT_TRUE(key->Seal(std::move(moved), {}, kText, absl::MakeSpan(sealed)));
}

TEST(SealingKeyTest, ATicketOfAnotherKeySealsNothing) {
  const std::unique_ptr<SealingKey> key = TestKey();
  const std::unique_ptr<SealingKey> other = TestKey();
  uint8_t sealed[kSealedSize];
  std::fill_n(sealed, kSealedSize, uint8_t{0xcc});
  EXPECT_FALSE(key->Seal(other->Take({}, sizeof(kText), 0), {}, kText,
                         absl::MakeSpan(sealed)));
  EXPECT_THAT(sealed, Each(0xcc));
}

TEST(SealingKeyTest, SealsUpToItsLimitAndNotOnePastIt) {
  const std::unique_ptr<SealingKey> key = TestKey(/*max_units=*/6);
  EXPECT_EQ(key->Take({}, 16, 16).error(), NonceError::kNone);
  EXPECT_EQ(key->sealed_units(), 3u);
  EXPECT_EQ(key->Take({}, 16, 16).error(), NonceError::kNone);
  EXPECT_EQ(key->sealed_units(), 6u);
  EXPECT_TRUE(key->usable()) << "it is at its limit, not past it";

  SealTicket ticket = key->Take({}, 0, 0);
  EXPECT_EQ(ticket.error(), NonceError::kExhausted);
  EXPECT_FALSE(key->usable());
  uint8_t sealed[kSealedSize];
  std::fill_n(sealed, kSealedSize, uint8_t{0xcc});
  EXPECT_FALSE(key->Seal(std::move(ticket), {}, kText, absl::MakeSpan(sealed)));
  EXPECT_THAT(sealed, Each(0xcc));
}

TEST(SealingKeyTest, AFrameOverTheLimitStopsTheKeyForSmallerFramesToo) {
  const std::unique_ptr<SealingKey> key = TestKey(/*max_units=*/6);
  EXPECT_EQ(key->Take({}, 96, 0).error(), NonceError::kExhausted);
  EXPECT_EQ(key->Take({}, 0, 0).error(), NonceError::kExhausted);
  EXPECT_FALSE(key->usable());
}

TEST(SealingKeyTest, CountsTheLargestSizesWithoutOverflow) {
  const std::unique_ptr<SealingKey> key = TestKey(/*max_units=*/1000);
  constexpr size_t kMax = std::numeric_limits<size_t>::max();
  for (int i = 0; i < 100; ++i) {
    EXPECT_EQ(key->Take({}, kMax, kMax).error(), NonceError::kExhausted);
  }
  EXPECT_FALSE(key->usable());
}

TEST(SealingKeyTest, IsNearItsLimitBeforeItStops) {
  const std::unique_ptr<SealingKey> key = TestKey(/*max_units=*/6);
  EXPECT_LT(key->sealed_units(), key->limits().soft_sealed_units);
  EXPECT_EQ(key->Take({}, 32, 0).error(), NonceError::kNone);
  EXPECT_GE(key->sealed_units(), key->limits().soft_sealed_units);
  EXPECT_TRUE(key->usable());
}

TEST(SealingKeyTest, KeysWithOneCounterShareItAndTheLimit) {
  const std::shared_ptr<SealingCounter> counter = NewTestCounter();
  const std::unique_ptr<SealingKey> key = TestKey(/*max_units=*/6, counter);
  const std::unique_ptr<SealingKey> other = TestKey(/*max_units=*/6, counter);
  EXPECT_EQ(key->Take({}, 16, 16).counter(), 0u);
  EXPECT_EQ(other->Take({}, 16, 16).counter(), 1u);
  EXPECT_EQ(key->Take({}, 0, 0).error(), NonceError::kExhausted);
  EXPECT_FALSE(other->usable());
}

TEST(SealingKeyTest, IssuesNoTicketsInAForkedChild) {
  const std::unique_ptr<SealingKey> key = TestKey();
  BlockAllowance allowance;
  EXPECT_EQ(key->Take({}, 16, 16, &allowance).error(), NonceError::kNone);
  const pid_t child = fork();
  if (child == 0) {
    const bool is_right =
        !key->usable() &&
        key->Take({}, 16, 16).error() == NonceError::kForked &&
        key->Take({}, 16, 16, &allowance).error() == NonceError::kForked;
    _exit(is_right ? 0 : 1);
  }
  int status = -1;
  ASSERT_EQ(waitpid(child, &status, 0), child);
  EXPECT_TRUE(WIFEXITED(status) && WEXITSTATUS(status) == 0);
  EXPECT_EQ(key->Take({}, 16, 16).error(), NonceError::kNone);
}

TEST(SealingKeyTest, ThreadsAtTheLimitDoNotExceedItTogether) {
  for (int round = 0; round < 50; ++round) {
    const std::unique_ptr<SealingKey> key = TestKey(/*max_units=*/1000);
    std::atomic<uint64_t> sealed{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        for (int frame = 0; frame < 500; ++frame) {
          if (key->Take({}, 0, 0).error() == NonceError::kNone) {
            ++sealed;
          }
        }
      });
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
    ASSERT_EQ(sealed, 1000u);
    ASSERT_FALSE(key->usable());
  }
}

TEST(SealingKeyTest, AStreamCountsItsAllowanceOnceAndThenUsesIt) {
  const std::unique_ptr<SealingKey> key = TestKey(/*max_units=*/1 << 20);
  BlockAllowance allowance;
  for (uint64_t frame = 0; frame <= kBlockAllowance; ++frame) {
    ASSERT_EQ(key->Take({}, 0, 0, &allowance).error(), NonceError::kNone);
    ASSERT_EQ(key->sealed_units(), 1 + kBlockAllowance);
  }
  EXPECT_EQ(key->Take({}, 0, 0, &allowance).error(), NonceError::kNone);
  EXPECT_EQ(key->sealed_units(), 2 * (1 + kBlockAllowance));
}

TEST(SealingKeyTest, AnAllowanceIsForOneKeyOnly) {
  const std::unique_ptr<SealingKey> key = TestKey();
  const std::shared_ptr<SealingCounter> counter = NewTestCounter();
  SealingKey other(8, TestAead(),
                   std::make_unique<CounterNonces>(kSalt, counter), counter,
                   key->limits(), KeyFingerprint{1});
  BlockAllowance allowance;
  EXPECT_EQ(key->Take({}, 0, 0, &allowance).error(), NonceError::kNone);
  EXPECT_EQ(other.Take({}, 0, 0, &allowance).error(), NonceError::kNone);
  EXPECT_EQ(other.sealed_units(), 1 + kBlockAllowance);
}

// Limits on both sides of the first allowance, and a frame larger than the
// rest.
TEST(SealingKeyTest, AllowancesNeitherExceedTheLimitNorStopTheKeyEarly) {
  for (const uint64_t max_units :
       {uint64_t{1}, kBlockAllowance, 2 * kBlockAllowance,
        2 * kBlockAllowance + 2, 3 * kBlockAllowance, 10 * kBlockAllowance}) {
    const std::unique_ptr<SealingKey> key = TestKey(max_units);
    BlockAllowance allowance;
    uint64_t sealed = 0;
    while (key->Take({}, 0, 0, &allowance).error() == NonceError::kNone) {
      ++sealed;
    }
    EXPECT_EQ(sealed, max_units);
    EXPECT_FALSE(key->usable());
    EXPECT_EQ(key->Take({}, 0, 0, &allowance).error(), NonceError::kExhausted);

    const std::unique_ptr<SealingKey> fresh = TestKey(max_units);
    const auto too_large = static_cast<size_t>(16 * max_units);
    EXPECT_EQ(fresh->Take({}, too_large, 0, &allowance).error(),
              NonceError::kExhausted);
    EXPECT_EQ(fresh->Take({}, 0, 0, &allowance).error(),
              NonceError::kExhausted);
  }
}

TEST(SealingKeyTest, ThreadsWithAllowancesDoNotExceedTheLimitTogether) {
  for (int round = 0; round < 20; ++round) {
    constexpr uint64_t kMaxUnits = 12 * kBlockAllowance;
    const std::unique_ptr<SealingKey> key = TestKey(kMaxUnits);
    std::atomic<uint64_t> sealed{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 4; ++i) {
      threads.emplace_back([&] {
        BlockAllowance allowance;
        while (key->Take({}, 0, 0, &allowance).error() == NonceError::kNone) {
          ++sealed;
        }
      });
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
    ASSERT_LE(sealed, kMaxUnits);
    ASSERT_GT(sealed, kMaxUnits - 4 * kBlockAllowance);
  }
}

TEST(SealingKeyTest, NoncesNeverRepeatAcrossThreads) {
  const std::unique_ptr<SealingKey> key = TestKey();
  std::vector<std::vector<Nonce>> taken(4);
  std::vector<std::thread> threads;
  for (std::vector<Nonce>& own : taken) {
    threads.emplace_back([&own, &key] {
      for (int i = 0; i < 20'000; ++i) {
        own.push_back(key->Take({}, 100, 10).nonce());
      }
    });
  }
  std::vector<Nonce> all;
  for (size_t i = 0; i < threads.size(); ++i) {
    threads[i].join();
    all.insert(all.end(), taken[i].begin(), taken[i].end());
  }
  std::sort(all.begin(), all.end());
  EXPECT_EQ(all.size(), 80'000u);
  EXPECT_EQ(std::adjacent_find(all.begin(), all.end()), all.end());
}

}  // namespace
}  // namespace sealframe
