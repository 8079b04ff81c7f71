// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/iv/use_count.h"

#include <thread>
#include <vector>

#include "gtest/gtest.h"

namespace sealframe {
namespace {

TEST(UseCountTest, AnObjectIsOwnedAtFirst) {
  UseCount count;
  EXPECT_FALSE(count.IsFree());
  EXPECT_FALSE(count.Own());
  EXPECT_TRUE(UseCount::Use(count).is_refused());
  count.Disown();
  EXPECT_TRUE(count.IsFree());
}

TEST(UseCountTest, AUsedObjectCannotBeOwned) {
  UseCount count;
  count.Disown();
  {
    const UseCount::Use first(count);
    const UseCount::Use second(count);
    EXPECT_FALSE(first.is_refused());
    EXPECT_FALSE(second.is_refused());
    EXPECT_FALSE(count.IsFree());
    EXPECT_FALSE(count.Own());
  }
  EXPECT_TRUE(count.Own());
}

TEST(UseCountTest, ARefusedUseEndsWithoutATrace) {
  UseCount count;
  {
    const UseCount::Use refused(count);
    count.Disown();
    EXPECT_TRUE(refused.is_refused());
    EXPECT_FALSE(UseCount::Use(count).is_refused());
  }
  EXPECT_TRUE(count.IsFree());
}

// Each thread changes the number while it owns the count, and reads it while it
// uses it: a race, if both are possible at once.
TEST(UseCountTest, NobodyUsesWhatIsOwned) {
  UseCount count;
  count.Disown();
  int number = 0;
  std::vector<std::thread> threads(3);
  for (std::thread& thread : threads) {
    thread = std::thread([&] {
      for (int i = 0; i < 20000; ++i) {
        if (count.Own()) {
          number += 1;
          number += 1;
          count.Disown();
        }
        if (const UseCount::Use use(count); !use.is_refused()) {
          EXPECT_EQ(number % 2, 0);
        }
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  EXPECT_TRUE(count.IsFree());
  EXPECT_GT(number, 0);
}

}  // namespace
}  // namespace sealframe
