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

// Await spins until `turn` is `wanted`, and yields only after a while.
void Await(const std::atomic<int>& turn, int wanted) {
  for (int spins = 0; turn.load(std::memory_order_acquire) < wanted; ++spins) {
    if (spins > 10'000) {
      std::this_thread::yield();
    }
  }
}

void Delay(int loops) {
  for (int i = 0; i < loops; ++i) {
    std::atomic_signal_fence(std::memory_order_seq_cst);
  }
}

// One thread stores to `x` and loads `y`, the other the reverse. Without fences
// both may miss the other's store. The delays vary which is first.
TEST(AsymmetricFenceTest, OneOfTwoThreadsSeesTheOthersStore) {
  constexpr int kRounds = 20'000;
  const AsymmetricFence fence;
  std::atomic<int> turn{0};
  alignas(64) std::atomic<int> x{0};
  alignas(64) std::atomic<int> y{0};
  alignas(64) std::atomic<int> seen_by_light{0};
  std::thread light([&] {
    for (int round = 1; round <= kRounds; ++round) {
      Await(turn, 2 * round - 1);
      Delay(round % 7);
      x.store(round, std::memory_order_relaxed);
      fence.Light();
      const int seen = y.load(std::memory_order_relaxed);
      seen_by_light.store(seen, std::memory_order_relaxed);
      turn.fetch_add(1, std::memory_order_acq_rel);
    }
  });
  int missed = 0;
  for (int round = 1; round <= kRounds; ++round) {
    turn.store(2 * round - 1, std::memory_order_release);
    Delay(round % 101);
    y.store(round, std::memory_order_relaxed);
    const bool fenced = fence.Heavy();
    const int seen = x.load(std::memory_order_relaxed);
    Await(turn, 2 * round);
    missed += !fenced || (seen < round && seen_by_light < round) ? 1 : 0;
  }
  light.join();
  EXPECT_EQ(missed, 0);
}

}  // namespace
}  // namespace sealframe
