// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/dave/dave_nonces.h"

#include <cstdint>
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
#include "sealframe/keyring/testing/test_counter.h"

namespace sealframe {
namespace {

constexpr uint64_t kGeneration = uint64_t{1} << kDaveCounterBits;

TEST(DaveNonceTest, HoldsTheNumberLeastSignificantByteFirst) {
  EXPECT_EQ(DaveNonce(0), Nonce());
  EXPECT_EQ(DaveNonce(0x12345678),
            Nonce({0, 0, 0, 0, 0, 0, 0, 0, 0x78, 0x56, 0x34, 0x12}));
  EXPECT_EQ(DaveNonce(0x12345678)[kDaveGenerationByte], 0x12);
}

TEST(DaveNoncesTest, TheFirstFrameHasNonceOne) {
  DaveNonces nonces(1, NewTestCounter());
  for (const uint32_t want : {1u, 2u, 3u}) {
    const NextNonce next = nonces.Next({});
    EXPECT_EQ(next.error, NonceError::kNone);
    EXPECT_EQ(next.counter, want);
    EXPECT_EQ(next.nonce, DaveNonce(want));
  }
  EXPECT_EQ(nonces.supply(), NonceSupply::kLow) << "its only generation";
}

TEST(DaveNoncesTest, TheGenerationAdvancesWithEvery24BitsOfFrames) {
  DaveNonces nonces(2, NewTestCounter(kGeneration - 3));
  EXPECT_EQ(nonces.supply(), NonceSupply::kPlenty);
  EXPECT_EQ(nonces.Next({}).nonce, DaveNonce(0x00fffffe));
  EXPECT_EQ(nonces.Next({}).nonce, DaveNonce(0x00ffffff));
  EXPECT_EQ(nonces.supply(), NonceSupply::kLow);
  EXPECT_EQ(nonces.Next({}).nonce, DaveNonce(0x01000000));
  EXPECT_EQ(nonces.Next({}).nonce, DaveNonce(0x01000001));
}

TEST(DaveNoncesTest, StaysExhaustedAfterTheLastGeneration) {
  DaveNonces nonces(2, NewTestCounter(2 * kGeneration - 3));
  EXPECT_EQ(nonces.Next({}).counter, 2 * kGeneration - 2);
  EXPECT_EQ(nonces.Next({}).counter, 2 * kGeneration - 1);
  EXPECT_EQ(nonces.supply(), NonceSupply::kNone);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(nonces.Next({}).error, NonceError::kExhausted);
  }
}

// Beyond them the top byte of the nonce would wrap around.
TEST(DaveNoncesTest, All256GenerationsNeverReachANonceOf33Bits) {
  DaveNonces nonces(256, NewTestCounter(256 * kGeneration - 2));
  EXPECT_EQ(nonces.Next({}).nonce, DaveNonce(0xffffffff));
  EXPECT_EQ(nonces.Next({}).error, NonceError::kExhausted);
}

// UnreservedStore reserves nothing.
class UnreservedStore final : public CounterReservations {
 public:
  absl::StatusOr<CounterRange> Reserve(const KeyFingerprint&,
                                       uint64_t) override {
    return absl::UnavailableError("disk full");
  }
};

TEST(DaveNoncesTest, AnUnreservedCounterIsAnErrorUnlessTheKeyIsAtItsEnd) {
  UnreservedStore store;
  EXPECT_EQ(DaveNonces(1, NewTestCounter(5, &store)).Next({}).error,
            NonceError::kNotReserved);
  EXPECT_EQ(DaveNonces(1, NewTestCounter(kGeneration, &store)).Next({}).error,
            NonceError::kExhausted);
}

TEST(DaveNoncesTest, ThreadsNeverGetTheSameNonce) {
  DaveNonces nonces(1, NewTestCounter());
  constexpr size_t kEach = 10000;
  std::vector<std::vector<uint64_t>> taken(3);
  std::vector<std::thread> threads;
  for (std::vector<uint64_t>& mine : taken) {
    threads.emplace_back([&] {
      for (size_t i = 0; i < kEach; ++i) {
        mine.push_back(nonces.Next({}).counter);
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
