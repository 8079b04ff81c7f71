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
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/media_file.h"
#include "sealframe/tools/media/media_frame.h"
#include "sealframe/tools/media/obu_unit.h"
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

absl::StatusOr<std::vector<ContainerFrame>> ReadStream(
    absl::Span<const uint8_t> file) {
  return ReadWhole(
      [](ByteInput& input) {
        return NewObuStreamFile(input, Purpose::kOpening);
      },
      file);
}

TEST(ObuStreamTest, UnitsStartAtTemporalDelimiters) {
  const Bytes file = Join(kFirst, kSecond);
  EXPECT_TRUE(LooksLikeObuStream(file));
  EXPECT_EQ(UnitsOf(ReadStream(file)), (std::vector<Bytes>{kFirst, kSecond}));
}

TEST(ObuStreamTest, FramesHaveTimesAndKeyFrames) {
  const auto frames = ReadStream(Join(kFirst, kSecond));
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
    const auto read = ReadStream(absl::MakeConstSpan(file).first(n));
    EXPECT_EQ(read.ok(), n == 2 || n == 6 || n == 10 || n == 13 || n == 16 ||
                             n == 19 || n == 21)
        << n;
  }
}

TEST(ObuStreamTest, ObuWithoutASizeIsRefusedWithItsOffset) {
  const auto unsized = ReadStream(Join(kFirst, {0x30, 1}));
  EXPECT_EQ(unsized.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(unsized.status().message()), HasSubstr("byte 19"));
}

TEST(ObuStreamTest, SealedUnitThatIsNotOneUnitIsNotWritten) {
  ByteInput input(kFirst);
  const auto file = NewObuStreamFile(input, Purpose::kSealing);
  std::vector<ContainerFrame> frames;
  ASSERT_TRUE(file->Next(&frames).ok());
  Bytes out;
  for (const Bytes& unit : {Join(kSecond, kSecond), Bytes{0x1a, 1, 3}}) {
    EXPECT_EQ(file->Put({unit}, &out).code(),
              absl::StatusCode::kFailedPrecondition);
  }
  EXPECT_TRUE(file->Put({kSecond}, &out).ok());
  EXPECT_EQ(out, kSecond);
}

TEST(ObuStreamTest, OtherFilesDoNotLookLikeOne) {
  for (const Bytes& file :
       {Bytes(), Bytes{0x12}, Bytes{0x12, 1, 0}, Bytes{0x0a, 0}, Bytes{0x92, 0},
        Bytes{0, 0, 0, 1}, Bytes{0x1a, 0x45, 0xdf, 0xa3}}) {
    EXPECT_FALSE(LooksLikeObuStream(file));
  }
}

}  // namespace
}  // namespace sealframe
