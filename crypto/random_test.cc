// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/random.h"

#include <cstddef>

#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/crypto/testing/test_bytes.h"

namespace sealframe {
namespace {

using ::testing::Each;

TEST(RandomTest, RandomBytesFillsTheWholeSpanAndNothingOutside) {
  Bytes bytes(34, 0xcc);
  Bytes seen(34);  // The union of all values of each byte.
  for (int i = 0; i < 100; ++i) {
    RandomBytes(absl::MakeSpan(bytes).subspan(1, 32));
    for (size_t at = 0; at < bytes.size(); ++at) {
      seen[at] |= bytes[at];
    }
  }
  EXPECT_THAT(absl::MakeSpan(seen).subspan(1, 32), Each(0xff));
  EXPECT_EQ(bytes.front(), 0xcc);
  EXPECT_EQ(bytes.back(), 0xcc);
  RandomBytes({});
}

TEST(RandomTest, TwoRandomSecretsDiffer) {
  const SecretBytes one = RandomSecret(16);
  const SecretBytes other = RandomSecret(16);
  EXPECT_EQ(one.size(), 16u);
  EXPECT_TRUE(one != other);
  EXPECT_TRUE(RandomSecret(0).empty());
}

}  // namespace
}  // namespace sealframe
