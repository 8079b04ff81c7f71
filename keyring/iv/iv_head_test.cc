// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/iv/iv_head.h"

#include <cstdint>

#include "gtest/gtest.h"

namespace sealframe {
namespace {

TEST(IvHeadTest, AHeadIsStoredInOneWord) {
  const IvHead head = IvHead::Of(
      IvHead{.newest = 0xfedcba98, .span = IvHead::kMaxSpan, .is_used = true}
          .Stored());
  EXPECT_EQ(head.newest, 0xfedcba98u);
  EXPECT_EQ(head.span, IvHead::kMaxSpan);
  EXPECT_TRUE(head.is_used);
  EXPECT_FALSE(IvHead::Of(0).is_used);
}

TEST(IvHeadTest, ASpanEndsWithTheNewest) {
  IvHead head = {.newest = 5, .span = 10, .is_used = true};
  for (const uint32_t inside : {5u, 0u, 0xffffffffu, 0u - 4}) {
    EXPECT_TRUE(head.Spans(inside)) << inside;
  }
  for (const uint32_t outside : {6u, 0u - 5, 0x80000000u}) {
    EXPECT_FALSE(head.Spans(outside)) << outside;
  }
  head.is_used = false;
  EXPECT_FALSE(head.Spans(5));
}

TEST(IvHeadTest, MovingExtendsTheSpanAndExcludingCutsIt) {
  IvHead head = {.newest = 5, .span = 1, .is_used = true};
  head.MoveTo(25);
  EXPECT_EQ(head.span, 21u);
  head.Exclude(4);
  EXPECT_EQ(head.span, 21u);
  head.Exclude(5);
  EXPECT_EQ(head.span, 20u);
  head.Exclude(25);
  EXPECT_FALSE(head.Spans(25));
  for (int i = 0; i < 300; ++i) {
    head.MoveTo(head.newest + kIvBucketSize);
  }
  EXPECT_EQ(head.span, IvHead::kMaxSpan);
}

TEST(IvHeadTest, AHeadIsBehindPositionsOfItsBucketOnly) {
  const IvHead head = {.newest = kIvBucketSize - 2, .span = 1, .is_used = true};
  EXPECT_TRUE(head.IsBehind(kIvBucketSize - 1));
  EXPECT_FALSE(head.IsBehind(kIvBucketSize - 2));
  EXPECT_FALSE(head.IsBehind(kIvBucketSize));
  EXPECT_FALSE(head.IsBehind(0));
  EXPECT_EQ(IvBucketBefore(0), kIvBuckets - 1);
  EXPECT_EQ(IvBucketBefore(7), 6u);
}

}  // namespace
}  // namespace sealframe
