// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/access_unit.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/hex.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/media_file.h"
#include "sealframe/tools/media/media_frame.h"
#include "sealframe/tools/media/testing/whole_file.h"

namespace sealframe {
namespace {

using ::testing::HasSubstr;
using ::testing::TestWithParam;
using ::testing::Values;

using Units = std::vector<std::vector<uint8_t>>;

std::vector<uint8_t> FromHex(const std::string& hex) {
  return ParseHex(hex).value();
}

Units UnitsOf(const std::vector<ContainerFrame>& frames) {
  Units units;
  for (const ContainerFrame& frame : frames) {
    units.push_back(frame.data);
  }
  return units;
}

std::unique_ptr<MediaFile> AnnexBFile(ByteInput& input) {
  return NewAnnexBFile(input, Purpose::kOpening);
}

absl::StatusOr<std::vector<ContainerFrame>> ReadAnnexB(
    const std::vector<uint8_t>& file) {
  return ReadWhole(AnnexBFile, file);
}

// Marked returns a sealed file of `units`.
std::vector<uint8_t> Marked(Codec codec, const Units& units) {
  std::vector<uint8_t> file;
  for (const std::vector<uint8_t>& unit : units) {
    const std::vector<uint8_t> mark = AnnexBMark(codec);
    file.insert(file.end(), mark.begin(), mark.end());
    file.insert(file.end(), unit.begin(), unit.end());
  }
  return file;
}

struct Stream {
  const char* name;
  Codec codec;
  std::vector<const char*> units;
};
void PrintTo(const Stream& s, std::ostream* os) { *os << s.name; }

class SplitTest : public TestWithParam<Stream> {};

INSTANTIATE_TEST_SUITE_P(
    H264, SplitTest,
    Values(Stream{"OneSliceEach",
                  Codec::kH264,
                  {"0000000165880a", "00000001419a0b", "00000001419a0c"}},
           Stream{"SeveralSlices",
                  Codec::kH264,
                  {"0000000165880a0000016505220b",
                   "00000001419a0c0000014105220d"}},
           Stream{"ParameterSetsFirst",
                  Codec::kH264,
                  {"00000001674200000000016"
                   "8ce000001658"
                   "80a",
                   "00000001419a0b", "000000016742000000000168ce0000016588"}},
           Stream{"Delimiters",
                  Codec::kH264,
                  {"0000000109f000000165880a", "0000000109f0000001419a0b"}},
           Stream{"SupplementalInformationFirst",
                  Codec::kH264,
                  {"0000000165880a", "0000000106018000000001419a0b"}},
           Stream{"EndOfSequenceStaysWithItsPicture",
                  Codec::kH264,
                  {"0000000165880a0000010a", "00000001419a0b"}},
           Stream{"TrailingZerosStayWithTheirUnit",
                  Codec::kH264,
                  {"0000000165880a0000", "00000001419a0b00"}},
           Stream{"ThreeByteStartCodes",
                  Codec::kH264,
                  {"00000165880a", "000001419a0b"}},
           Stream{"LeadingZeros", Codec::kH264, {"000000000001419a"}},
           Stream{"ParameterSetsAlone", Codec::kH264, {"000000016742"}}),
    [](const auto& test) { return std::string(test.param.name); });

INSTANTIATE_TEST_SUITE_P(
    H265, SplitTest,
    Values(Stream{"OneSliceEach",
                  Codec::kH265,
                  {"000000012601800a", "000000010201d00b", "000000010201d00c"}},
           Stream{"SeveralSlices",
                  Codec::kH265,
                  {"000000012601800a00000126015a0b",
                   "000000010201d00c00000102015a0d"}},
           Stream{"ParameterSetsFirst",
                  Codec::kH265,
                  {"000000014001000000014201000000014401000001260180",
                   "000000010201d0", "0000000140010000012601af"}},
           Stream{"Delimiters",
                  Codec::kH265,
                  {"00000001460150000001260180", "000000014601500000010201d0"}},
           Stream{"SuffixInformationStaysWithItsPicture",
                  Codec::kH265,
                  {"0000000126018000000150010084", "000000010201d0"}},
           Stream{
               "HigherLayersStayWithTheirPicture",
               Codec::kH265,
               {"0000000126018000000126098000000142090a", "000000010201d0"}}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(SplitTest, FileSplitsAtAccessUnitStarts) {
  Units want;
  std::vector<uint8_t> file;
  for (const char* hex : GetParam().units) {
    want.push_back(FromHex(hex));
    file.insert(file.end(), want.back().begin(), want.back().end());
  }
  const auto frames = ReadAnnexB(file);
  ASSERT_TRUE(frames.ok()) << frames.status();
  EXPECT_EQ(UnitsOf(*frames), want);
  for (size_t i = 0; i < frames->size(); ++i) {
    EXPECT_EQ((*frames)[i].info.codec, GetParam().codec);
    EXPECT_EQ((*frames)[i].info.index, i);
    EXPECT_EQ((*frames)[i].info.timestamp, i * kAnnexBTicksPerUnit);
  }
  EXPECT_EQ(*WriteWhole(AnnexBFile, file, want), file);
}

// LiveKit leaves an H.264 access unit clear up to the NAL unit header of the
// first slice and one byte more. The rest, later slices included, is a single
// escaped ciphertext. That byte starts with first_mb_in_slice, so the stream
// splits without marks.
TEST(AccessUnitTest, FileSplitsH264SealedByLiveKitWithoutMarks) {
  const Units units = {FromHex("0000000167420000000001"
                               "68ce0000000165"
                               "88a1b2000003010c00"),
                       FromHex("00000001419a5d6f770c00"),
                       FromHex("00000001419a000003000c00")};
  std::vector<uint8_t> file;
  for (const std::vector<uint8_t>& unit : units) {
    file.insert(file.end(), unit.begin(), unit.end());
  }
  const auto frames = ReadAnnexB(file);
  ASSERT_TRUE(frames.ok()) << frames.status();
  EXPECT_EQ(UnitsOf(*frames), units);
  EXPECT_TRUE(frames->front().info.key_frame);
  EXPECT_FALSE(frames->back().info.key_frame);
}

class MarkTest : public TestWithParam<Codec> {};

INSTANTIATE_TEST_SUITE_P(Codecs, MarkTest, Values(Codec::kH264, Codec::kH265));

TEST_P(MarkTest, UnitsBetweenMarksMayHoldAnyBytes) {
  const Units units = {FromHex("00000165880000000165880000"),
                       {},
                       FromHex("000000"),
                       FromHex("ff"),
                       FromHex("0000000106051000")};
  const std::vector<uint8_t> file = Marked(GetParam(), units);
  EXPECT_TRUE(LooksLikeAnnexB(file));
  EXPECT_TRUE(IsMarkedAnnexB(file));
  const auto frames = ReadAnnexB(file);
  ASSERT_TRUE(frames.ok()) << frames.status();
  EXPECT_EQ(UnitsOf(*frames), units);
  EXPECT_EQ(frames->front().info.codec, GetParam());
}

TEST_P(MarkTest, MarkIsANalUnitWithoutPictureThatNeedsNoEscaping) {
  const std::vector<uint8_t> mark = AnnexBMark(GetParam());
  EXPECT_EQ(mark.size(), GetParam() == Codec::kH264 ? 24u : 25u);
  // Without zeros after the start code, nothing needs to be escaped.
  for (size_t i = 4; i < mark.size(); ++i) {
    EXPECT_NE(mark[i], 0) << "byte " << i;
  }
  const auto frames = ReadAnnexB(mark);
  ASSERT_TRUE(frames.ok()) << frames.status();
  EXPECT_EQ(UnitsOf(*frames), Units(1));
}

TEST_P(MarkTest, TruncatedMarkIsNotAMark) {
  std::vector<uint8_t> mark = AnnexBMark(GetParam());
  mark.pop_back();
  EXPECT_FALSE(IsMarkedAnnexB(mark));
}

struct Refusal {
  const char* name;
  const char* hex;
  const char* error;
};
void PrintTo(const Refusal& r, std::ostream* os) { *os << r.name; }

class RefusalTest : public TestWithParam<Refusal> {};

INSTANTIATE_TEST_SUITE_P(
    Streams, RefusalTest,
    Values(Refusal{"Empty", "", "no start code at byte 0"},
           Refusal{"Zeros", "00000000", "no start code at byte 0"},
           Refusal{"BytesBeforeTheStartCode", "ff000001419a",
                   "no start code at byte 0"},
           Refusal{"StartCodeAlone", "00000001", "byte 0: neither"},
           Refusal{"EmptyFirstUnit", "000001000001419a", "byte 0: neither"},
           Refusal{"UnknownFirstUnit", "0000017fff", "byte 0: neither"},
           Refusal{"ForbiddenBit", "00000001419a00000001c19a", "byte 6: not"},
           Refusal{"EmptyUnit", "00000001419a000001000001419a", "byte 6: not"},
           Refusal{"H264SliceWithoutHeader", "00000001419a00000141", "byte 6"},
           Refusal{"H265SliceWithoutHeader", "000000010201d00000010201",
                   "byte 7"},
           Refusal{"H265UnitOfOneByte", "000000010201d00000014e", "byte 7"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(RefusalTest, ErrorNamesOffsetAndReason) {
  const auto frames = ReadAnnexB(FromHex(GetParam().hex));
  EXPECT_EQ(frames.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(std::string(frames.status().message()),
              HasSubstr(GetParam().error));
}

}  // namespace
}  // namespace sealframe
