// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/counter_nonces.h"

#include <cstdint>
#include <limits>
#include <memory>

#include "gtest/gtest.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/testing/freed_memory.h"
#include "sealframe/keyring/nonce_sequence.h"
#include "sealframe/keyring/sealing_counter.h"

namespace sealframe {
namespace {

constexpr uint64_t kMax = std::numeric_limits<uint64_t>::max();
constexpr Nonce kSalt = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

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

TEST(CounterNoncesTest, FollowTheCounter) {
  SealingKeyUse use;
  CounterNonces nonces(
      kSalt, std::make_shared<SealingCounter>(&use, KeyFingerprint{}, nullptr));
  for (uint64_t counter = 0; counter < 3; ++counter) {
    const NextNonce next = nonces.Next({});
    EXPECT_EQ(next.error, NonceError::kNone);
    EXPECT_EQ(next.counter, counter);
    EXPECT_EQ(next.nonce, NonceFor(kSalt, counter));
  }
}

TEST(CounterNoncesTest, FailIfTheCounterFails) {
  SealingKeyUse use;
  use.next = kMax;
  CounterNonces nonces(
      kSalt, std::make_shared<SealingCounter>(&use, KeyFingerprint{}, nullptr));
  const NextNonce next = nonces.Next({});
  EXPECT_EQ(next.error, NonceError::kExhausted);
  EXPECT_EQ(next.counter, 0u);
  EXPECT_EQ(next.nonce, Nonce{});
}

TEST(CounterNoncesTest, TheSaltIsWipedBeforeItsMemoryIsFreed) {
  auto nonces = std::make_unique<CounterNonces>(kSalt, nullptr);
  // The other members are pointers: to the class, and null.
  const void* const address = nonces.get();
  const auto left =
      NonzeroBytesWhenFreed(address, sizeof(*nonces), [&] { nonces.reset(); });
  ASSERT_TRUE(left.has_value());
  EXPECT_LE(*left, sizeof(void*));
}

}  // namespace
}  // namespace sealframe
