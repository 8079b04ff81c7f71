// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/sealing_counter.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/nonce_sequence.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;

constexpr uint64_t kMax = std::numeric_limits<uint64_t>::max();
constexpr KeyFingerprint kKey = {42};

// ScriptedStore returns the blocks that a test puts in, and records the calls.
class ScriptedStore final : public CounterReservations {
 public:
  absl::StatusOr<CounterRange> Reserve(const KeyFingerprint& key,
                                       uint64_t count) override {
    EXPECT_EQ(key, kKey);
    asked.push_back(count);
    const absl::StatusOr<CounterRange> result = next;
    next = after;
    return result;
  }

  absl::StatusOr<CounterRange> next = CounterRange{.begin = 0, .end = 0};
  absl::StatusOr<CounterRange> after = absl::UnavailableError("none is left");
  std::vector<uint64_t> asked;
};

// BlockStore returns consecutive blocks.
class BlockStore final : public CounterReservations {
 public:
  absl::StatusOr<CounterRange> Reserve(const KeyFingerprint&,
                                       uint64_t count) override {
    const uint64_t begin = next_.fetch_add(count);
    return CounterRange{.begin = begin, .end = begin + count};
  }

 private:
  std::atomic<uint64_t> next_{0};
};

std::vector<uint64_t> Take(SealingCounter* from, size_t count) {
  std::vector<uint64_t> taken;
  for (size_t i = 0; i < count; ++i) {
    const NextCounter next = from->Next();
    if (next.error == NonceError::kNone) {
      taken.push_back(next.counter);
    }
  }
  return taken;
}

// TakeFromThreads takes counters from four threads and returns them all.
std::vector<uint64_t> TakeFromThreads(SealingCounter* from, size_t each) {
  std::vector<std::vector<uint64_t>> taken(4);
  std::vector<std::thread> threads;
  for (std::vector<uint64_t>& own : taken) {
    threads.emplace_back([&own, from, each] { own = Take(from, each); });
  }
  std::vector<uint64_t> all;
  for (size_t i = 0; i < threads.size(); ++i) {
    threads[i].join();
    all.insert(all.end(), taken[i].begin(), taken[i].end());
  }
  return all;
}

void ExpectAllDifferent(std::vector<uint64_t> counters) {
  std::sort(counters.begin(), counters.end());
  EXPECT_EQ(std::adjacent_find(counters.begin(), counters.end()),
            counters.end());
}

TEST(SealingCounterTest, StartsAtZeroWithoutReservations) {
  SealingKeyUse use;
  SealingCounter counter(&use, kKey, nullptr);
  EXPECT_TRUE(counter.Replenish().ok());
  EXPECT_THAT(Take(&counter, 3), ElementsAre(0, 1, 2));
}

TEST(SealingCounterTest, ContinuesWhereTheLastOneEnded) {
  SealingKeyUse use;
  {
    SealingCounter first(&use, kKey, nullptr);
    EXPECT_THAT(Take(&first, 2), ElementsAre(0, 1));
    EXPECT_EQ(first.AddUnits(5), 5u);
  }
  SealingCounter second(&use, kKey, nullptr);
  EXPECT_THAT(Take(&second, 2), ElementsAre(2, 3));
  EXPECT_EQ(second.sealed_units(), 5u);
  EXPECT_EQ(second.AddUnits(2), 7u);
}

