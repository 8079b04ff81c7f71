// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/dave/dave_rewrite.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <ostream>
#include <random>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/annex_b.h"
#include "sealframe/frame/codec/clear_ranges.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/testing/test_data.h"

namespace sealframe {
namespace {

using ::testing::Each;
using ::testing::TestWithParam;
using ::testing::Values;

constexpr Codec kCodecs[] = {Codec::kUnknown, Codec::kOpus, Codec::kVp8,
                             Codec::kVp9,     Codec::kH264, Codec::kH265,
                             Codec::kAv1};

struct Rewritten {
  DaveRewriteError error;
  std::vector<uint8_t> frame;
  std::string ranges;  // "offset+size" each, with commas between.
};

std::string Text(const ClearRanges& ranges) {
  std::string text;
  for (const ByteRange& range : ranges.ranges()) {
    text += (text.empty() ? "" : ",") + std::to_string(range.offset) + "+" +
            std::to_string(range.size);
  }
  return text;
}

Rewritten Rewrite(Codec codec, const std::vector<uint8_t>& frame) {
  ClearRanges ranges;
  std::vector<uint8_t> out(MaxDaveRewriteSize(codec, frame.size()), 0xcc);
  const DaveRewrite rewrite =
      RewriteForDave(codec, frame, absl::MakeSpan(out), &ranges);
  out.resize(rewrite.size);
  return {rewrite.error, out, Text(ranges)};
}

TEST(DaveRewriteTest, DiscordsEncryptorLeavesTheSameBytesInTheClear) {
  const auto rows =
      ReadTable("frame/formats/dave/testdata/dave_rewrites.txt", 5);
  EXPECT_EQ(rows.size(), 25u);
  for (const auto& row : rows) {
    const Rewritten rewritten = Rewrite(
        CodecFromName(row[1]).value_or(Codec::kUnknown), FromHex(row[2]));
    EXPECT_EQ(rewritten.error, DaveRewriteError::kNone) << row[0];
    EXPECT_EQ(rewritten.frame, FromHex(row[3])) << row[0];
    EXPECT_EQ(rewritten.ranges, row[4]) << row[0];
  }
}

struct Case {
  const char* name;
  Codec codec;
  const char* frame;
  const char* rewritten;
  const char* ranges;
};
void PrintTo(const Case& c, std::ostream* os) { *os << c.name; }

class DaveRewriteCaseTest : public TestWithParam<Case> {};

TEST_P(DaveRewriteCaseTest, RewritesToExactlyTheseBytesAndRanges) {
  const Rewritten rewritten =
      Rewrite(GetParam().codec, FromHex(GetParam().frame));
  EXPECT_EQ(rewritten.error, DaveRewriteError::kNone);
  EXPECT_EQ(rewritten.frame, FromHex(GetParam().rewritten));
  EXPECT_EQ(rewritten.ranges, GetParam().ranges);
}

TEST_P(DaveRewriteCaseTest, AShortBufferIsLeftUnchanged) {
  const std::vector<uint8_t> frame = FromHex(GetParam().frame);
  const size_t size = FromHex(GetParam().rewritten).size();
  for (size_t n = 0; n <= size; ++n) {
    std::vector<uint8_t> out(n, 0xcc);
    ClearRanges ranges;
    ASSERT_TRUE(ranges.Append(7, 7));
    const DaveRewrite rewrite =
        RewriteForDave(GetParam().codec, frame, absl::MakeSpan(out), &ranges);
    if (n == size) {
      EXPECT_EQ(rewrite.error, DaveRewriteError::kNone);
      EXPECT_EQ(rewrite.size, size);
    } else {
      EXPECT_EQ(rewrite.error, DaveRewriteError::kBufferTooSmall);
      EXPECT_EQ(rewrite.size, 0u);
      EXPECT_THAT(out, Each(0xcc));
      EXPECT_EQ(Text(ranges), "");
    }
  }
}

// The structure cases of libdave's own tests.
INSTANTIATE_TEST_SUITE_P(
    Structure, DaveRewriteCaseTest,
    Values(Case{"H264Slice", Codec::kH264, "00000001 61e0fafafa",
                "00000001 61e0fafafa", "0+6"},
           Case{"H264ParameterSets", Codec::kH264,
                "00000001 6742c00d8c8d40d0fbc900f08846a0 00000001 68ce3c80"
                "00000001 65b8fafafa",
                "00000001 6742c00d8c8d40d0fbc900f08846a0 00000001 68ce3c80"
                "00000001 65b8fafafa",
                "0+33"},
           Case{"H264TwoByteSliceHeader", Codec::kH264,
                "00000001 6742c00d8c8d40d0fbc900f08846a0 00000001 68ce3c80"
                "00000001 654760fafafa",
                "00000001 6742c00d8c8d40d0fbc900f08846a0 00000001 68ce3c80"
                "00000001 654760fafafa",
                "0+34"},
           Case{"H264EmulationPrevention", Codec::kH264,
                "00000001 610000038000e0fafafa",
                "00000001 610000038000e0fafafa", "0+11"},
           Case{"H264ThreeByteCodes", Codec::kH264,
                "00000001 2764001fac2b602802dd8088000003000800000301b46d0e1970"
                "000001 28ee3cb0 000001 258880ababab",
                "00000001 2764001fac2b602802dd8088000003000800000301b46d0e1970"
                "00000001 28ee3cb0 00000001 258880ababab",
                "0+45"},
           Case{"H264TwoSlices", Codec::kH264,
                "00000001 61e0fafafa 00000001 61e0fafafa",
                "00000001 61e0fafafa 00000001 61e0fafafa", "0+6,9+6"},
           Case{"H265Slice", Codec::kH265, "00000001 0201abab",
                "00000001 0201abab", "0+6"},
           Case{"H265ThreeByteCode", Codec::kH265, "000001 0201abab",
                "00000001 0201abab", "0+6"},
           Case{"H265TwoSlices", Codec::kH265,
                "000001 0201abab 000001 0201abab",
                "00000001 0201abab 00000001 0201abab", "0+6,8+6"}),
    [](const auto& test) { return std::string(test.param.name); });

// Frames that libdave mishandles: it aborts, drops a unit, or keeps a size
// after which the footer reads as more OBUs.
INSTANTIATE_TEST_SUITE_P(
    Hazards, DaveRewriteCaseTest,
    Values(Case{"H264SliceShorterThanItsHeader", Codec::kH264,
                "00000001 65 0000000a", "00000001 65 0000000a", "0+9"},
           Case{"H264OneByteUnitAtTheEnd", Codec::kH264,
                "00000001 65b8aa 00000001 0a", "00000001 65b8aa 00000001 0a",
                "0+6,7+5"},
           Case{"H264EmptyUnit", Codec::kH264, "000001 000001 65b8aa",
                "00000001 65b8aa", "0+6"},
           Case{"H264UnitsThatEndInZeros", Codec::kH264,
                "00000001 67aa00 00000001 65b8aa0000 000001 65b8bb00",
                "00000001 67aa 00000001 65b8aa 00000001 65b8bb", "0+12,13+6"},
           Case{"H264SliceCutInsideItsHeaderByZeros", Codec::kH264,
                "00000001 65470000 00000001 65b8aa",
                "00000001 6547 00000001 65b8aa", "0+12"},
           Case{"H264ZerosBeforeTheFirstCode", Codec::kH264,
                "000000 00000001 65b8aa", "00000001 65b8aa", "0+6"},
           Case{"H264NothingBehindTheLastCode", Codec::kH264,
                "00000001 65b8aa 000001", "00000001 65b8aa 000001", "0+6"},
           Case{"H265EmptyUnit", Codec::kH265, "000001 000001 0201ab",
                "00000001 0201ab", "0+6"},
           Case{"H265UnitsThatEndInZeros", Codec::kH265,
                "000001 4001aa00 000001 0201ab0000",
                "00000001 4001aa 00000001 0201ab", "0+13"},
           Case{"H265OneByteUnits", Codec::kH265, "000001 02 000001 02",
                "00000001 02 00000001 02", "0+10"},
           Case{"Vp8KeyFrameOfNineBytes", Codec::kVp8, "10aabbccddeeff0011",
                "10aabbccddeeff0011", "0+9"},
           Case{"Vp8FrameOfOneByte", Codec::kVp8, "11", "11", "0+1"},
           Case{"Av1LastObuDropped", Codec::kAv1, "1200 3202aabb 7a0100",
                "30aabb", "0+1"},
           Case{"Av1SizelessDroppedAtTheEnd", Codec::kAv1,
                "0a01cc 3202aabb 7800", "0a01cc 30aabb", "0+2,3+1"},
           Case{"Av1SizelessStays", Codec::kAv1, "1200 30aabb", "30aabb",
                "0+1"},
           Case{"Av1EmptyPayloadsMergeTheirHeaders", Codec::kAv1,
                "0a00 360000 1a00 3200", "0a00 360000 1a00 30", "0+8"},
           Case{"Av1PaddedSizeOfAnExtendedObu", Codec::kAv1,
                "360c828000aabb 32820011aa", "360c02aabb 3011aa", "0+3,5+1"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST(DaveRewriteTest, CodecsThatAreNotRewrittenHaveAClearPrefix) {
  std::mt19937 random(14);
  for (int run = 0; run < 1000; ++run) {
    const std::vector<uint8_t> frame = HostileBytes(random, 20);
    for (const Codec codec : kCodecs) {
      const std::optional<size_t> prefix = DaveClearPrefix(codec, frame);
      EXPECT_EQ(prefix.has_value(), codec != Codec::kH264 &&
                                        codec != Codec::kH265 &&
                                        codec != Codec::kAv1);
      if (prefix.has_value()) {
        const Rewritten rewritten = Rewrite(codec, frame);
        EXPECT_EQ(rewritten.frame, frame);
        EXPECT_EQ(rewritten.ranges,
                  *prefix == 0 ? "" : "0+" + std::to_string(*prefix));
      }
    }
  }
}

TEST(DaveRewriteTest, AnAv1FrameOfDroppedObusBecomesEmpty) {
  const Rewritten rewritten = Rewrite(Codec::kAv1, FromHex("1200 7a0100"));
  EXPECT_EQ(rewritten.error, DaveRewriteError::kNone);
  EXPECT_TRUE(rewritten.frame.empty());
  EXPECT_EQ(rewritten.ranges, "");
}

TEST(DaveRewriteTest, AnEmptyFrameStaysEmpty) {
  for (const Codec codec : kCodecs) {
    const Rewritten rewritten = Rewrite(codec, {});
    EXPECT_EQ(rewritten.error, DaveRewriteError::kNone);
    EXPECT_TRUE(rewritten.frame.empty());
    EXPECT_EQ(rewritten.ranges, "");
  }
}

// libdave drops such H.264 and H.265 frames silently or turns the footer into a
// unit, and encrypts such AV1 frames so that no packetizer can carry them.
TEST(DaveRewriteTest, RefusesFramesThatAreNotOfTheirCodecAndWritesNothing) {
  constexpr auto kNotAnnexB = DaveRewriteError::kNotAnnexB;
  constexpr auto kMalformed = DaveRewriteError::kMalformed;
  struct {
    Codec codec;
    const char* hex;
    DaveRewriteError error;
  } const cases[] = {
      {Codec::kH264, "65b8aabbccdd", kNotAnnexB},
      {Codec::kH264, "00000006 65b8aabbccdd", kNotAnnexB},
      {Codec::kH264, "00000001", kNotAnnexB},
      {Codec::kH264, "0000000000", kNotAnnexB},
      {Codec::kH264, "000001 0000 000001 00", kNotAnnexB},
      {Codec::kH264, "ff 00000001 65b8aa", kNotAnnexB},
      {Codec::kH264, "00000001 6742c0 000001", kMalformed},
      {Codec::kH265, "00000001 4001 00000001", kMalformed},
      {Codec::kH265, "0201abab", kNotAnnexB},
      {Codec::kH265, "00 02 00000001 0201", kNotAnnexB},
      {Codec::kAv1, "3205aabb", kMalformed},
      {Codec::kAv1, "34", kMalformed},
      {Codec::kAv1, "0a01aa 3280808080", kMalformed},
  };
  for (const auto& c : cases) {
    const std::vector<uint8_t> frame = FromHex(c.hex);
    std::vector<uint8_t> out(100, 0xcc);
    ClearRanges ranges;
    const DaveRewrite rewrite =
        RewriteForDave(c.codec, frame, absl::MakeSpan(out), &ranges);
    EXPECT_EQ(rewrite.error, c.error) << c.hex;
    EXPECT_EQ(rewrite.size, 0u) << c.hex;
    EXPECT_THAT(out, Each(0xcc)) << c.hex;
    EXPECT_EQ(Text(ranges), "") << c.hex;
  }
}

// libdave writes a footer size that a byte cannot hold.
TEST(DaveRewriteTest, EncryptsEverythingAfterTheRangesThatFit) {
  std::vector<uint8_t> frame;
  for (int i = 0; i < 10000; ++i) {
    frame.insert(frame.end(), {0, 0, 1, 0x65, 0xb8, 0xaa, 0xbb});
  }
  ClearRanges ranges;
  std::vector<uint8_t> out(MaxDaveRewriteSize(Codec::kH264, frame.size()));
  const DaveRewrite rewrite =
      RewriteForDave(Codec::kH264, frame, absl::MakeSpan(out), &ranges);
  EXPECT_EQ(rewrite.error, DaveRewriteError::kNone);
  EXPECT_EQ(rewrite.size, 80000u);
  // Offsets below 128 take 1 byte, those below 16,384 take 2; sizes take 1.
  EXPECT_EQ(ranges.ranges().size(), 16u + (239u - 32u) / 3u);
  EXPECT_LE(ranges.encoded_size(), kMaxDaveRangesSize);
  for (size_t i = 0; i < ranges.ranges().size(); ++i) {
    EXPECT_EQ(ranges.ranges()[i].offset, 8 * i);
    EXPECT_EQ(ranges.ranges()[i].size, 6u);
  }
}

TEST(DaveRewriteTest, EveryTruncatedFrameIsRewrittenOrRefused) {
  for (const auto& row :
       ReadTable("frame/formats/dave/testdata/dave_rewrites.txt", 5)) {
    const Codec codec = CodecFromName(row[1]).value_or(Codec::kUnknown);
    const std::vector<uint8_t> frame = FromHex(row[2]);
    for (size_t n = 0; n < frame.size(); ++n) {
      const Rewritten rewritten = Rewrite(codec, Cut(frame, n));
      EXPECT_NE(rewritten.error, DaveRewriteError::kBufferTooSmall);
    }
  }
}

TEST(DaveRewriteTest, RewritingARewrittenFrameChangesNothing) {
  std::mt19937 random(12);
  int rewrites = 0;
  for (int run = 0; run < 100000; ++run) {
    std::vector<uint8_t> frame = HostileBytes(random, 60);
    const Codec codec = kCodecs[random() % kCodecCount];
    if (run % 2 == 0) {
      frame.insert(frame.begin(), {0, 0, 1});
    }
    const Rewritten once = Rewrite(codec, frame);
    if (once.error != DaveRewriteError::kNone) {
      continue;
    }
    ++rewrites;
    const Rewritten twice = Rewrite(codec, once.frame);
    ASSERT_EQ(twice.error, DaveRewriteError::kNone);
    ASSERT_EQ(twice.frame, once.frame);
    ASSERT_EQ(twice.ranges, once.ranges);
  }
  EXPECT_GT(rewrites, 50000);
}

TEST(DaveRewriteTest, KnowsAFrameThatRewritingDoesNotChange) {
  std::mt19937 random(14);
  int unchanged = 0;
  for (int run = 0; run < 50000; ++run) {
    std::vector<uint8_t> frame = HostileBytes(random, 60);
    const Codec codec = random() % 2 == 0 ? Codec::kH264 : Codec::kH265;
    if (run % 2 == 0) {
      frame.insert(frame.begin(), {0, 0, 0, 1, 0x65});
    }
    const Rewritten once = Rewrite(codec, frame);
    ClearRanges ranges;
    if (IsRewrittenForDave(codec, frame, &ranges)) {
      ++unchanged;
      ASSERT_EQ(once.error, DaveRewriteError::kNone);
      ASSERT_EQ(once.frame, frame);
      ASSERT_EQ(Text(ranges), once.ranges);
    }
    if (!once.frame.empty()) {
      ASSERT_TRUE(IsRewrittenForDave(codec, once.frame, &ranges));
      ASSERT_EQ(Text(ranges), once.ranges);
    }
  }
  EXPECT_GT(unchanged, 100);
}

TEST(DaveRewriteTest, OnlyH264AndH265CanBeInRewrittenForm) {
  const std::vector<uint8_t> frame = FromHex("0000000165b8aabbcc");
  ClearRanges ranges;
  EXPECT_TRUE(IsRewrittenForDave(Codec::kH264, frame, &ranges));
  for (const Codec codec : {Codec::kUnknown, Codec::kVp8, Codec::kAv1}) {
    EXPECT_FALSE(IsRewrittenForDave(codec, frame, &ranges));
    EXPECT_TRUE(ranges.ranges().empty());
  }
}

TEST(DaveRewriteTest, NoNalUnitLosesAByteOrEndsInAZero) {
  std::mt19937 random(13);
  for (int run = 0; run < 20000; ++run) {
    std::vector<uint8_t> frame = HostileBytes(random, 60);
    frame.insert(frame.begin(), {0, 0, 0, 1, 0x65});
    const Rewritten rewritten = Rewrite(Codec::kH264, frame);
    if (rewritten.error != DaveRewriteError::kNone) {
      continue;  // It ends in a start code.
    }
    AnnexBReader before(frame);
    AnnexBReader after(rewritten.frame);
    NalUnit old_unit;
    NalUnit new_unit;
    while (before.Next(&old_unit)) {
      if (NalBytes(frame, old_unit).empty()) {
        continue;
      }
      ASSERT_TRUE(after.Next(&new_unit));
      ASSERT_EQ(NalBytes(frame, old_unit),
                absl::MakeConstSpan(rewritten.frame)
                    .subspan(new_unit.offset, new_unit.size));
    }
    ASSERT_FALSE(after.Next(&new_unit));
  }
}

}  // namespace
}  // namespace sealframe
