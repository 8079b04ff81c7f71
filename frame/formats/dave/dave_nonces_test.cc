// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/dave/dave_nonces.h"

#include <cstdint>
#include <memory>
#include <set>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/nonce_sequence.h"

namespace sealframe {
namespace {

constexpr uint64_t kGeneration = uint64_t{1} << kDaveCounterBits;
constexpr KeyFingerprint kKey = {42};

// Blocks reserves consecutive blocks of counters.
class Blocks final : public CounterReservations {
 public:
  explicit Blocks(uint64_t begin) : next_(begin) {}

  absl::StatusOr<CounterRange> Reserve(const KeyFingerprint& key,
                                       uint64_t count) override {
    EXPECT_EQ(key, kKey);
    ++asked;
    const uint64_t begin = next_;
    next_ += count;
    return CounterRange{.begin = begin, .end = next_};
  }

  int asked = 0;

 private:
  uint64_t next_;
};

TEST(DaveNonceTest, HoldsTheNumberLeastSignificantByteFirst) {
  EXPECT_EQ(DaveNonce(0), Nonce());
  EXPECT_EQ(DaveNonce(0x12345678),
            Nonce({0, 0, 0, 0, 0, 0, 0, 0, 0x78, 0x56, 0x34, 0x12}));
  EXPECT_EQ(DaveNonce(0x12345678)[kDaveGenerationByte], 0x12);
}

TEST(DaveNoncesTest, TheFirstFrameHasNonceOne) {
  const auto nonces = *DaveNonces::Create(1, nullptr, kKey);
  for (const uint32_t want : {1u, 2u, 3u}) {
    const NextNonce next = nonces->Next({});
    EXPECT_EQ(next.error, NonceError::kNone);
    EXPECT_EQ(next.counter, want);
    EXPECT_EQ(next.nonce, DaveNonce(want));
  }
  EXPECT_EQ(nonces->supply(), NonceSupply::kLow) << "its only generation";
}

TEST(DaveNoncesTest, TheGenerationAdvancesWithEvery24BitsOfFrames) {
  Blocks blocks(kGeneration - 3);
  const auto nonces = *DaveNonces::Create(2, &blocks, kKey);
  EXPECT_EQ(nonces->supply(), NonceSupply::kPlenty);
  EXPECT_EQ(nonces->Next({}).nonce, DaveNonce(0x00fffffe));
  EXPECT_EQ(nonces->Next({}).nonce, DaveNonce(0x00ffffff));
  EXPECT_EQ(nonces->supply(), NonceSupply::kLow);
  EXPECT_EQ(nonces->Next({}).nonce, DaveNonce(0x01000000));
  EXPECT_EQ(nonces->Next({}).nonce, DaveNonce(0x01000001));
}

TEST(DaveNoncesTest, StaysExhaustedAfterTheLastGeneration) {
  Blocks blocks(2 * kGeneration - 3);
  const auto nonces = *DaveNonces::Create(2, &blocks, kKey);
  EXPECT_EQ(nonces->Next({}).counter, 2 * kGeneration - 2);
  EXPECT_EQ(nonces->Next({}).counter, 2 * kGeneration - 1);
  EXPECT_EQ(nonces->supply(), NonceSupply::kNone);
  const int asked = blocks.asked;
  for (uint64_t i = 0; i < kCounterBlock; ++i) {
    ASSERT_EQ(nonces->Next({}).error, NonceError::kExhausted);
  }
  EXPECT_TRUE(nonces->Replenish().ok());
  EXPECT_EQ(blocks.asked, asked) << "a key at its end reserves nothing";
}

// Beyond them the top byte of the nonce would wrap around.
TEST(DaveNoncesTest, All256GenerationsNeverReachANonceOf33Bits) {
  Blocks blocks(256 * kGeneration - 2);
  const auto nonces = *DaveNonces::Create(256, &blocks, kKey);
  EXPECT_EQ(nonces->Next({}).nonce, DaveNonce(0xffffffff));
  EXPECT_EQ(nonces->Next({}).error, NonceError::kExhausted);
}

TEST(DaveNoncesTest, ContinuesWithTheReservedCounters) {
  Blocks blocks(100);
  const auto nonces = *DaveNonces::Create(1, &blocks, kKey);
  for (uint64_t i = 0; i < kCounterBlock; ++i) {
    ASSERT_EQ(nonces->Next({}).counter, 101 + i);
  }
  EXPECT_EQ(nonces->Next({}).error, NonceError::kNotReserved);
  EXPECT_TRUE(nonces->Replenish().ok());
  EXPECT_EQ(nonces->Next({}).counter, 101 + kCounterBlock);
}

class BrokenStore final : public CounterReservations {
 public:
  absl::StatusOr<CounterRange> Reserve(const KeyFingerprint&,
                                       uint64_t) override {
    return absl::UnavailableError("disk full");
  }
};

TEST(DaveNoncesTest, CreationFailsIfNothingCanBeReserved) {
  BrokenStore broken;
  EXPECT_EQ(DaveNonces::Create(1, &broken, kKey).status().code(),
            absl::StatusCode::kUnavailable);
}

TEST(DaveNoncesTest, ThreadsNeverGetTheSameNonce) {
  const auto nonces = *DaveNonces::Create(1, nullptr, kKey);
  constexpr size_t kEach = 10000;
  std::vector<std::vector<uint64_t>> taken(3);
  std::vector<std::thread> threads;
  for (std::vector<uint64_t>& mine : taken) {
    threads.emplace_back([&] {
      for (size_t i = 0; i < kEach; ++i) {
        mine.push_back(nonces->Next({}).counter);
      }
    });
  }
  std::set<uint64_t> all;
  for (size_t i = 0; i < threads.size(); ++i) {
    threads[i].join();
    all.insert(taken[i].begin(), taken[i].end());
  }
  EXPECT_EQ(all.size(), taken.size() * kEach);
}

}  // namespace
}  // namespace sealframe
