// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/getstream/iv_prefix_windows.h"

#include <cstddef>
#include <cstdint>
#include <limits>

#include "gtest/gtest.h"
#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/nonce.h"

namespace sealframe {
namespace {

Nonce Iv(uint64_t prefix, uint32_t counter) {
  Nonce iv;
  StoreBigEndian64(prefix, iv.data());
  StoreBigEndian32(counter, iv.data() + 8);
  return iv;
}

class IvPrefixWindowsTest : public ::testing::Test {
 protected:
  bool Accepts(uint64_t prefix, uint32_t counter) const {
    return windows_.Accepts(Iv(prefix, counter));
  }
  void Commit(uint64_t prefix, uint32_t counter) {
    ASSERT_TRUE(Accepts(prefix, counter)) << prefix << " " << counter;
    windows_.Commit(Iv(prefix, counter));
  }

  IvPrefixWindows windows_;
};

TEST_F(IvPrefixWindowsTest, ACounterOpensOnceUnderEachPrefix) {
  for (const uint64_t prefix : {0, 1, 2}) {
    Commit(prefix, 5);
    EXPECT_FALSE(Accepts(prefix, 5));
    EXPECT_TRUE(Accepts(prefix, 4));
    EXPECT_TRUE(Accepts(prefix, 6));
  }
}

TEST_F(IvPrefixWindowsTest, ACounterOfZeroIsRefused) {
  EXPECT_FALSE(Accepts(0, 0));
  EXPECT_FALSE(Accepts(1, 0));
  Commit(1, 1);
  EXPECT_FALSE(Accepts(1, 0));
}

TEST_F(IvPrefixWindowsTest, TheNewest1024CountersCanComeOutOfOrder) {
  Commit(1, 8000);
  EXPECT_TRUE(Accepts(1, 8000 - kIvPrefixWindowSize + 1));
  EXPECT_FALSE(Accepts(1, 8000 - 4 * kIvPrefixWindowSize));
}

TEST_F(IvPrefixWindowsTest, TheHighestCounterIsNotSpecial) {
  const uint32_t last = std::numeric_limits<uint32_t>::max();
  Commit(1, last);
  EXPECT_FALSE(Accepts(1, last));
  EXPECT_TRUE(Accepts(1, last - 1));
}

TEST_F(IvPrefixWindowsTest, LateFramesOfThreePrefixesOpen) {
  for (uint64_t prefix = 1; prefix <= kIvPrefixWindows; ++prefix) {
    Commit(prefix, 100);
  }
  for (uint64_t prefix = 1; prefix <= kIvPrefixWindows; ++prefix) {
    EXPECT_TRUE(Accepts(prefix, 99));
    EXPECT_FALSE(Accepts(prefix, 100));
  }
}

TEST_F(IvPrefixWindowsTest, AnEvictedPrefixIsClosedUpToItsHighestCounter) {
  Commit(1, 100);
  Commit(1, 98);
  for (uint64_t prefix = 2; prefix <= 4; ++prefix) {
    Commit(prefix, 1);
  }
  EXPECT_FALSE(Accepts(1, 98));
  EXPECT_FALSE(Accepts(1, 99));
  EXPECT_FALSE(Accepts(1, 100));
  EXPECT_TRUE(Accepts(1, 101));
}

TEST_F(IvPrefixWindowsTest, ASenderThatReturnsToAKeyContinues) {
  Commit(1, 100);
  for (uint64_t prefix = 2; prefix <= 4; ++prefix) {
    Commit(prefix, 1);
  }
  Commit(1, 110);
  EXPECT_TRUE(Accepts(1, 109));
  EXPECT_FALSE(Accepts(1, 110));
  EXPECT_FALSE(Accepts(1, 100));
  EXPECT_FALSE(Accepts(1, 99));
}

TEST_F(IvPrefixWindowsTest, ThePrefixUnusedForLongestMakesRoom) {
  Commit(1, 1);
  Commit(2, 10);
  Commit(3, 1);
  Commit(1, 5);
  Commit(4, 1);
  EXPECT_TRUE(Accepts(1, 4));
  EXPECT_FALSE(Accepts(2, 9));
}

TEST_F(IvPrefixWindowsTest, AWindowForgetsThePrefixThatMadeRoom) {
  Commit(1, 5000);
  for (uint64_t prefix = 2; prefix <= 4; ++prefix) {
    Commit(prefix, 10);
  }
  EXPECT_TRUE(Accepts(4, 9));
  EXPECT_FALSE(Accepts(4, 10));
  EXPECT_TRUE(Accepts(4, 11));
}

TEST_F(IvPrefixWindowsTest, ClosedPrefixesAreRememberedUpToTheCap) {
  const uint64_t all = kIvPrefixWindows + kClosedIvPrefixes;
  for (uint64_t prefix = 1; prefix <= all; ++prefix) {
    Commit(prefix, 1);
  }
  EXPECT_FALSE(Accepts(1, 1));
  Commit(all + 1, 1);
  EXPECT_TRUE(Accepts(1, 1));
  EXPECT_FALSE(Accepts(2, 1));
}

TEST_F(IvPrefixWindowsTest, PrefixesInTurnDoNotDisplaceAClosedOne) {
  Commit(100, 5);
  for (uint32_t counter = 1; counter <= 2 * kClosedIvPrefixes; ++counter) {
    for (const uint64_t prefix : {1, 2, 3, 4}) {
      Commit(prefix, counter);
    }
  }
  EXPECT_FALSE(Accepts(100, 5));
  EXPECT_TRUE(Accepts(100, 6));
}

TEST_F(IvPrefixWindowsTest, AcceptsChangesNothing) {
  Commit(1, 1);
  for (uint64_t prefix = 2; prefix < 1000; ++prefix) {
    EXPECT_TRUE(Accepts(prefix, 1));
  }
  EXPECT_FALSE(Accepts(1, 1));
  EXPECT_TRUE(Accepts(1, 2));
}

}  // namespace
}  // namespace sealframe
