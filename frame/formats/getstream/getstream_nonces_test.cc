// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/getstream/getstream_nonces.h"

#include <cstdint>
#include <limits>
#include <memory>
#include <set>
#include <thread>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/nonce_sequence.h"

namespace sealframe {
namespace {

constexpr GetStreamIvPrefix kPrefix = {1, 2, 3, 4, 5, 6, 7, 8};
constexpr uint32_t kLast = std::numeric_limits<uint32_t>::max();

TEST(GetStreamNoncesTest, ANonceIsThePrefixThenTheCounterFromOneOn) {
  GetStreamNonces nonces(kPrefix, std::make_shared<GetStreamCounter>());
  for (const uint8_t want : {uint8_t{1}, uint8_t{2}, uint8_t{3}}) {
    const NextNonce next = nonces.Next({.ssrc = 7, .rtp_timestamp = 9});
    EXPECT_EQ(next.error, NonceError::kNone);
    EXPECT_EQ(next.counter, want);
    EXPECT_EQ(next.nonce, Nonce({1, 2, 3, 4, 5, 6, 7, 8, 0, 0, 0, want}));
  }
}

TEST(GetStreamNoncesTest, ANewKeyContinuesTheCounterOfThePreviousOne) {
  const auto counter = std::make_shared<GetStreamCounter>();
  GetStreamNonces first(kPrefix, counter);
  GetStreamNonces second({9}, counter);
  EXPECT_EQ(first.Next({}).counter, 1u);
  EXPECT_EQ(second.Next({}).counter, 2u);
  EXPECT_EQ(first.Next({}).counter, 3u);
}

TEST(GetStreamNoncesTest, TheCounterEndsAndNeverWraps) {
  const auto counter = std::make_shared<GetStreamCounter>(kLast - 1);
  GetStreamNonces nonces(kPrefix, counter);
  EXPECT_EQ(nonces.Next({}).counter, kLast - 1);
  EXPECT_EQ(nonces.supply(), NonceSupply::kLow);
  EXPECT_EQ(nonces.Next({}).nonce,
            Nonce({1, 2, 3, 4, 5, 6, 7, 8, 255, 255, 255, 255}));
  EXPECT_EQ(nonces.supply(), NonceSupply::kNone);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(nonces.Next({}).error, NonceError::kExhausted);
  }
  GetStreamNonces next_key({9}, counter);
  EXPECT_EQ(next_key.Next({}).error, NonceError::kExhausted);
}

TEST(GetStreamNoncesTest, TheSupplyIsLowForTheLast16MillionFrames) {
  const uint32_t low = kLast - (1u << 24) + 1;
  EXPECT_EQ(GetStreamCounter(low - 1).supply(), NonceSupply::kPlenty);
  EXPECT_EQ(GetStreamCounter(low).supply(), NonceSupply::kLow);
}

TEST(GetStreamNoncesTest, NoTwoThreadsGetTheSameCounter) {
  GetStreamNonces nonces(kPrefix, std::make_shared<GetStreamCounter>());
  std::vector<std::vector<uint64_t>> taken(4);
  std::vector<std::thread> threads;
  for (std::vector<uint64_t>& mine : taken) {
    threads.emplace_back([&nonces, &mine] {
      for (int i = 0; i < 1000; ++i) {
        mine.push_back(nonces.Next({}).counter);
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  std::set<uint64_t> all;
  for (const std::vector<uint64_t>& mine : taken) {
    all.insert(mine.begin(), mine.end());
  }
  EXPECT_EQ(all.size(), 4000u);
  EXPECT_EQ(*all.rbegin(), 4000u);
}

}  // namespace
}  // namespace sealframe
