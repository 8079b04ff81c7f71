// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/key_text.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/tools/cli/flags.h"

namespace sealframe {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

SecretBytes Secret(const std::string& text) {
  return SecretBytes::CopyOf(std::vector<uint8_t>(text.begin(), text.end()));
}

absl::StatusOr<SecretBytes> Decode(const std::string& format,
                                   const std::string& text) {
  const auto flags = Flags::Parse({KeyFormatFlag()}, {"--key-format", format});
  EXPECT_TRUE(flags.ok()) << flags.status();
  return DecodeKey(*flags, Secret(text));
}

void ExpectKey(const std::string& format, const std::string& text,
               const std::string& want) {
  const auto key = Decode(format, text);
  ASSERT_TRUE(key.ok()) << key.status() << " for " << text;
  EXPECT_TRUE(*key == Secret(want)) << text;
}

std::string ErrorOf(const std::string& format, const std::string& text) {
  const auto key = Decode(format, text);
  EXPECT_EQ(key.status().code(), absl::StatusCode::kInvalidArgument) << text;
  return std::string(key.status().message());
}

TEST(KeyTextTest, HexMayHaveAPrefixSpacesAndColons) {
  for (const char* const text : {"616263", "0x616263", "0X61 62 63\n",
                                 "61:62:63", " 61\r\n6263\r\n", "6 16 26 3"}) {
    ExpectKey("hex", text, "abc");
  }
}

TEST(KeyTextTest, Base64HasBothAlphabetsAndNeedsNoPadding) {
  for (const char* const text : {"fn5+fw==", "fn5-fw", "fn5+\nfw==\n"}) {
    ExpectKey("base64", text, "~~~\x7f");
  }
  ExpectKey("base64", "YWJj", "abc");
  ExpectKey("base64", "_w==", "\xff");
}

TEST(KeyTextTest, RawBytesAreTakenAsTheyAre) {
  ExpectKey("raw", "ab\n", "ab\n");
  ExpectKey("raw", std::string("\0\xff", 2), std::string("\0\xff", 2));
}

TEST(KeyTextTest, ErrorDescribesTheTextWithoutRevealingIt) {
  EXPECT_EQ(ErrorOf("hex", ""), "the key is empty");
  EXPECT_EQ(ErrorOf("hex", "616"), "3 hex digits, which is an odd number");
  EXPECT_EQ(ErrorOf("hex", "c2VjcmV0c2VjcmV0"),
            "16 characters that look like base64: add --key-format base64");
  EXPECT_EQ(ErrorOf("hex", std::string(16, '\x01')),
            "16 bytes that are not text: add --key-format raw");
  EXPECT_EQ(ErrorOf("hex", "correct horse!"), "13 characters that are not hex");
  EXPECT_EQ(ErrorOf("base64", "se!cret"), "7 characters that are not base64");
  EXPECT_EQ(ErrorOf("base64", "A"), "1 characters that are not base64");
  EXPECT_EQ(ErrorOf("raw", ""), "the key is empty");
  EXPECT_THAT(ErrorOf("hex", "hunter2!"), Not(HasSubstr("hunter")));
}

TEST(KeyTextTest, BitsLeftOverAreRefused) { ErrorOf("base64", "YWJ="); }

TEST(KeyTextTest, UnknownFormatIsRefused) {
  EXPECT_THAT(ErrorOf("pem", "61"), HasSubstr("neither hex, base64 nor raw"));
}

}  // namespace
}  // namespace sealframe
