// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/dave/dave_footer.h"

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/clear_ranges.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

constexpr size_t kTagSize = 8;

std::string Text(const ClearRanges& ranges) {
  std::string text;
  for (const ByteRange& range : ranges.ranges()) {
    text += (text.empty() ? "" : ",") + std::to_string(range.offset) + "+" +
            std::to_string(range.size);
  }
  return text;
}

// FrameOf returns `media_size` bytes of media, a tag of zeros and `footer`.
std::vector<uint8_t> FrameOf(size_t media_size, const std::string& footer) {
  std::vector<uint8_t> frame(media_size + kTagSize);
  const std::vector<uint8_t> rest = FromHex(footer);
  frame.insert(frame.end(), rest.begin(), rest.end());
  return frame;
}

struct Footer {
  const char* name;
  size_t media_size;
  const char* footer;
  uint32_t nonce;
  const char* ranges;
};

class DaveFooterTest : public ::testing::TestWithParam<Footer> {};

INSTANTIATE_TEST_SUITE_P(
    Footers, DaveFooterTest,
    ::testing::Values(Footer{"OfLibdavesTests", 76, "00000a140a280a3c0a14fafa",
                             0, "0+10,20+10,40+10,60+10"},
                      Footer{"NoRanges", 5, "010cfafa", 1, ""},
                      Footer{"NoMedia", 0, "010cfafa", 1, ""},
                      Footer{"AllClear", 5, "0100050efafa", 1, "0+5"},
                      Footer{"LargestNonce", 5, "ffffffff0f10fafa", 0xffffffff,
                             ""},
                      Footer{"TwoByteNumbers", 600,
                             "8001000180018003"
                             "13fafa",
                             128, "0+1,128+384"}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(DaveFooterTest, AFooterParsesAndIsWrittenBackToTheSameBytes) {
  const std::vector<uint8_t> frame =
      FrameOf(GetParam().media_size, GetParam().footer);
  ClearRanges ranges;
  const ParsedDaveFooter parsed = ParseDaveFooter(frame, &ranges);
  ASSERT_TRUE(parsed.ok);
  EXPECT_EQ(parsed.nonce, GetParam().nonce);
  EXPECT_EQ(parsed.media_size, GetParam().media_size);
  EXPECT_EQ(Text(ranges), GetParam().ranges);
  ASSERT_EQ(DaveFooterSize(parsed.nonce, ranges),
            frame.size() - parsed.media_size);
  std::vector<uint8_t> written = frame;
  WriteDaveFooter(
      parsed.nonce, ranges,
      absl::MakeSpan(written).subspan(parsed.media_size + kTagSize));
  EXPECT_EQ(written, frame);
}

TEST_P(DaveFooterTest, TruncatedFootersDoNotParse) {
  const std::vector<uint8_t> frame =
      FrameOf(GetParam().media_size, GetParam().footer);
  for (size_t size = 0; size < frame.size(); ++size) {
    ClearRanges ranges;
    EXPECT_FALSE(
        ParseDaveFooter(absl::MakeConstSpan(frame).first(size), &ranges).ok);
    EXPECT_EQ(Text(ranges), "");
  }
}

struct Refused {
  const char* why;
  size_t media_size;
  const char* footer;
};

TEST(DaveFooterParserTest, RefusesFootersThatNoSenderWrites) {
  for (const Refused& refused : {
           Refused{"no marker", 5, "010cfafb"},
           Refused{"no marker", 5, "010cfbfa"},
           Refused{"a size without room for a nonce", 5, "010bfafa"},
           Refused{"a size of more than the frame", 5, "0112fafa"},
           Refused{"a size of nothing", 5, "0100fafa"},
           Refused{"a nonce that does not end", 5, "800cfafa"},
           Refused{"a nonce that is padded", 5, "81000dfafa"},
           Refused{"a nonce of 33 bits", 5, "808080801010fafa"},
           Refused{"half a range", 5, "01000dfafa"},
           Refused{"a range that is padded", 5, "018000050ffafa"},
           Refused{"a range of nothing", 5, "0100000efafa"},
           Refused{"a range past the media", 5, "0100060efafa"},
           Refused{"a first range behind the front", 5, "0101030efafa"},
           Refused{"a range that begins past the media", 5,
                   "01000106"
                   "0110fafa"},
           Refused{"a range into the tag", 5, "010001030310fafa"},
           Refused{"a range of 2^32 + 5 bytes", 9,
                   "01008580808010"
                   "12fafa"},
           Refused{"a range that begins at 2^32 + 2", 9,
                   "010001828080801001"
                   "14fafa"},
           Refused{"a range that wraps", 5,
                   "010001ffffffffffffffffff010219fafa"},
           Refused{"ranges that touch", 9, "010002020210fafa"},
           Refused{"ranges that overlap", 9, "010003020210fafa"},
           Refused{"ranges out of order", 9, "0100010502020212fafa"},
       }) {
    ClearRanges ranges;
    ASSERT_TRUE(ranges.Append(1, 1));
    const ParsedDaveFooter parsed =
        ParseDaveFooter(FrameOf(refused.media_size, refused.footer), &ranges);
    EXPECT_FALSE(parsed.ok) << refused.why;
    EXPECT_EQ(parsed.nonce, 0u) << refused.why;
    EXPECT_EQ(parsed.media_size, 0u) << refused.why;
    EXPECT_EQ(Text(ranges), "") << refused.why;
  }
}

TEST(LooseDaveFooterTest, TakesFramesThatLibdaveParses) {
  for (const Refused& footer : {
           Refused{"strict", 5, "010cfafa"},
           Refused{"a range", 5, "0100050efafa"},
           Refused{"a nonce that is padded", 5, "81000dfafa"},
           Refused{"a nonce of 33 bits", 5, "808080801010fafa"},
           Refused{"a range that is padded", 5, "018000050ffafa"},
           Refused{"a range of nothing", 5, "0100000efafa"},
           Refused{"a first range behind the front", 5, "0101030efafa"},
           Refused{"a range into the tag", 5, "010001030310fafa"},
           Refused{"ranges that touch", 9, "010002020210fafa"},
       }) {
    EXPECT_TRUE(HasLooseDaveFooter(FrameOf(footer.media_size, footer.footer)))
        << footer.why;
  }
}

TEST(LooseDaveFooterTest, TakesNothingElse) {
  EXPECT_FALSE(HasLooseDaveFooter({}));
  for (const Refused& footer : {
           Refused{"no marker", 5, "010cfafb"},
           Refused{"no marker", 5, "010cfbfa"},
           Refused{"a size without room for a nonce", 5, "010bfafa"},
           Refused{"a size of more than the frame", 5, "0112fafa"},
           Refused{"a nonce that does not end", 5, "800cfafa"},
           Refused{"half a range", 5, "01000dfafa"},
           Refused{"a range past the frame", 5, "01007f0efafa"},
           Refused{"a range of 2^32 + 5 bytes", 9,
                   "01008580808010"
                   "12fafa"},
           Refused{"a range that begins at 2^32 + 2", 9,
                   "010001828080801001"
                   "14fafa"},
           Refused{"a range that wraps", 5,
                   "010001ffffffffffffffffff010219fafa"},
           Refused{"ranges that overlap", 9, "010003020210fafa"},
           Refused{"ranges out of order", 9, "0100010502020212fafa"},
       }) {
    EXPECT_FALSE(HasLooseDaveFooter(FrameOf(footer.media_size, footer.footer)))
        << footer.why;
  }
}

TEST(LooseDaveFooterTest, TakesEveryFooterThatParses) {
  std::mt19937 random(5);
  for (int run = 0; run < 100000; ++run) {
    std::vector<uint8_t> frame(12 + random() % 12);
    for (uint8_t& byte : frame) {
      byte = static_cast<uint8_t>(random() % 3 == 0 ? random() : random() % 8);
    }
    frame[frame.size() - 3] = static_cast<uint8_t>(11 + random() % 13);
    frame[frame.size() - 2] = frame[frame.size() - 1] = 0xfa;
    ClearRanges ranges;
    if (ParseDaveFooter(frame, &ranges).ok) {
      ASSERT_TRUE(HasLooseDaveFooter(frame));
    }
  }
}

TEST(DaveFooterParserTest, ParsesAFooterFullOfRanges) {
  std::string footer = "01";
  for (int i = 0; i < 43; ++i) {
    const char digits[] = "0123456789abcdef";
    const int offset = 2 * i;
    footer += {digits[offset / 16], digits[offset % 16], '0', '1'};
  }
  ClearRanges ranges;
  const std::vector<uint8_t> frame = FrameOf(100, footer + "62fafa");
  EXPECT_TRUE(ParseDaveFooter(frame, &ranges).ok);
  EXPECT_EQ(ranges.ranges().size(), 43u);
}

TEST(DaveFooterParserTest, ParsesTheLongestFooterAndNoneIsLonger) {
  ClearRanges ranges;
  size_t offset = 0;
  while (ranges.Append(offset, 1)) {
    offset += 2;
  }
  constexpr uint32_t kTwoBytes = 200;
  constexpr uint32_t kThreeBytes = 20000;
  ASSERT_EQ(DaveFooterSize(kTwoBytes, ranges), kMaxDaveFooterSize);
  EXPECT_GT(DaveFooterSize(kThreeBytes, ranges), kMaxDaveFooterSize);
  std::vector<uint8_t> frame(offset + kMaxDaveFooterSize);
  WriteDaveFooter(kTwoBytes, ranges,
                  absl::MakeSpan(frame).subspan(offset + kTagSize));
  ClearRanges parsed;
  EXPECT_TRUE(ParseDaveFooter(frame, &parsed).ok);
  EXPECT_EQ(parsed.ranges().size(), ranges.ranges().size());
}

TEST(DaveFooterParserTest, AnyFooterThatParsesWritesBackToTheSameBytes) {
  std::mt19937 random(4);
  int parsed_frames = 0;
  for (int run = 0; run < 300000; ++run) {
    std::vector<uint8_t> frame(12 + random() % 12);
    for (uint8_t& byte : frame) {
      byte = static_cast<uint8_t>(random() % 3 == 0 ? random() : random() % 8);
    }
    frame[frame.size() - 3] = static_cast<uint8_t>(11 + random() % 13);
    frame[frame.size() - 2] = frame[frame.size() - 1] = 0xfa;
    ClearRanges ranges;
    const ParsedDaveFooter parsed = ParseDaveFooter(frame, &ranges);
    if (!parsed.ok) {
      continue;
    }
    ++parsed_frames;
    ASSERT_EQ(DaveFooterSize(parsed.nonce, ranges),
              frame.size() - parsed.media_size);
    std::vector<uint8_t> written = frame;
    WriteDaveFooter(
        parsed.nonce, ranges,
        absl::MakeSpan(written).subspan(parsed.media_size + kTagSize));
    ASSERT_EQ(written, frame);
  }
  EXPECT_GT(parsed_frames, 10000);
}

}  // namespace
}  // namespace sealframe
