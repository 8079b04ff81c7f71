// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/key_fingerprint.h"

#include <cstdint>
#include <set>

#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"

namespace sealframe {
namespace {

TEST(KeyFingerprintTest, DependsOnKeySaltAndTheirBoundary) {
  const SecretBytes a = SecretBytes::CopyOf({1, 2});
  const SecretBytes b = SecretBytes::CopyOf({3});
  const SecretBytes ab = SecretBytes::CopyOf({1, 2, 3});
  const std::set<KeyFingerprint> prints = {
      FingerprintKey(a, b), FingerprintKey(b, a), FingerprintKey(ab, {}),
      FingerprintKey({}, ab), FingerprintKey(a, {})};
  EXPECT_EQ(prints.size(), 5u);
  EXPECT_EQ(FingerprintKey(a, b), FingerprintKey(a.Clone(), b.Clone()));
}

// Counter stores outlive a version of this library, so fingerprints must not
// change.
TEST(KeyFingerprintTest, DoesNotChangeBetweenVersions) {
  const SecretBytes key = SecretBytes::CopyOf({1, 2});
  const SecretBytes salt = SecretBytes::CopyOf({3});
  EXPECT_EQ(ShortFingerprint(FingerprintKey(key, salt)), 0xd2444f15a1c1dddfu);
}

TEST(KeyFingerprintTest, TheShortFingerprintIsItsFirstEightBytes) {
  EXPECT_EQ(
      ShortFingerprint({0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x07, 0x08, 0xff}),
      0x0102030405060708u);
}

}  // namespace
}  // namespace sealframe
