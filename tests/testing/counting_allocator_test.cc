// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/testing/counting_allocator.h"

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/base/config.h"
#include "gtest/gtest.h"

namespace sealframe {
namespace {

// Keep hides `memory` from the optimizer and frees it.
void Keep(void* memory) {
  asm volatile("" : "+r"(memory) : : "memory");
  std::free(memory);
}

TEST(CountingAllocatorTest, ReturnsZeroWithoutAllocations) {
  std::vector<int> numbers(8);
  EXPECT_EQ(CountAllocations([&] { numbers[7] = 1; }), 0u);
}

TEST(CountingAllocatorTest, DoesNotCountDeallocations) {
  auto numbers = std::make_unique<std::vector<int>>(8);
  EXPECT_EQ(CountAllocations([&] { numbers.reset(); }), 0u);
}

TEST(CountingAllocatorTest, CountsOperatorNewInTheStandardLibrary) {
  std::string text;
  EXPECT_EQ(CountAllocations([&] { text.assign(1000, 'a'); }), 1u);
  std::vector<std::string> texts(3);
  EXPECT_EQ(CountAllocations([&] {
              for (std::string& each : texts) {
                each.assign(1000, 'a');
              }
            }),
            3u);
}

TEST(CountingAllocatorTest, CountsTheMallocFamily) {
  EXPECT_EQ(CountAllocations([] { Keep(std::malloc(100)); }), 1u);
  EXPECT_EQ(CountAllocations([] { Keep(std::calloc(10, 10)); }), 1u);
  void* memory = std::malloc(10);
  EXPECT_GE(CountAllocations([&] { memory = std::realloc(memory, 100000); }),
            1u);
  Keep(memory);
}

#ifndef ABSL_HAVE_THREAD_SANITIZER  // Its hook misses aligned allocations.
TEST(CountingAllocatorTest, CountsAlignedMemory) {
  EXPECT_EQ(CountAllocations([] { Keep(std::aligned_alloc(64, 128)); }), 1u);
  EXPECT_EQ(CountAllocations([] {
              void* memory = nullptr;
              ASSERT_EQ(posix_memalign(&memory, 64, 100), 0);
              Keep(memory);
            }),
            1u);
}
#endif

TEST(CountingAllocatorTest, PosixMemalignReturnsAlignedMemory) {
  void* memory = nullptr;
  ASSERT_EQ(posix_memalign(&memory, 4096, 1), 0);
  EXPECT_EQ(reinterpret_cast<size_t>(memory) % 4096, 0u);
  Keep(memory);
}

TEST(CountingAllocatorTest, DoesNotCountAllocationsOfOtherThreads) {
  std::string text;
  size_t in_thread = 0;
  std::thread other;
  const size_t here = CountAllocations([&] {
    other = std::thread(
        [&] { in_thread = CountAllocations([&] { text.assign(1000, 'a'); }); });
    other.join();
  });
  const size_t to_start_one =
      CountAllocations([] { std::thread([] {}).join(); });
  EXPECT_EQ(in_thread, 1u);
  EXPECT_LE(here, to_start_one + 1);
}

}  // namespace
}  // namespace sealframe
