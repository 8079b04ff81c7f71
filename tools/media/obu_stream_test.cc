// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/obu_stream.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {
namespace {

using ::testing::HasSubstr;
using Bytes = std::vector<uint8_t>;

// A temporal unit with a sequence header and two frames: one as an OBU, one as
// a header with two tile groups. Another one that shows an old frame.
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

Bytes Join(const Bytes& a, const Bytes& b) {
  Bytes all = a;
  all.insert(all.end(), b.begin(), b.end());
  return all;
}

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

TEST(ObuStreamTest, UnitsStartAtTemporalDelimiters) {
  const Bytes file = Join(kFirst, kSecond);
  EXPECT_TRUE(LooksLikeObuStream(file));
  EXPECT_FALSE(LooksLikeDelimitedObus(file));
  const std::vector<Bytes> units = UnitsOf(ReadObuStream(file));
  EXPECT_EQ(units, (std::vector<Bytes>{kFirst, kSecond}));
  EXPECT_EQ(WriteObuStream(units), file);
}

TEST(ObuStreamTest, LengthDelimitedUnitsReadInTheLowOverheadFormat) {
  EXPECT_TRUE(LooksLikeDelimitedObus(kDelimited));
  EXPECT_FALSE(LooksLikeObuStream(kDelimited));
  const std::vector<Bytes> units = UnitsOf(ReadDelimitedObus(kDelimited));
  EXPECT_EQ(units, (std::vector<Bytes>{kFirst, kSecond}));
  EXPECT_EQ(*WriteDelimitedObus(units), kDelimited);
}

TEST(ObuStreamTest, FramesHaveTimesAndKeyFrames) {
  const auto frames = ReadObuStream(Join(kFirst, kSecond));
  ASSERT_EQ(frames->size(), 2u);
  for (size_t i = 0; i < 2; ++i) {
    EXPECT_EQ((*frames)[i].info.codec, Codec::kAv1);
    EXPECT_EQ((*frames)[i].info.index, i);
    EXPECT_EQ((*frames)[i].info.timestamp, i * kObuTicksPerUnit);
    EXPECT_EQ((*frames)[i].info.key_frame, i == 0);
  }
}

TEST(ObuStreamTest, TruncationInsideAUnitIsRefused) {
  const Bytes file = Join(kFirst, kSecond);
  for (size_t n = 1; n < file.size(); ++n) {
    const auto read = ReadObuStream(absl::MakeConstSpan(file).first(n));
    EXPECT_EQ(read.ok(), n == 2 || n == 6 || n == 10 || n == 13 || n == 16 ||
                             n == 19 || n == 21)
        << n;
  }
  for (size_t n = 1; n < kDelimited.size(); ++n) {
    const auto read =
        ReadDelimitedObus(absl::MakeConstSpan(kDelimited).first(n));
    EXPECT_EQ(read.ok(), n == 22) << n;
  }
}

TEST(ObuStreamTest, MalformedStreamsAreRefusedWithTheirOffset) {
  const auto unsized = ReadObuStream(Join(kFirst, {0x30, 1}));
  EXPECT_EQ(unsized.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(unsized.status().message()), HasSubstr("byte 19"));
  // The sizes of an OBU and of a frame unit exceed the units around them.
  EXPECT_FALSE(ReadDelimitedObus(Bytes{4, 3, 3, 0x10, 0}).ok());
  EXPECT_FALSE(ReadDelimitedObus(Bytes{4, 4, 1, 0x10, 0}).ok());
  // An OBU whose own size is less than the one in front.
  EXPECT_FALSE(ReadDelimitedObus(Bytes{5, 4, 3, 0x12, 0, 0}).ok());
}

TEST(ObuStreamTest, OtherFilesDoNotLookLikeOne) {
  for (const Bytes& file :
       {Bytes(), Bytes{0x12}, Bytes{0x12, 1, 0}, Bytes{0x0a, 0}, Bytes{0x92, 0},
        Bytes{0, 0, 0, 1}, Bytes{0x1a, 0x45, 0xdf, 0xa3}}) {
    EXPECT_FALSE(LooksLikeObuStream(file));
    EXPECT_FALSE(LooksLikeDelimitedObus(file));
  }
}

TEST(ObuStreamTest, UnitThatIsNotMadeOfObusIsNotWritten) {
  EXPECT_EQ(
      WriteDelimitedObus(std::vector<Bytes>{{0x32, 9, 1}}).status().code(),
      absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace sealframe
