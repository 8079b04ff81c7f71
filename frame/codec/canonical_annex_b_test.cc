// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/canonical_annex_b.h"

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <random>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/annex_b.h"
#include "sealframe/frame/codec/testing/test_data.h"
#include "sealframe/frame/codec/widen_start_codes.h"

namespace sealframe {
namespace {

using ::testing::Each;
using ::testing::TestWithParam;
using ::testing::Values;

std::vector<uint8_t> Canonical(absl::Span<const uint8_t> front) {
  std::vector<uint8_t> out(MeasureCanonical(front).size);
  EXPECT_EQ(WriteCanonical(front, absl::MakeSpan(out)), out.size());
  return out;
}

struct Pair {
  const char* name;
  const char* front;
  const char* canonical;
};
void PrintTo(const Pair& p, std::ostream* os) { *os << p.name; }

class CanonicalAnnexBTest : public TestWithParam<Pair> {};

INSTANTIATE_TEST_SUITE_P(
    Pairs, CanonicalAnnexBTest,
    Values(Pair{"Canonical", "00000001 67aa 00000001 65b8",
                "00000001 67aa 00000001 65b8"},
           Pair{"ThreeByteCodes", "000001 67aa 000001 68bb 00000001 65b8",
                "00000001 67aa 00000001 68bb 00000001 65b8"},
           Pair{"ZeroBeforeTheFirstCode", "00 00000001 65b8", "00000001 65b8"},
           Pair{"ManyZerosBeforeTheFirstCode", "0000000000 000001 65b8",
                "00000001 65b8"},
           Pair{"UnitThatEndsInZeros", "00000001 67aa0000 00000001 65b8",
                "00000001 67aa 00000001 65b8"},
           Pair{"ZerosInsideAUnitStay", "00000001 670000aa00 000001 65b8",
                "00000001 670000aa 00000001 65b8"},
           Pair{"EmptyUnit", "000001 000001 65b8", "00000001 65b8"},
           Pair{"UnitOfZeros", "000001 0000 00000001 65b8", "00000001 65b8"},
           Pair{"TheLastUnitKeepsItsZeros", "000001 6500", "00000001 6500"},
           Pair{"AsManyZerosGoAsCome", "00 00000001 67aa 000001 65b8",
                "00000001 67aa 00000001 65b8"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(CanonicalAnnexBTest, WritesExactlyTheExpectedBytes) {
  EXPECT_EQ(Canonical(FromHex(GetParam().front)),
            FromHex(GetParam().canonical));
}

TEST_P(CanonicalAnnexBTest, KnowsACanonicalStream) {
  const std::vector<uint8_t> front = FromHex(GetParam().front);
  EXPECT_EQ(MeasureCanonical(front).is_canonical,
            front == FromHex(GetParam().canonical));
}

TEST_P(CanonicalAnnexBTest, ACanonicalStreamStaysInPlace) {
  std::vector<uint8_t> bytes = FromHex(GetParam().canonical);
  EXPECT_EQ(WriteCanonical(bytes, absl::MakeSpan(bytes)), bytes.size());
  EXPECT_EQ(bytes, FromHex(GetParam().canonical));
}

TEST_P(CanonicalAnnexBTest, AShortBufferIsLeftUnchanged) {
  const std::vector<uint8_t> front = FromHex(GetParam().front);
  for (size_t n = 0; n < MeasureCanonical(front).size; ++n) {
    std::vector<uint8_t> out(n, 0xcc);
    EXPECT_EQ(WriteCanonical(front, absl::MakeSpan(out)), 0u);
    EXPECT_THAT(out, Each(0xcc));
  }
}

TEST(CanonicalAnnexBTest, HasTheSameUnitsAndIsItsOwnCanonicalForm) {
  std::mt19937 random(16);
  for (int run = 0; run < 100000; ++run) {
    std::vector<uint8_t> front = HostileBytes(random, 60);
    front.push_back(0xaa);  // The last byte is one of a unit.
    const std::vector<uint8_t> canonical = Canonical(front);
    ASSERT_LE(canonical.size(), MaxWidenedSize(front.size()));
    ASSERT_EQ(MeasureCanonical(front).is_canonical, front == canonical);
    ASSERT_EQ(Canonical(canonical), canonical);
    AnnexBReader before(front);
    AnnexBReader after(canonical);
    NalUnit old_unit;
    NalUnit new_unit;
    while (before.Next(&old_unit)) {
      if (NalBytes(front, old_unit).empty()) {
        continue;
      }
      ASSERT_TRUE(after.Next(&new_unit));
      ASSERT_EQ(new_unit.offset - new_unit.code_offset, 4u);
      ASSERT_EQ(NalBytes(front, old_unit),
                absl::MakeConstSpan(canonical).subspan(new_unit.offset,
                                                       new_unit.size));
    }
    ASSERT_FALSE(after.Next(&new_unit));
  }
}

}  // namespace
}  // namespace sealframe
