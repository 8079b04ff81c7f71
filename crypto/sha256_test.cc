// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/sha256.h"

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/testing/test_bytes.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

using ::testing::ElementsAreArray;

// The FIPS 180 examples, and the digest of the empty message.
TEST(Sha256Test, MatchesFips180) {
  EXPECT_THAT(Sha256({}),
              ElementsAreArray(FromHex("e3b0c44298fc1c149afbf4c8996fb924"
                                       "27ae41e4649b934ca495991b7852b855")));
  EXPECT_THAT(Sha256(FromText("abc")),
              ElementsAreArray(FromHex("ba7816bf8f01cfea414140de5dae2223"
                                       "b00361a396177a9cb410ff61f20015ad")));
  EXPECT_THAT(Sha256(Bytes(1000000, 'a')),
              ElementsAreArray(FromHex("cdc76e5c9914fb9281a1c7e284d73e67"
                                       "f1809a48a497200e046d39ccc7112cd0")));
}

}  // namespace
}  // namespace sealframe
