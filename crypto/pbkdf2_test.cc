// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/pbkdf2.h"

#include <cstddef>
#include <cstdint>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/crypto/testing/test_bytes.h"
#include "sealframe/crypto/testing/used_stack.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

using ::testing::ElementsAreArray;

// The PBKDF2 vectors of RFC 7914, Section 11.
TEST(Pbkdf2Test, MatchesRfc7914) {
  const auto once =
      Pbkdf2HmacSha256(SecretBytes::CopyOf(FromText("passwd")),
                       FromText("salt"), /*iterations=*/1, /*size=*/64);
  ASSERT_TRUE(once.ok());
  EXPECT_THAT(once->Reveal(),
              ElementsAreArray(FromHex("55ac046e56e3089fec1691c22544b605"
                                       "f94185216dde0465e68b9d57c20dacbc"
                                       "49ca9cccf179b645991664b39d77ef31"
                                       "7c71b845b1e30bd509112041d3a19783")));
  const auto many =
      Pbkdf2HmacSha256(SecretBytes::CopyOf(FromText("Password")),
                       FromText("NaCl"), /*iterations=*/80000, /*size=*/64);
  ASSERT_TRUE(many.ok());
  EXPECT_THAT(many->Reveal(),
              ElementsAreArray(FromHex("4ddcd8f60b98be21830cee5ef22701f9"
                                       "641a4418d04c0414aeff08876b34ab56"
                                       "a1d425a1225833549adb841b51c9b317"
                                       "6a272bdebba1d078478f62b397f33c8d")));
}

TEST(Pbkdf2Test, AShortKeyIsAPrefixOfALongerOne) {
  const SecretBytes passphrase = SecretPattern(9, 1);
  const Bytes salt = Pattern(5, 2);
  const auto longest = Pbkdf2HmacSha256(passphrase, salt, 3, 70);
  ASSERT_TRUE(longest.ok());
  for (size_t size = 1; size <= 70; ++size) {
    const auto key = Pbkdf2HmacSha256(passphrase, salt, 3, size);
    ASSERT_TRUE(key.ok());
    EXPECT_EQ(key->Reveal(), longest->Reveal().first(size)) << size;
  }
}

TEST(Pbkdf2Test, AcceptsAnEmptyPassphraseAndSalt) {
  const auto key = Pbkdf2HmacSha256(SecretBytes(), {}, 1, 16);
  ASSERT_TRUE(key.ok());
  EXPECT_THAT(key->Reveal(),
              ElementsAreArray(FromHex("f7ce0b653d2d72a4108cf5abe912ffdd")));
}

TEST(Pbkdf2Test, RefusesZeroIterationsAndZeroOutputBytes) {
  const SecretBytes passphrase = SecretPattern(8, 1);
  EXPECT_EQ(Pbkdf2HmacSha256(passphrase, {}, 0, 16).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(Pbkdf2HmacSha256(passphrase, {}, 1, 0).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(Pbkdf2Test, NothingIsLeftOnTheStack) {
  const SecretBytes passphrase = SecretPattern(20, 1);
  SecretBytes key;
  const Bytes stack = UsedStack(
      [&] { key = *Pbkdf2HmacSha256(passphrase, Pattern(8, 2), 1, 32); });
  EXPECT_FALSE(Holds(stack, passphrase.Reveal().first(16)));
  EXPECT_FALSE(Holds(stack, key.Reveal().first(16)));
}

}  // namespace
}  // namespace sealframe