TEST(SealingCounterTest, NeverRepeatsAcrossThreads) {
  SealingKeyUse use;
  SealingCounter counter(&use, kKey, nullptr);
  const std::vector<uint64_t> taken = TakeFromThreads(&counter, 20'000);
  EXPECT_EQ(taken.size(), 80'000u);
  ExpectAllDifferent(taken);
}

TEST(SealingCounterTest, ThreadsAtTheEndOfABlockTakeExactlyItsRest) {
  SealingKeyUse use;
  ScriptedStore store;
  store.next = CounterRange{.begin = 100, .end = 1100};
  SealingCounter counter(&use, kKey, &store);
  ASSERT_TRUE(counter.Replenish().ok());
  const std::vector<uint64_t> taken = TakeFromThreads(&counter, 400);
  EXPECT_EQ(taken.size(), 1000u);
  ExpectAllDifferent(taken);
  EXPECT_EQ(*std::min_element(taken.begin(), taken.end()), 100u);
  EXPECT_EQ(*std::max_element(taken.begin(), taken.end()), 1099u);
  EXPECT_EQ(counter.Next().error, NonceError::kNotReserved);
}

TEST(SealingCounterTest, StopsAtTheLastCounterAndNeverWraps) {
  SealingKeyUse use;
  ScriptedStore store;
  store.next = CounterRange{.begin = kMax - 2, .end = kMax};
  SealingCounter counter(&use, kKey, &store);
  ASSERT_TRUE(counter.Replenish().ok());
  EXPECT_THAT(Take(&counter, 5), ElementsAre(kMax - 2, kMax - 1));
  for (int i = 0; i < 3; ++i) {
    const NextCounter next = counter.Next();
    EXPECT_EQ(next.error, NonceError::kExhausted);
    EXPECT_EQ(next.counter, 0u);
  }
}

TEST(SealingCounterTest, HasNoReservedCounterBeforeTheFirstBlock) {
  SealingKeyUse use;
  BlockStore store;
  SealingCounter counter(&use, kKey, &store);
  EXPECT_EQ(counter.Next().error, NonceError::kNotReserved);
}

TEST(SealingCounterTest, ReplenishReservesOnceHalfABlockIsUsed) {
  SealingKeyUse use;
  ScriptedStore store;
  store.next = CounterRange{.begin = 0, .end = kCounterBlock};
  store.after = CounterRange{.begin = kCounterBlock, .end = 2 * kCounterBlock};
  SealingCounter counter(&use, kKey, &store);
  ASSERT_TRUE(counter.Replenish().ok());

  Take(&counter, kCounterBlock / 2);
  EXPECT_TRUE(counter.Replenish().ok());
  EXPECT_THAT(store.asked, ElementsAre(kCounterBlock)) << "half is enough";
  Take(&counter, 1);
  EXPECT_TRUE(counter.Replenish().ok());
  EXPECT_THAT(store.asked, ElementsAre(kCounterBlock, kCounterBlock));
  EXPECT_EQ(Take(&counter, 2 * kCounterBlock).back(), 2 * kCounterBlock - 1);
}

TEST(SealingCounterTest, StopsAtTheEndOfTheBlockWhenTheStoreFails) {
  SealingKeyUse use;
  ScriptedStore store;
  SealingCounter counter(&use, kKey, &store);
  store.next = absl::UnavailableError("disk full");
  EXPECT_EQ(counter.Replenish().code(), absl::StatusCode::kUnavailable);
  store.next = CounterRange{.begin = 0, .end = 2};
  ASSERT_TRUE(counter.Replenish().ok());
  EXPECT_EQ(counter.Replenish().code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(Take(&counter, 3), ElementsAre(0, 1));
  EXPECT_EQ(counter.Next().error, NonceError::kNotReserved);

  store.next = CounterRange{.begin = 2, .end = 3};
  EXPECT_TRUE(counter.Replenish().ok());
  EXPECT_THAT(Take(&counter, 3), ElementsAre(2)) << "it recovered";
}

TEST(SealingCounterTest, SkipsTheGapBeforeABlockThatDoesNotFollow) {
  SealingKeyUse use;
  ScriptedStore store;
  store.next = CounterRange{.begin = 0, .end = 10};
  store.after = CounterRange{.begin = 20, .end = 22};
  SealingCounter counter(&use, kKey, &store);
  ASSERT_TRUE(counter.Replenish().ok());
  EXPECT_THAT(Take(&counter, 2), ElementsAre(0, 1));
  EXPECT_TRUE(counter.Replenish().ok());
  EXPECT_THAT(Take(&counter, 3), ElementsAre(20, 21));
}

TEST(SealingCounterTest, RefusesABlockThatGoesBackOrIsEmpty) {
  for (const CounterRange& bad : {CounterRange{0, 20}, CounterRange{9, 20},
                                  CounterRange{10, 10}, CounterRange{20, 11}}) {
    SealingKeyUse use;
    ScriptedStore store;
    store.next = CounterRange{.begin = 5, .end = 10};
    store.after = bad;
    SealingCounter counter(&use, kKey, &store);
    ASSERT_TRUE(counter.Replenish().ok());
    EXPECT_EQ(counter.Replenish().code(), absl::StatusCode::kInternal);
    EXPECT_THAT(Take(&counter, 9), ElementsAre(5, 6, 7, 8, 9))
        << bad.begin << " to " << bad.end;
  }
}

TEST(SealingCounterTest, RefusesAnEmptyFirstBlock) {
  for (const CounterRange& bad : {CounterRange{3, 3}, CounterRange{4, 3}}) {
    SealingKeyUse use;
    ScriptedStore store;
    store.next = bad;
    SealingCounter counter(&use, kKey, &store);
    EXPECT_EQ(counter.Replenish().code(), absl::StatusCode::kInternal);
    EXPECT_EQ(counter.Next().error, NonceError::kNotReserved);
  }
}

// A store that is new to the key starts at zero, and so does one that lost its
// files.
TEST(SealingCounterTest, AFirstBlockNeverRepeatsWhatTheProcessTook) {
  SealingKeyUse use;
  use.next = 100;
  ScriptedStore store;
  store.next = CounterRange{.begin = 0, .end = 102};
  SealingCounter counter(&use, kKey, &store);
  ASSERT_TRUE(counter.Replenish().ok());
  EXPECT_THAT(Take(&counter, 3), ElementsAre(100, 101));
}

TEST(SealingCounterTest, AFirstBlockThatWasTakenIsExtended) {
  SealingKeyUse use;
  use.next = 3 * kCounterBlock;
  BlockStore store;
  SealingCounter counter(&use, kKey, &store);
  ASSERT_TRUE(counter.Replenish().ok());
  const std::vector<uint64_t> taken = Take(&counter, 2 * kCounterBlock);
  ASSERT_EQ(taken.size(), kCounterBlock);
  EXPECT_EQ(taken.front(), 3 * kCounterBlock);
}

// Two counters with one fingerprint share a store, as in two processes, so that
// the blocks of each have gaps. Threads take counters while maintenance
// replenishes them.
TEST(SealingCounterTest, NeverRepeatsWhileBeingReplenished) {
  BlockStore store;
  SealingKeyUse use_a;
  SealingKeyUse use_b;
  SealingCounter a(&use_a, kKey, &store);
  SealingCounter b(&use_b, kKey, &store);
  ASSERT_TRUE(a.Replenish().ok() && b.Replenish().ok());
  std::atomic<bool> done{false};
  std::thread maintenance([&] {
    while (!done) {
      EXPECT_TRUE(a.Replenish().ok());
      EXPECT_TRUE(b.Replenish().ok());
    }
  });
  std::vector<uint64_t> taken;
  std::thread other([&] {
    const std::vector<uint64_t> own = TakeFromThreads(&b, 100'000);
    taken.insert(taken.end(), own.begin(), own.end());
  });
  const std::vector<uint64_t> own = TakeFromThreads(&a, 100'000);
  other.join();
  done = true;
  maintenance.join();
  taken.insert(taken.end(), own.begin(), own.end());
  EXPECT_GT(taken.size(), kCounterBlock);
  ExpectAllDifferent(taken);
}

// A store whose blocks leave gaps, and that records which counters are ours.
class GappyStore final : public CounterReservations {
 public:
  absl::StatusOr<CounterRange> Reserve(const KeyFingerprint&,
                                       uint64_t) override {
    const uint64_t begin = next_;
    next_ += kStride;
    return CounterRange{.begin = begin, .end = begin + kLength};
  }

  static bool IsReserved(uint64_t counter) {
    return counter % kStride < kLength;
  }

 private:
  static constexpr uint64_t kStride = 1000;
  static constexpr uint64_t kLength = 4;
  uint64_t next_ = 0;
};

// Blocks are so short that a thread which looks between the two stores of
// `Replenish` would take a counter from the gap.
TEST(SealingCounterTest, NeverTakesACounterBetweenTwoBlocks) {
  GappyStore store;
  SealingKeyUse use;
  SealingCounter counter(&use, kKey, &store);
  ASSERT_TRUE(counter.Replenish().ok());
  std::atomic<bool> done{false};
  std::atomic<uint64_t> strangers{0};
  std::vector<std::thread> threads;
  for (int i = 0; i < 2; ++i) {
    threads.emplace_back([&] {
      while (!done) {
        const NextCounter next = counter.Next();
        if (next.error == NonceError::kNone &&
            !GappyStore::IsReserved(next.counter)) {
          ++strangers;
        }
      }
    });
  }
  for (int i = 0; i < 200'000; ++i) {
    ASSERT_TRUE(counter.Replenish().ok());
  }
  done = true;
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_EQ(strangers, 0u);
}

}  // namespace
}  // namespace sealframe
