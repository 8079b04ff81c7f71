// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/spare_arrays.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <set>
#include <thread>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/tests/testing/counting_allocator.h"

namespace sealframe {
namespace {

using Numbers = std::atomic<uint64_t>;
using Arrays = std::vector<std::unique_ptr<Numbers[]>>;

TEST(SpareArraysTest, SparesAreTakenWithoutAllocating) {
  SpareArrays<Numbers> spares(100);
  spares.Fill();
  for (int round = 0; round < 3; ++round) {
    Arrays arrays(kSpareArrays);
    EXPECT_EQ(CountAllocations([&] {
                for (auto& array : arrays) {
                  array = spares.Take();
                }
              }),
              0u);
    for (auto& array : arrays) {
      for (size_t i = 0; i < spares.size(); ++i) {
        EXPECT_EQ(array[i], 0u);
        array[i] = 1;
      }
    }
    EXPECT_EQ(CountAllocations([&] { spares.Take(); }), 1u);
    spares.Refill();
  }
}

TEST(SpareArraysTest, NothingIsKeptReadyBeforeFill) {
  SpareArrays<Numbers> spares(100);
  EXPECT_EQ(CountAllocations([&] { spares.Refill(); }), 0u);
  EXPECT_EQ(CountAllocations([&] { spares.Fill(); }), kSpareArrays);
  EXPECT_EQ(CountAllocations([&] { spares.Fill(); }), 0u);
}

TEST(SpareArraysTest, NoArrayIsGivenTwice) {
  constexpr size_t kEach = 500;
  SpareArrays<Numbers> spares(4);
  std::vector<Arrays> taken(3);
  std::vector<std::thread> threads;
  for (Arrays& arrays : taken) {
    threads.emplace_back([&spares, &arrays] {
      for (size_t i = 0; i < kEach; ++i) {
        arrays.push_back(spares.Take());
      }
    });
  }
  for (int i = 0; i < 200; ++i) {
    spares.Fill();
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  std::set<Numbers*> all;
  for (const Arrays& arrays : taken) {
    for (const auto& array : arrays) {
      all.insert(array.get());
    }
  }
  EXPECT_EQ(all.size(), taken.size() * kEach);
}

TEST(LateArrayTest, ItHasNoMemoryBeforeItIsNeeded) {
  const auto spares = std::make_shared<SpareArrays<Numbers>>(4);
  LateArray<Numbers> array(spares);
  EXPECT_EQ(array.Get(), nullptr);
  Numbers* const needed = array.Need();
  needed[3] = 9;
  EXPECT_EQ(array.Need(), needed);
  EXPECT_EQ(array.Get(), needed);
  array.Clear();
  EXPECT_EQ(array.Need()[3], 0u);
}

TEST(LateArrayTest, ThreadsThatNeedItFirstUseTheSameMemory) {
  const auto spares = std::make_shared<SpareArrays<Numbers>>(1);
  for (int round = 0; round < 200; ++round) {
    LateArray<Numbers> array(spares);
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i) {
      threads.emplace_back([&array] { array.Need()[0].fetch_add(1); });
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
    ASSERT_EQ(array.Get()[0], 3u);
  }
}

}  // namespace
}  // namespace sealframe
