// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/counter_nonces.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <limits>
#include <memory>
#include <set>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/nonce_sequence.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;

constexpr uint64_t kMax = std::numeric_limits<uint64_t>::max();
constexpr Nonce kSalt = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};
constexpr KeyFingerprint kKey = {42};

// ScriptedStore returns the blocks that a test puts in, and counts the calls.
class ScriptedStore final : public CounterReservations {
 public:
  absl::StatusOr<CounterRange> Reserve(const KeyFingerprint& key,
                                       uint64_t count) override {
    EXPECT_EQ(key, kKey);
    EXPECT_EQ(count, kCounterBlock);
    ++asked;
    return next;
  }

  absl::StatusOr<CounterRange> next = CounterRange{.begin = 0, .end = 0};
  int asked = 0;
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

std::vector<uint64_t> Take(CounterNonces* nonces, int count) {
  std::vector<uint64_t> taken;
  for (int i = 0; i < count; ++i) {
    const NextNonce next = nonces->Next({});
    if (next.error == NonceError::kNone) {
      taken.push_back(next.counter);
    }
  }
  return taken;
}

// TakeFromThreads takes counters from four threads and returns them all.
std::vector<uint64_t> TakeFromThreads(CounterNonces* nonces, int each) {
  std::vector<std::vector<uint64_t>> taken(4);
  std::vector<std::thread> threads;
  for (std::vector<uint64_t>& own : taken) {
    threads.emplace_back([&own, nonces, each] { own = Take(nonces, each); });
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

// The "sframe" vector of suite 1 in RFC 9605.
TEST(NonceForTest, XorsTheCounterIntoTheLastBytes) {
  EXPECT_EQ(NonceFor({0x50, 0xb2, 0x93, 0x29, 0xa0, 0x4d, 0xc0, 0xf1, 0x84,
                      0xac, 0x31, 0x68},
                     0x4567),
            (Nonce{0x50, 0xb2, 0x93, 0x29, 0xa0, 0x4d, 0xc0, 0xf1, 0x84, 0xac,
                   0x74, 0x0f}));
  EXPECT_EQ(NonceFor(kSalt, 0), kSalt);
  EXPECT_EQ(NonceFor({}, kMax), (Nonce{0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff,
                                       0xff, 0xff, 0xff}));
}

TEST(CounterNoncesTest, StartAtZeroWithoutReservations) {
  const std::unique_ptr<CounterNonces> nonces =
      CounterNonces::StartingAtZero(kSalt);
  for (uint64_t counter = 0; counter < 3; ++counter) {
    const NextNonce next = nonces->Next({});
    EXPECT_EQ(next.error, NonceError::kNone);
    EXPECT_EQ(next.counter, counter);
    EXPECT_EQ(next.nonce, NonceFor(kSalt, counter));
  }
  EXPECT_TRUE(nonces->Replenish().ok());
}

TEST(CounterNoncesTest, NeverRepeatAcrossThreads) {
  const std::unique_ptr<CounterNonces> nonces =
      CounterNonces::StartingAtZero(kSalt);
  const std::vector<uint64_t> taken = TakeFromThreads(nonces.get(), 20'000);
  EXPECT_EQ(taken.size(), 80'000u);
  ExpectAllDifferent(taken);
}

TEST(CounterNoncesTest, ThreadsAtTheEndOfABlockTakeExactlyItsRest) {
  ScriptedStore store;
  store.next = CounterRange{.begin = 100, .end = 1100};
  const auto nonces = CounterNonces::Reserved(kSalt, &store, kKey);
  ASSERT_TRUE(nonces.ok());
  const std::vector<uint64_t> taken = TakeFromThreads(nonces->get(), 400);
  EXPECT_EQ(taken.size(), 1000u);
  ExpectAllDifferent(taken);
  EXPECT_EQ(*std::min_element(taken.begin(), taken.end()), 100u);
  EXPECT_EQ(*std::max_element(taken.begin(), taken.end()), 1099u);
  EXPECT_EQ((*nonces)->Next({}).error, NonceError::kNotReserved);
}

TEST(CounterNoncesTest, StopAtTheLastCounterAndNeverWrap) {
  ScriptedStore store;
  store.next = CounterRange{.begin = kMax - 2, .end = kMax};
  const auto nonces = CounterNonces::Reserved(kSalt, &store, kKey);
  ASSERT_TRUE(nonces.ok());
  EXPECT_THAT(Take(nonces->get(), 5), ElementsAre(kMax - 2, kMax - 1));
  for (int i = 0; i < 3; ++i) {
    const NextNonce next = (*nonces)->Next({});
    EXPECT_EQ(next.error, NonceError::kExhausted);
    EXPECT_EQ(next.counter, 0u);
    EXPECT_EQ(next.nonce, Nonce{});
  }
}

TEST(CounterNoncesTest, ReplenishReservesOnceHalfABlockIsUsed) {
  ScriptedStore store;
  store.next = CounterRange{.begin = 0, .end = kCounterBlock};
  const auto nonces = CounterNonces::Reserved(kSalt, &store, kKey);
  ASSERT_TRUE(nonces.ok());
  store.next = CounterRange{.begin = kCounterBlock, .end = 2 * kCounterBlock};

  Take(nonces->get(), kCounterBlock / 2);
  EXPECT_TRUE((*nonces)->Replenish().ok());
  EXPECT_EQ(store.asked, 1) << "half a block is enough";
  Take(nonces->get(), 1);
  EXPECT_TRUE((*nonces)->Replenish().ok());
  EXPECT_EQ(store.asked, 2);
  EXPECT_EQ(Take(nonces->get(), 2 * kCounterBlock).back(),
            2 * kCounterBlock - 1);
}

TEST(CounterNoncesTest, StopAtTheEndOfTheBlockWhenTheStoreFails) {
  ScriptedStore store;
  store.next = absl::UnavailableError("disk full");
  EXPECT_EQ(CounterNonces::Reserved(kSalt, &store, kKey).status().code(),
            absl::StatusCode::kUnavailable);

  store.next = CounterRange{.begin = 0, .end = 2};
  const auto nonces = CounterNonces::Reserved(kSalt, &store, kKey);
  ASSERT_TRUE(nonces.ok());
  store.next = absl::UnavailableError("disk full");
  EXPECT_EQ((*nonces)->Replenish().code(), absl::StatusCode::kUnavailable);
  EXPECT_THAT(Take(nonces->get(), 3), ElementsAre(0, 1));
  EXPECT_EQ((*nonces)->Next({}).error, NonceError::kNotReserved);

  store.next = CounterRange{.begin = 2, .end = 3};
  EXPECT_TRUE((*nonces)->Replenish().ok());
  EXPECT_THAT(Take(nonces->get(), 3), ElementsAre(2)) << "it recovered";
}

TEST(CounterNoncesTest, SkipTheGapBeforeABlockThatDoesNotFollow) {
  ScriptedStore store;
  store.next = CounterRange{.begin = 0, .end = 10};
  const auto nonces = CounterNonces::Reserved(kSalt, &store, kKey);
  ASSERT_TRUE(nonces.ok());
  EXPECT_THAT(Take(nonces->get(), 2), ElementsAre(0, 1));
  store.next = CounterRange{.begin = 20, .end = 22};
  EXPECT_TRUE((*nonces)->Replenish().ok());
  EXPECT_THAT(Take(nonces->get(), 3), ElementsAre(20, 21));
}

TEST(CounterNoncesTest, RefuseABlockThatGoesBackOrIsEmpty) {
  for (const CounterRange& bad : {CounterRange{0, 20}, CounterRange{9, 20},
                                  CounterRange{10, 10}, CounterRange{20, 11}}) {
    ScriptedStore store;
    store.next = CounterRange{.begin = 5, .end = 10};
    const auto nonces = CounterNonces::Reserved(kSalt, &store, kKey);
    ASSERT_TRUE(nonces.ok());
    store.next = bad;
    EXPECT_EQ((*nonces)->Replenish().code(), absl::StatusCode::kInternal);
    EXPECT_THAT(Take(nonces->get(), 9), ElementsAre(5, 6, 7, 8, 9))
        << bad.begin << " to " << bad.end;
  }
}

TEST(CounterNoncesTest, RefuseAnEmptyFirstBlock) {
  ScriptedStore store;
  store.next = CounterRange{.begin = 3, .end = 3};
  EXPECT_EQ(CounterNonces::Reserved(kSalt, &store, kKey).status().code(),
            absl::StatusCode::kInternal);
}

// Two keys with one fingerprint share a store, so that the blocks of each have
// gaps. Threads take counters while maintenance replenishes them.
TEST(CounterNoncesTest, NeverRepeatWhileBeingReplenished) {
  BlockStore store;
  const auto a = CounterNonces::Reserved(kSalt, &store, kKey);
  const auto b = CounterNonces::Reserved(kSalt, &store, kKey);
  ASSERT_TRUE(a.ok() && b.ok());
  std::atomic<bool> done{false};
  std::thread maintenance([&] {
    while (!done) {
      EXPECT_TRUE((*a)->Replenish().ok());
      EXPECT_TRUE((*b)->Replenish().ok());
    }
  });
  std::vector<uint64_t> taken;
  std::thread other([&] {
    const std::vector<uint64_t> own = TakeFromThreads(b->get(), 100'000);
    taken.insert(taken.end(), own.begin(), own.end());
  });
  const std::vector<uint64_t> own = TakeFromThreads(a->get(), 100'000);
  other.join();
  done = true;
  maintenance.join();
  taken.insert(taken.end(), own.begin(), own.end());
  EXPECT_GT(taken.size(), kCounterBlock);
  ExpectAllDifferent(taken);
}

}  // namespace
}  // namespace sealframe
