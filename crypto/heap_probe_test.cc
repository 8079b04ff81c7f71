// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/heap_probe.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>

#include "gtest/gtest.h"
#include "openssl/mem.h"

namespace sealframe {
namespace {

TEST(HeapProbeTest, CountsEveryWayToAllocate) {
  void* volatile block = nullptr;
  EXPECT_EQ(CountAllocations([] {}), 0u);
  EXPECT_EQ(CountAllocations([&] { block = std::malloc(8); }), 1u);
  EXPECT_EQ(CountAllocations([&] { block = std::realloc(block, 8000); }), 1u);
  std::free(block);
  EXPECT_EQ(CountAllocations([&] { block = std::calloc(2, 8); }), 1u);
  std::free(block);
  EXPECT_EQ(CountAllocations([&] { block = std::aligned_alloc(64, 64); }), 1u);
  std::free(block);
  EXPECT_EQ(CountAllocations([&] { block = ::operator new(8); }), 1u);
  ::operator delete(block);
  EXPECT_EQ(CountAllocations([&] { block = OPENSSL_malloc(8); }), 1u);
  OPENSSL_free(block);
}

TEST(HeapProbeTest, SeesWhatABlockHoldsWhenItIsFreed) {
  uint8_t* volatile block = static_cast<uint8_t*>(std::malloc(40));
  std::memset(block, 0, 40);
  std::memset(block, 7, 3);
  uint8_t* const watched = block;
  EXPECT_EQ(NonzeroBytesWhenFreed(watched, 40, [&] { std::free(block); }), 3u);
}

TEST(HeapProbeTest, SaysWhenABlockIsNotFreed) {
  const auto block = std::make_unique<uint8_t[]>(16);
  EXPECT_EQ(NonzeroBytesWhenFreed(block.get(), 16, [] {}), absl::nullopt);
}

}  // namespace
}  // namespace sealframe
