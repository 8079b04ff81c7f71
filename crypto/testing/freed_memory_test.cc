// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/testing/freed_memory.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <optional>

#include "gtest/gtest.h"

namespace sealframe {
namespace {

TEST(FreedMemoryTest, CountsNonzeroBytesOfAFreedBlock) {
  auto* volatile block = static_cast<uint8_t*>(std::malloc(40));
  std::memset(block, 0, 40);
  std::memset(block, 7, 3);
  EXPECT_EQ(NonzeroBytesWhenFreed(block, 40, [&] { std::free(block); }), 3u);
}

TEST(FreedMemoryTest, CountsNonzeroBytesOfADeletedArray) {
  auto* volatile block = new uint8_t[40]();
  block[39] = 1;
  EXPECT_EQ(NonzeroBytesWhenFreed(block, 40, [&] { delete[] block; }), 1u);
}

TEST(FreedMemoryTest, ReturnsNulloptForABlockThatIsNotFreed) {
  const auto block = std::make_unique<uint8_t[]>(16);
  EXPECT_EQ(NonzeroBytesWhenFreed(block.get(), 16, [] {}), std::nullopt);
}

}  // namespace
}  // namespace sealframe
