// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/delimited_obus.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/media_file.h"
#include "sealframe/tools/media/media_frame.h"
#include "sealframe/tools/media/obu_stream.h"
#include "sealframe/tools/media/testing/whole_file.h"

namespace sealframe {
namespace {

using ::testing::HasSubstr;
using Bytes = std::vector<uint8_t>;

const Bytes kFirst = {0x12, 0, 0x0a, 2,    7, 7, 0x32, 2, 1, 2,
                      0x1a, 1, 3,    0x22, 1, 4, 0x22, 1, 5};
const Bytes kSecond = {0x12, 0, 0x1a, 1, 0x88};

// Both, length-delimited: the sizes of the unit, of each frame unit and of each
// OBU, and OBUs without sizes of their own.
const Bytes kDelimited = {21, 10, 1, 0x10, 3, 0x08, 7, 7, 3, 0x30, 1, 2,
                          // The second frame.
                          9, 2, 0x18, 3, 2, 0x20, 4, 2, 0x20, 5,
                          // The second unit.
                          6, 5, 1, 0x10, 2, 0x18, 0x88};

std::vector<Bytes> UnitsOf(
    const absl::StatusOr<std::vector<ContainerFrame>>& read) {
  EXPECT_TRUE(read.ok()) << read.status();
  std::vector<Bytes> units;
  if (read.ok()) {
    for (const ContainerFrame& frame : *read) {
      units.push_back(frame.data);
    }
  }
  return units;
}

absl::StatusOr<std::vector<ContainerFrame>> ReadDelimited(
    absl::Span<const uint8_t> file) {
  return ReadWhole(
      [](ByteInput& input) {
        return NewDelimitedObuFile(input, Purpose::kOpening);
      },
      file);
}

TEST(DelimitedObusTest, UnitsReadInTheLowOverheadFormat) {
  EXPECT_TRUE(LooksLikeDelimitedObus(kDelimited));
  EXPECT_FALSE(LooksLikeObuStream(kDelimited));
  EXPECT_EQ(UnitsOf(ReadDelimited(kDelimited)),
            (std::vector<Bytes>{kFirst, kSecond}));
}

TEST(DelimitedObusTest, DelimitUnitReversesReading) {
  Bytes file = *DelimitUnit(kFirst);
  const Bytes second = *DelimitUnit(kSecond);
  file.insert(file.end(), second.begin(), second.end());
  EXPECT_EQ(file, kDelimited);
}

TEST(DelimitedObusTest, TruncationInsideAUnitIsRefused) {
  for (size_t n = 1; n < kDelimited.size(); ++n) {
    const auto read = ReadDelimited(absl::MakeConstSpan(kDelimited).first(n));
    EXPECT_EQ(read.ok(), n == 22) << n;
  }
}

TEST(DelimitedObusTest, MalformedUnitsAreRefused) {
  // The sizes of an OBU and of a frame unit exceed the units around them.
  EXPECT_FALSE(ReadDelimited(Bytes{4, 3, 3, 0x10, 0}).ok());
  EXPECT_FALSE(ReadDelimited(Bytes{4, 4, 1, 0x10, 0}).ok());
  // An OBU whose own size is less than the one in front.
  EXPECT_FALSE(ReadDelimited(Bytes{5, 4, 3, 0x12, 0, 0}).ok());
}

TEST(DelimitedObusTest, UnitThatCouldNotBeRestoredIsOnlyRead) {
  const Bytes padded = {0x83, 0, 2, 1, 0x10};  // The size 3 in two bytes.
  EXPECT_THAT(std::string(ReadDelimited(padded).status().message()),
              HasSubstr("could not be restored"));
  const auto read = ReadWhole(
      [](ByteInput& input) {
        return NewDelimitedObuFile(input, Purpose::kReading);
      },
      padded);
  EXPECT_TRUE(read.ok()) << read.status();
}

TEST(DelimitedObusTest, OtherFilesDoNotLookLikeOne) {
  for (const Bytes& file :
       {Bytes(), Bytes{0x12}, Bytes{0x12, 1, 0}, Bytes{0x0a, 0}, Bytes{0x92, 0},
        Bytes{0, 0, 0, 1}, Bytes{0x1a, 0x45, 0xdf, 0xa3},
        Bytes{4, 9, 1, 0x10}}) {
    EXPECT_FALSE(LooksLikeDelimitedObus(file));
  }
}

TEST(DelimitedObusTest, UnitThatIsNotMadeOfObusIsNotWritten) {
  EXPECT_EQ(DelimitUnit(Bytes{0x32, 9, 1}).status().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace sealframe
