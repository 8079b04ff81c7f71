// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/clear_ranges.h"

#include <cstddef>
#include <limits>

#include "gtest/gtest.h"
#include "sealframe/frame/codec/leb128.h"

namespace sealframe {
namespace {

constexpr size_t kMax = std::numeric_limits<size_t>::max();

TEST(ClearRangesTest, StartsEmptyAndIsEmptyOnceCleared) {
  ClearRanges ranges;
  EXPECT_TRUE(ranges.ranges().empty());
  EXPECT_EQ(ranges.encoded_size(), 0u);
  ASSERT_TRUE(ranges.Append(5, 10));
  ranges.Clear();
  EXPECT_TRUE(ranges.ranges().empty());
  EXPECT_EQ(ranges.encoded_size(), 0u);
  EXPECT_TRUE(ranges.Append(0, 1));
}

TEST(ClearRangesTest, KeepsRangesInOrder) {
  ClearRanges ranges;
  ASSERT_TRUE(ranges.Append(0, 6));
  ASSERT_TRUE(ranges.Append(9, 200));
  ASSERT_EQ(ranges.ranges().size(), 2u);
  EXPECT_EQ(ranges.ranges()[0].size, 6u);
  EXPECT_EQ(ranges.ranges()[1].offset, 9u);
  EXPECT_EQ(ranges.ranges()[1].size, 200u);
  EXPECT_EQ(ranges.encoded_size(), 2u + 3u);
}

TEST(ClearRangesTest, MergesARangeThatBeginsWhereTheLastEnds) {
  ClearRanges ranges;
  ASSERT_TRUE(ranges.Append(3, 4));
  ASSERT_TRUE(ranges.Append(7, 125));
  ASSERT_EQ(ranges.ranges().size(), 1u);
  EXPECT_EQ(ranges.ranges()[0].offset, 3u);
  EXPECT_EQ(ranges.ranges()[0].size, 129u);
  EXPECT_EQ(ranges.encoded_size(), 3u);
}

TEST(ClearRangesTest, AnEmptyRangeAddsNothing) {
  ClearRanges ranges;
  EXPECT_TRUE(ranges.Append(3, 0));
  EXPECT_TRUE(ranges.ranges().empty());
  ASSERT_TRUE(ranges.Append(3, 1));
  EXPECT_TRUE(ranges.Append(4, 0));
  EXPECT_TRUE(ranges.Append(9, 0));
  ASSERT_EQ(ranges.ranges().size(), 1u);
  EXPECT_EQ(ranges.ranges()[0].size, 1u);
  EXPECT_EQ(ranges.encoded_size(), 2u);
}

TEST(ClearRangesTest, RefusesOverlappingDescendingAndOverflowingRanges) {
  ClearRanges ranges;
  ASSERT_TRUE(ranges.Append(10, 5));
  EXPECT_FALSE(ranges.Append(14, 5));
  EXPECT_FALSE(ranges.Append(0, 2));
  EXPECT_FALSE(ranges.Append(10, 0));
  EXPECT_FALSE(ranges.Append(20, kMax - 19));
  EXPECT_FALSE(ranges.Append(kMax, 1));
  ASSERT_EQ(ranges.ranges().size(), 1u);
  EXPECT_EQ(ranges.ranges()[0].size, 5u);
}

TEST(ClearRangesTest, ARangeMayEndAtTheLargestSize) {
  ClearRanges ranges;
  EXPECT_TRUE(ranges.Append(1, kMax - 1));
  EXPECT_FALSE(ranges.Append(kMax, 1));
}

// 64 ranges of two bytes each, then ranges of three, within 243 bytes.
TEST(ClearRangesTest, AcceptsRangesUpToTheCapacityOfAFooter) {
  ClearRanges ranges;
  size_t offset = 0;
  while (ranges.Append(offset, 1)) {
    offset += 2;
  }
  EXPECT_EQ(ranges.ranges().size(), 64u + (243u - 128u) / 3u);
  EXPECT_LE(ranges.encoded_size(), ClearRanges::kMaxEncodedSize);
  size_t encoded = 0;
  for (const ByteRange& range : ranges.ranges()) {
    encoded += Leb128Size(range.offset) + Leb128Size(range.size);
  }
  EXPECT_EQ(encoded, ranges.encoded_size());
}

TEST(ClearRangesTest, AFullListExtendsItsLastRangeButAddsNone) {
  ClearRanges ranges;
  size_t offset = 0;
  while (ranges.Append(offset, 1)) {
    offset += 2;
  }
  EXPECT_TRUE(ranges.Append(offset - 1, 100));
  EXPECT_FALSE(ranges.Append(offset + 200, 1));
}

}  // namespace
}  // namespace sealframe
