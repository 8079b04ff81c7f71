// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/annex_b.h"

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <random>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/testing/test_data.h"

namespace sealframe {
namespace {

using ::testing::TestWithParam;
using ::testing::Values;

std::vector<NalUnit> AllUnits(absl::Span<const uint8_t> stream) {
  AnnexBReader reader(stream);
  std::vector<NalUnit> units;
  for (NalUnit unit; reader.Next(&unit);) {
    units.push_back(unit);
  }
  return units;
}

// Layout formats units as "code:offset+size", separated by spaces.
std::string Layout(const std::vector<NalUnit>& units) {
  std::string text;
  for (const NalUnit& unit : units) {
    text += (text.empty() ? "" : " ") + std::to_string(unit.code_offset) + ":" +
            std::to_string(unit.offset) + "+" + std::to_string(unit.size);
  }
  return text;
}

struct Stream {
  const char* name;
  const char* hex;
  const char* layout;
  bool has_leading_data;
};
void PrintTo(const Stream& s, std::ostream* os) { *os << s.name; }

class AnnexBTest : public TestWithParam<Stream> {};

INSTANTIATE_TEST_SUITE_P(
    Streams, AnnexBTest,
    Values(
        Stream{"Empty", "", "", true}, Stream{"OneByte", "00", "", true},
        Stream{"NoStartCode", "0102030405", "", true},
        Stream{"OnlyZeros", "0000000000", "", true},
        Stream{"ThreeByteCode", "000001 65b8", "0:3+2", false},
        Stream{"FourByteCode", "00000001 65b8", "0:4+2", false},
        Stream{"OneByteUnit", "00000001 0a", "0:4+1", false},
        Stream{"NothingAfterTheOnlyCode", "00000001", "", true},
        Stream{"NothingAfterTheLastCode", "000001 65b8 000001", "0:3+5", false},
        Stream{"TwoUnits", "000001 67aa 000001 65", "0:3+2 5:8+1", false},
        Stream{"ZeroBeforeACodeIsPartOfIt", "000001 67aa 00000001 65",
               "0:3+2 5:9+1", false},
        Stream{"MoreZerosStayWithTheUnit", "000001 67aa 0000 00000001 65",
               "0:3+4 7:11+1", false},
        Stream{"ZerosAtTheEndStayWithTheUnit", "000001 65 000000", "0:3+4",
               false},
        Stream{"ZerosBeforeTheFirstCode", "0000 00000001 65", "2:6+1", false},
        Stream{"EmptyUnit", "000001 000001 65", "0:3+0 3:6+1", false},
        Stream{"EmptyUnitBeforeAFourByteCode", "000001 00000001 65",
               "0:3+0 3:7+1", false},
        Stream{"LeadingData", "ff 000001 65", "1:4+1", true}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(AnnexBTest, ReaderFindsTheListedUnits) {
  const std::vector<uint8_t> stream = FromHex(GetParam().hex);
  EXPECT_EQ(Layout(AllUnits(stream)), GetParam().layout);
  EXPECT_EQ(AnnexBReader(stream).HasLeadingData(), GetParam().has_leading_data);
}

TEST_P(AnnexBTest, UnitsOfATruncatedStreamStayInBounds) {
  const std::vector<uint8_t> stream = FromHex(GetParam().hex);
  for (size_t n = 0; n < stream.size(); ++n) {
    const std::vector<uint8_t> cut = Cut(stream, n);
    for (const NalUnit& unit : AllUnits(cut)) {
      EXPECT_LE(unit.offset + unit.size, n);
    }
  }
}

TEST(AnnexBReaderTest, NextLeavesTheUnitUnchangedAtTheEnd) {
  const std::vector<uint8_t> stream = FromHex("000001 65");
  AnnexBReader reader(stream);
  NalUnit unit;
  ASSERT_TRUE(reader.Next(&unit));
  EXPECT_FALSE(reader.Next(&unit));
  EXPECT_FALSE(reader.Next(&unit));
  EXPECT_EQ(unit.offset, 3u);
  EXPECT_EQ(unit.size, 1u);
}

// Start codes and units cover the stream without gaps or overlaps, so reading
// takes linear time.
TEST(AnnexBReaderTest, StartCodesAndUnitsTileAnyStream) {
  std::mt19937 random(4);
  for (int run = 0; run < 100000; ++run) {
    const std::vector<uint8_t> stream = HostileBytes(random, 60);
    size_t end = 0;
    bool first = true;
    for (const NalUnit& unit : AllUnits(stream)) {
      ASSERT_TRUE(first || unit.code_offset == end);
      const size_t code_size = unit.offset - unit.code_offset;
      ASSERT_TRUE(code_size == 3 || code_size == 4);
      end = unit.offset + unit.size;
      first = false;
    }
    ASSERT_EQ(end, first ? 0 : stream.size());
  }
}

TEST(NalBytesTest, AUnitHasNoZerosAtItsEnd) {
  struct {
    const char* hex;
    const char* bytes;
  } const cases[] = {
      {"000001 67aa 0000 00000001 65", "67aa"},
      {"000001 6700aa00", "6700aa"},
      {"000001 67aa000003 000001 65", "67aa000003"},
      {"000001 0000 000001 65", ""},
      {"000001 000001 65", ""},
  };
  for (const auto& c : cases) {
    const std::vector<uint8_t> stream = FromHex(c.hex);
    const NalUnit unit = AllUnits(stream)[0];
    EXPECT_EQ(NalBytes(stream, unit), absl::MakeConstSpan(FromHex(c.bytes)))
        << c.hex;
  }
}

TEST(AnnexBReaderTest, ReadsTenThousandUnits) {
  std::vector<uint8_t> stream;
  for (int i = 0; i < 10000; ++i) {
    stream.insert(stream.end(), {0, 0, 1, 0x65});
  }
  const std::vector<NalUnit> units = AllUnits(stream);
  ASSERT_EQ(units.size(), 10000u);
  for (size_t i = 0; i < units.size(); ++i) {
    ASSERT_EQ(units[i].offset, 4 * i + 3);
    ASSERT_EQ(units[i].size, 1u);
  }
}

}  // namespace
}  // namespace sealframe
