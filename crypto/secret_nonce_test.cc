// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/secret_nonce.h"

#include <cstddef>
#include <new>

#include "gtest/gtest.h"
#include "sealframe/crypto/nonce.h"

namespace sealframe {
namespace {

constexpr Nonce kBytes = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12};

TEST(SecretNonceTest, RevealsItsBytes) {
  EXPECT_EQ(SecretNonce(kBytes).Reveal(), kBytes);
}

TEST(SecretNonceTest, IsWipedWhenDestroyed) {
  alignas(SecretNonce) unsigned char memory[sizeof(SecretNonce)];
  auto* const nonce = new (memory) SecretNonce(kBytes);
  ASSERT_EQ(memory[0], 1);
  nonce->~SecretNonce();
  const volatile unsigned char* const after = memory;
  for (size_t i = 0; i < sizeof(memory); ++i) {
    EXPECT_EQ(after[i], 0) << i;
  }
}

}  // namespace
}  // namespace sealframe
