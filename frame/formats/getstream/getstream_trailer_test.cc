// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/getstream/getstream_trailer.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

constexpr Nonce kIv = {0x11, 0x12, 0x13, 0x14, 0x15, 0x16,
                       0x17, 0x18, 0x0a, 0x0b, 0x0c, 0x0d};
const char kTag[] = "a0a1a2a3a4a5a6a7a8a9aaabacadaeaf";

GetStreamError ErrorOf(const std::string& hex) {
  return ParseGetStreamFrame(FromHex(hex)).error;
}

TEST(GetStreamTrailerTest, IsBigEndianAndEndsInVersionAndMagic) {
  Bytes out(kGetStreamTrailerSize, 0xcc);
  WriteGetStreamTrailer({.iv = kIv, .key_index = 0x20, .clear_size = 0x1234},
                        absl::MakeSpan(out));
  EXPECT_EQ(ToHex(out), "0a0b0c0d111213141516171820123401e2eefeed");
  WriteGetStreamTrailer({.iv = kIv,
                         .key_index = 0xff,
                         .clear_size = kMaxGetStreamClearSize,
                         .escaped = true},
                        absl::MakeSpan(out));
  EXPECT_EQ(ToHex(out), "0a0b0c0d1112131415161718ffffff01e2eefeed");
}

TEST(GetStreamTrailerTest, AWrittenTrailerParsesBack) {
  const ParsedGetStreamFrame parsed = ParseGetStreamFrame(FromHex(
      std::string("7879") + kTag + "0a0b0c0d111213141516171820000101e2eefeed"));
  ASSERT_EQ(parsed.error, GetStreamError::kNone);
  EXPECT_EQ(parsed.trailer.iv, kIv);
  EXPECT_EQ(parsed.trailer.key_index, 0x20);
  EXPECT_EQ(parsed.trailer.clear_size, 1);
  EXPECT_FALSE(parsed.trailer.escaped);
  EXPECT_EQ(parsed.sealed_size, 1 + kGetStreamTagSize);
}

TEST(GetStreamTrailerTest, AFrameThatEndsDifferentlyIsOfAnotherFormat) {
  const std::string front = std::string("78") + kTag;
  const std::string good = front + "0a0b0c0d111213141516171820000101e2eefeed";
  EXPECT_EQ(ErrorOf(good), GetStreamError::kNone);
  EXPECT_EQ(ErrorOf(""), GetStreamError::kOtherFormat);
  EXPECT_EQ(ErrorOf("e2eefeed"), GetStreamError::kOtherFormat);
  EXPECT_EQ(ErrorOf("0b0c0d111213141516171820000001e2eefeed"),
            GetStreamError::kOtherFormat);  // 19 bytes.
  for (size_t i = 0; i < 5; ++i) {          // The version and the magic.
    Bytes frame = FromHex(good);
    frame[frame.size() - 1 - i] ^= 1;
    EXPECT_EQ(ParseGetStreamFrame(frame).error, GetStreamError::kOtherFormat);
  }
}

TEST(GetStreamTrailerTest, AClearSizeOverTheFrameIsOfAnotherFormat) {
  const std::string front = std::string("78") + kTag;
  EXPECT_EQ(ErrorOf(front + "0a0b0c0d111213141516171820001201e2eefeed"),
            GetStreamError::kOtherFormat);
  EXPECT_EQ(ErrorOf(front + "0a0b0c0d111213141516171820001101e2eefeed"),
            GetStreamError::kMalformed);
  EXPECT_EQ(ErrorOf("0a0b0c0d111213141516171820800101e2eefeed"),
            GetStreamError::kOtherFormat);
}

TEST(GetStreamTrailerTest, AFrameWithoutRoomForATagIsTooShort) {
  for (const char* const clear_size : {"0000", "8000"}) {
    const std::string trailer =
        std::string("0a0b0c0d111213141516171820") + clear_size + "01e2eefeed";
    EXPECT_EQ(ErrorOf(trailer), GetStreamError::kMalformed);
    EXPECT_EQ(ErrorOf(std::string(kTag).substr(2) + trailer),
              GetStreamError::kMalformed);
    EXPECT_EQ(ErrorOf(kTag + trailer), GetStreamError::kNone);
  }
}

TEST(GetStreamTrailerTest, EscapesInTheTrailerAreNotPartOfIt) {
  // The counter is 1, the prefix is zero and the key index is 3.
  const ParsedGetStreamFrame parsed =
      ParseGetStreamFrame(FromHex(std::string("aa") + kTag +
                                  "0000030001"
                                  "0000030000030000030000"
                                  "0303"
                                  "8001"
                                  "01e2eefeed"));
  ASSERT_EQ(parsed.error, GetStreamError::kNone);
  EXPECT_EQ(parsed.trailer.iv, Nonce({0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}));
  EXPECT_EQ(parsed.sealed_size, kGetStreamTagSize);
  EXPECT_EQ(parsed.trailer.key_index, 3);
  EXPECT_EQ(parsed.trailer.clear_size, 1);
  EXPECT_TRUE(parsed.trailer.escaped);
}

TEST(GetStreamTrailerTest, ZerosAtTheEndOfTheHeaderAreNotSealedBytes) {
  const ParsedGetStreamFrame parsed = ParseGetStreamFrame(
      FromHex(std::string("650000"
                          "0301") +
              kTag + "0a0b0c0d111213141516171820800301e2eefeed"));
  ASSERT_EQ(parsed.error, GetStreamError::kNone);
  EXPECT_EQ(parsed.trailer.clear_size, 3);
  EXPECT_EQ(parsed.sealed_size, 1 + kGetStreamTagSize);
}

TEST(GetStreamTrailerTest, AnEscapedFrameThatUnescapesToTooLittleIsTooShort) {
  EXPECT_EQ(ErrorOf("000003000003000003000003aa800001e2eefeed"),
            GetStreamError::kMalformed);
  const std::string tag = "000003000003000003000003aabbccdd";
  EXPECT_EQ(ErrorOf(tag + "0a0b0c0d111213141516171820800001e2eefeed"),
            GetStreamError::kMalformed);
}

TEST(GetStreamTrailerTest, EscapingStartsAtTheLastTwoZerosOfTheHeader) {
  const auto start = [](const std::string& hex) {
    return GetStreamEscapeStart(FromHex(hex));
  };
  EXPECT_EQ(start(""), 0u);
  EXPECT_EQ(start("00"), 0u);
  EXPECT_EQ(start("0000"), 0u);
  EXPECT_EQ(start("000000"), 1u);
  EXPECT_EQ(start("0065"), 2u);
  EXPECT_EQ(start("6500"), 1u);
  EXPECT_EQ(start("650000"), 1u);
}

}  // namespace
}  // namespace sealframe
