// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/sealed_obu.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/av1.h"
#include "sealframe/tools/media/file_mark.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

const Bytes kDelimiter = {0x12, 0};
const Bytes kSequenceHeader = {0x0a, 3, 1, 2, 3};
const Bytes kFrame = {0x32, 4, 9, 8, 7, 6};

Bytes Join(const std::vector<Bytes>& parts) {
  Bytes all;
  for (const Bytes& part : parts) {
    all.insert(all.end(), part.begin(), part.end());
  }
  return all;
}

std::vector<int> TypesOf(const Bytes& unit) {
  std::vector<int> types;
  ObuReader reader(unit);
  Obu obu;
  ObuStep step;
  while ((step = reader.Next(&obu)) == ObuStep::kObu) {
    types.push_back(ObuType(obu.header[0]));
  }
  EXPECT_EQ(step, ObuStep::kEnd);
  return types;
}

TEST(SealedObuTest, DelimiterAndLeadingSequenceHeaderStandInFrontOfMetadata) {
  const Bytes sealed(300, 0x77);
  const Bytes key =
      WrapSealedObu(Join({kDelimiter, kSequenceHeader, kFrame}), sealed);
  EXPECT_EQ(TypesOf(key), (std::vector<int>{2, 1, 5}));
  EXPECT_EQ(Bytes(key.begin(), key.begin() + 7),
            Join({kDelimiter, kSequenceHeader}));
  EXPECT_EQ(TypesOf(WrapSealedObu(Join({kDelimiter, kFrame}), sealed)),
            (std::vector<int>{2, 5}));
  EXPECT_EQ(TypesOf(WrapSealedObu(kFrame, sealed)), (std::vector<int>{5}));
  // A sequence header behind the first OBU is not copied.
  EXPECT_EQ(TypesOf(WrapSealedObu(Join({kFrame, kSequenceHeader}), sealed)),
            (std::vector<int>{5}));
  EXPECT_EQ(TypesOf(WrapSealedObu({}, sealed)), (std::vector<int>{5}));
}

TEST(SealedObuTest, AnyContentsComeBack) {
  for (const size_t size : {0u, 1u, 100u, 107u, 108u, 20000u}) {
    Bytes sealed(size);
    for (size_t i = 0; i < size; ++i) {
      sealed[i] = static_cast<uint8_t>(i * 7);
    }
    for (const Bytes& plain :
         {Bytes(), kFrame, Join({kDelimiter, kSequenceHeader, kFrame}),
          Bytes{0xff, 0xff}}) {
      const Bytes unit = WrapSealedObu(plain, sealed);
      const std::optional<SealedObu> found = UnwrapSealedObu(unit);
      ASSERT_TRUE(found.has_value()) << size;
      EXPECT_EQ(Bytes(found->sealed.begin(), found->sealed.end()), sealed);
    }
  }
}

TEST(SealedObuTest, UnitShowsWhetherEachObuOfTheOriginalHadItsSize) {
  const Bytes unsized = {0x30, 9, 8, 7, 6};
  const Bytes with = WrapSealedObu(Join({kDelimiter, kFrame}), {});
  const Bytes without = WrapSealedObu(Join({kDelimiter, unsized}), {});
  EXPECT_TRUE(UnwrapSealedObu(with)->has_sizes);
  EXPECT_FALSE(UnwrapSealedObu(without)->has_sizes);
}

TEST(SealedObuTest, LastObuGetsASizeUnlessItHasOneOrDoesNotParse) {
  const Bytes unsized = {0x30, 9, 8, 7, 6};
  EXPECT_EQ(WithLastSize(unsized), kFrame);
  EXPECT_EQ(WithLastSize(Join({kSequenceHeader, unsized})),
            Join({kSequenceHeader, kFrame}));
  const Bytes extended = {0x34, 0x48, 9, 8};
  EXPECT_EQ(WithLastSize(extended), (Bytes{0x36, 0x48, 2, 9, 8}));
  for (const Bytes& same : {Bytes(), kFrame, Bytes{0x32, 9, 1}}) {
    EXPECT_EQ(WithLastSize(same), same);
  }
}

TEST(SealedObuTest, OtherUnitsAreNotTakenForSealedOnes) {
  const Bytes unit =
      WrapSealedObu(Join({kDelimiter, kSequenceHeader, kFrame}), {1, 2, 3});
  ASSERT_TRUE(UnwrapSealedObu(unit).has_value());
  for (size_t n = 0; n < unit.size(); ++n) {
    EXPECT_FALSE(
        UnwrapSealedObu(absl::MakeConstSpan(unit).first(n)).has_value());
  }
  EXPECT_FALSE(UnwrapSealedObu(Join({unit, kFrame})).has_value());
  EXPECT_FALSE(UnwrapSealedObu(Join({kFrame, unit})).has_value());
  // From the metadata's header to its mark, and its last byte.
  for (size_t i = 7; i < unit.size(); ++i) {
    if (i < 9 + 3 + kFileMark.size() + 1 || i + 1 == unit.size()) {
      Bytes other = unit;
      other[i] ^= 0x40;
      EXPECT_FALSE(UnwrapSealedObu(other).has_value()) << i;
    }
  }
}

TEST(SealedObuTest, OnlyTheUsualDelimiterIsSplitOff) {
  EXPECT_EQ(TemporalDelimiterSize(kDelimiter), 2u);
  EXPECT_EQ(TemporalDelimiterSize(Bytes{0x12, 0, 5}), 2u);
  for (const Bytes& other : {Bytes(), Bytes{0x12}, Bytes{0x10, 0},
                             Bytes{0x12, 0x80, 0}, Bytes{0x16, 0, 0}}) {
    EXPECT_EQ(TemporalDelimiterSize(other), 0u);
  }
}

}  // namespace
}  // namespace sealframe
