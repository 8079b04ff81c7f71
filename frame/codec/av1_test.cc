// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/av1.h"

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

// Walk formats units as "type/header+payload", each followed by a space, with
// "bad" at the end of a malformed frame.
std::string Walk(absl::Span<const uint8_t> frame) {
  ObuReader reader(frame);
  std::string text;
  for (Obu obu;;) {
    const ObuStep step = reader.Next(&obu);
    if (step != ObuStep::kObu) {
      EXPECT_EQ(reader.Next(&obu), step);
      return step == ObuStep::kEnd ? text : text + "bad";
    }
    text += std::to_string(ObuType(obu.header[0])) + "/" +
            std::to_string(obu.header.size()) + "+" +
            std::to_string(obu.payload.size()) + " ";
  }
}

struct Frame {
  const char* name;
  const char* hex;
  const char* units;
};
void PrintTo(const Frame& f, std::ostream* os) { *os << f.name; }

class ObuReaderTest : public TestWithParam<Frame> {};

INSTANTIATE_TEST_SUITE_P(
    Frames, ObuReaderTest,
    Values(Frame{"Empty", "", ""}, Frame{"EmptyDelimiter", "1200", "2/1+0 "},
           Frame{"SizelessRunsToTheEnd", "30aabbcc", "6/1+3 "},
           Frame{"SizelessAndEmpty", "30", "6/1+0 "},
           Frame{"ExtensionAndSize", "36 0c 02 aabb", "6/2+2 "},
           Frame{"PaddedSize", "32 828000 aabb", "6/1+2 "},
           Frame{"Several", "1200 0a02aabb 3601 01 cc 30dd",
                 "2/1+0 1/1+2 6/2+1 6/1+1 "},
           Frame{"ExtensionBeyondTheEnd", "34", "bad"},
           Frame{"SizeBeyondTheEnd", "32", "bad"},
           Frame{"UnfinishedSize", "3280", "bad"},
           Frame{"PayloadBeyondTheEnd", "3203aabb", "bad"},
           Frame{"SizeOf2ToThe32And2", "328280808010aabb", "bad"},
           Frame{"HugeSize", "32ffffffffffffffffff01aa", "bad"},
           Frame{"SizeOfMoreThan64Bits", "32ffffffffffffffffff02aa", "bad"},
           Frame{"GoodThenBad", "0a01aa 3205", "1/1+1 bad"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(ObuReaderTest, ReadsTheListedUnits) {
  EXPECT_EQ(Walk(FromHex(GetParam().hex)), GetParam().units);
}

TEST(ObuReaderTest, AFailedStepLeavesTheUnitUnchanged) {
  const std::vector<uint8_t> frame = FromHex("0a01aa 3205");
  ObuReader reader(frame);
  Obu obu;
  ASSERT_EQ(reader.Next(&obu), ObuStep::kObu);
  EXPECT_EQ(reader.Next(&obu), ObuStep::kMalformed);
  EXPECT_EQ(obu.header.data(), frame.data());
  EXPECT_EQ(obu.payload.size(), 1u);
}

TEST(ObuReaderTest, UnitsOfAnyFrameAscendAndStayInBounds) {
  std::mt19937 random(6);
  for (int run = 0; run < 100000; ++run) {
    const std::vector<uint8_t> frame = HostileBytes(random, 40);
    ObuReader reader(frame);
    const uint8_t* end = frame.data();
    for (Obu obu; reader.Next(&obu) == ObuStep::kObu;) {
      ASSERT_EQ(obu.header.data(), end);
      ASSERT_GE(obu.payload.data(), end + obu.header.size());
      end = obu.payload.data() + obu.payload.size();
      ASSERT_LE(end, frame.data() + frame.size());
    }
  }
}

TEST(TransportObuReaderTest, SkipsWhatDoesNotTravelAndSeesTheEnd) {
  const std::vector<uint8_t> frame = FromHex("1200 0a01aa 7a00 3201bb 7a0100");
  TransportObuReader reader(frame);
  Obu obu;
  ASSERT_EQ(reader.Next(&obu), ObuStep::kObu);
  EXPECT_EQ(ObuType(obu.header[0]), 1);
  EXPECT_FALSE(reader.at_end());
  ASSERT_EQ(reader.Next(&obu), ObuStep::kObu);
  EXPECT_EQ(ObuType(obu.header[0]), kObuFrame);
  EXPECT_TRUE(reader.at_end());
  EXPECT_EQ(reader.Next(&obu), ObuStep::kEnd);
}

TEST(TransportObuReaderTest, AMalformedEndIsNoEnd) {
  const std::vector<uint8_t> frame = FromHex("0a01aa 3205");
  TransportObuReader reader(frame);
  Obu obu;
  ASSERT_EQ(reader.Next(&obu), ObuStep::kObu);
  EXPECT_FALSE(reader.at_end());
  EXPECT_EQ(reader.Next(&obu), ObuStep::kMalformed);
}

TEST(IsObuForTransportTest, ExcludesDelimitersTileListsAndPadding) {
  for (int type = 0; type < 16; ++type) {
    EXPECT_EQ(IsObuForTransport(static_cast<uint8_t>(type << 3 | kObuHasSize)),
              type != 2 && type != 8 && type != 15)
        << type;
  }
}

}  // namespace
}  // namespace sealframe
