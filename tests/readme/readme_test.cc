// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Tests the README's example verbatim.

#include <cstdint>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/crypto/random.h"
#include "tests/readme/example.inc"

namespace {

TEST(ReadmeTest, TheExampleSealsAFrame) {
  const std::vector<uint8_t> frame(100, 0x5a);
  std::vector<uint8_t> sealed;
  EXPECT_TRUE(SealOne(RandomSecret(32), frame, &sealed));
  EXPECT_GT(sealed.size(), frame.size());
}

TEST(ReadmeTest, TheExampleFailsClosedWithoutAKey) {
  std::vector<uint8_t> sealed;
  EXPECT_FALSE(SealOne(SecretBytes(), {1, 2, 3}, &sealed));
  EXPECT_TRUE(sealed.empty());
}

}  // namespace
