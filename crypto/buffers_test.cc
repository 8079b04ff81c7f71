// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/buffers.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

#include "absl/types/span.h"
#include "gtest/gtest.h"

namespace sealframe {
namespace {

using ::testing::TestWithParam;
using ::testing::Values;

struct Layout {
  const char* name;
  size_t in, in_size;
  size_t out, out_size;
  bool may_share;
  bool disjoint;
};

class LayoutTest : public TestWithParam<Layout> {};

INSTANTIATE_TEST_SUITE_P(
    Boundaries, LayoutTest,
    Values(Layout{"Same", 4, 8, 4, 8, true, false},
           Layout{"SameStartLongerOutput", 4, 4, 4, 8, true, false},
           Layout{"SameStartShorterOutput", 4, 8, 4, 1, true, false},
           Layout{"OutputRightBehind", 0, 4, 4, 4, true, true},
           Layout{"OutputRightBefore", 4, 4, 0, 4, true, true},
           Layout{"OneByteSharedBehind", 0, 5, 4, 4, false, false},
           Layout{"OneByteSharedBefore", 4, 4, 0, 5, false, false},
           Layout{"OutputInside", 0, 8, 2, 2, false, false},
           Layout{"InputInside", 2, 2, 0, 8, false, false},
           Layout{"EmptyInputInside", 2, 0, 0, 8, true, true},
           Layout{"EmptyOutputInside", 0, 8, 2, 0, true, true}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(LayoutTest, IsClassifiedAsSharedOrDisjoint) {
  uint8_t memory[16] = {};
  const Layout& layout = GetParam();
  const auto in = absl::MakeConstSpan(memory + layout.in, layout.in_size);
  const auto out = absl::MakeSpan(memory + layout.out, layout.out_size);
  EXPECT_EQ(MayShare(in, out), layout.may_share);
  EXPECT_EQ(Disjoint(in, out), layout.disjoint);
}

constexpr size_t kMax = std::numeric_limits<size_t>::max();

TEST(BuffersTest, SumsOfSizesDoNotWrap) {
  static_assert(AddSizes(2, 3) == 5);
  EXPECT_EQ(AddSizes(kMax - 1, 1), kMax);
  EXPECT_EQ(AddSizes(kMax, 0), kMax);
  EXPECT_EQ(AddSizes(0, kMax), kMax);
  EXPECT_EQ(AddSizes(kMax, 1), kMax);
  EXPECT_EQ(AddSizes(kMax - 1, 2), kMax);
  EXPECT_EQ(AddSizes(kMax, kMax), kMax);
}

TEST(BuffersTest, ASizeThatWrapsOverlapsAllThatFollows) {
  uint8_t memory[16] = {};
  const auto wrapping = absl::MakeConstSpan(memory + 4, kMax);
  const auto before = absl::MakeConstSpan(memory, 4);
  const auto after = absl::MakeConstSpan(memory + 8, 4);
  EXPECT_TRUE(Disjoint(wrapping, before));
  EXPECT_TRUE(Disjoint(before, wrapping));
  EXPECT_FALSE(Disjoint(wrapping, after));
  EXPECT_FALSE(Disjoint(after, wrapping));
}

TEST(BuffersTest, AnEmptyBufferMayShareWithAnyOther) {
  uint8_t memory[4] = {};
  EXPECT_TRUE(MayShare({}, absl::MakeSpan(memory)));
  EXPECT_TRUE(MayShare(memory, {}));
  EXPECT_TRUE(MayShare({}, {}));
}

}  // namespace
}  // namespace sealframe
