// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/testing/access_units.h"

#include <cstdint>
#include <set>
#include <vector>

#include "gtest/gtest.h"

namespace sealframe {
namespace {

using Units = std::vector<std::vector<uint8_t>>;

class AccessUnitsTest : public testing::TestWithParam<NalCodec> {};

INSTANTIATE_TEST_SUITE_P(Codecs, AccessUnitsTest,
                         testing::Values(NalCodec::kH264, NalCodec::kH265));

TEST(NalUnitsOfTest, ZerosThatBelongToNoUnitAreDropped) {
  EXPECT_EQ(NalUnitsOf({}), Units{});
  EXPECT_EQ(NalUnitsOf({0, 0, 0, 0, 1, 0x65, 0, 3,    0, 0,
                        0, 0, 1, 9, 0, 0,    1, 0x41, 0, 0}),
            (Units{{0x65, 0, 3}, {9}, {0x41}}));
}

TEST_P(AccessUnitsTest, EveryStreamHoldsItsUnits) {
  AccessUnits some(GetParam(), 1);
  for (int i = 0; i < 300; ++i) {
    const AccessUnit any = some.Any();
    EXPECT_EQ(NalUnitsOf(any.bytes), any.units);
    const AccessUnit picture = some.Picture(8);
    EXPECT_EQ(NalUnitsOf(picture.bytes), picture.units);
    EXPECT_GE(picture.units.size(), 8u);
  }
}

TEST_P(AccessUnitsTest, EqualSeedsMakeEqualAccessUnits) {
  AccessUnits some(GetParam(), 7), same(GetParam(), 7), others(GetParam(), 8);
  const AccessUnit first = some.Any();
  EXPECT_EQ(first.bytes, same.Any().bytes);
  EXPECT_NE(first.bytes, others.Any().bytes);
}

TEST_P(AccessUnitsTest, AllFormsOccur) {
  AccessUnits some(GetParam(), 2);
  std::set<int> headers;
  bool starts_with_zeros = false, ends_in_zeros = false;
  for (int i = 0; i < 300; ++i) {
    const AccessUnit any = some.Any();
    for (const auto& unit : any.units) headers.insert(unit[0]);
    starts_with_zeros |= any.bytes[3] == 0;
    ends_in_zeros |= any.bytes.back() == 0;
  }
  EXPECT_TRUE(starts_with_zeros);
  EXPECT_TRUE(ends_in_zeros);
  EXPECT_EQ(headers,
            GetParam() == NalCodec::kH264
                ? (std::set<int>{0x06, 0x09, 0x41, 0x42, 0x43, 0x44, 0x65, 0x67,
                                 0x68, 0x6e, 0x74})
                : (std::set<int>{0x02, 0x26, 0x40, 0x42, 0x44, 0x46, 0x4e}));
}

}  // namespace
}  // namespace sealframe
