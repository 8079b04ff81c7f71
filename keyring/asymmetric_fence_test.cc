// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/asymmetric_fence.h"

#include <atomic>
#include <thread>

#include "gtest/gtest.h"

namespace sealframe {
namespace {

TEST(AsymmetricFenceTest, HeavyWorks) {
  const AsymmetricFence fence;
  const AsymmetricFence another;
  fence.Light();
  EXPECT_TRUE(fence.Heavy());
  EXPECT_TRUE(another.Heavy());
}

// One thread stores to `x` and loads `y`, the other the reverse. Without fences
// both may miss the other's store.
TEST(AsymmetricFenceTest, OneOfTwoThreadsSeesTheOthersStore) {
  constexpr int kRounds = 20'000;
  const AsymmetricFence fence;
  std::atomic<int> x{0};
  std::atomic<int> y{0};
  std::atomic<int> turn{0};  // Both threads begin a round together.
  std::atomic<int> seen_by_light{0};
  std::thread light([&] {
    for (int round = 1; round <= kRounds; ++round) {
      while (turn.load(std::memory_order_acquire) < 2 * round - 1) {
        std::this_thread::yield();
      }
      x.store(round, std::memory_order_relaxed);
      fence.Light();
      seen_by_light.store(y.load(std::memory_order_relaxed),
                          std::memory_order_relaxed);
      turn.fetch_add(1, std::memory_order_acq_rel);
    }
  });
  int missed = 0;
  for (int round = 1; round <= kRounds; ++round) {
    turn.store(2 * round - 1, std::memory_order_release);
    y.store(round, std::memory_order_relaxed);
    const bool fenced = fence.Heavy();
    const int seen = x.load(std::memory_order_relaxed);
    while (turn.load(std::memory_order_acquire) < 2 * round) {
      std::this_thread::yield();
    }
    missed += !fenced || (seen < round && seen_by_light < round) ? 1 : 0;
  }
  light.join();
  EXPECT_EQ(missed, 0);
}

}  // namespace
}  // namespace sealframe
