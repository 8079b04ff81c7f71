// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/key_text.h"

#include <fstream>
#include <string>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sealframe::gst {
namespace {

using ::testing::HasSubstr;

std::string FileWith(const std::string& text) {
  std::string path = testing::TempDir() + "/key";
  std::ofstream(path) << text;
  return path;
}

std::string BytesOf(const KeyText& key) {
  return {reinterpret_cast<const char*>(key.data()), key.size()};
}

TEST(KeyTextTest, ReadHexAcceptsEitherCaseAndTrailingWhiteSpace) {
  for (const char* text : {"00fF7a", "00ff7A\n", "00ff7a \r\n\n"}) {
    const auto key = KeyText::ReadHex(FileWith(text));
    ASSERT_TRUE(key.ok()) << key.status();
    EXPECT_EQ(BytesOf(*key), std::string("\x00\xff\x7a", 3));
    EXPECT_EQ(key->kind(), KeyText::Kind::kBytes);
  }
}

TEST(KeyTextTest, ReadHexErrorDoesNotQuoteTheFile) {
  for (const char* text : {"00f", "0x00", "00 ff", "secret"}) {
    const auto key = KeyText::ReadHex(FileWith(text));
    ASSERT_FALSE(key.ok()) << text;
    EXPECT_EQ(key.status().code(), absl::StatusCode::kInvalidArgument);
    EXPECT_THAT(key.status().ToString(), testing::Not(HasSubstr(text)));
  }
}

TEST(KeyTextTest, ReadPassphraseStripsOneLineBreak) {
  for (const char* text : {"two words", "two words\n", "two words\r\n"}) {
    const auto key = KeyText::ReadPassphrase(FileWith(text));
    ASSERT_TRUE(key.ok()) << key.status();
    EXPECT_EQ(BytesOf(*key), "two words");
    EXPECT_EQ(key->kind(), KeyText::Kind::kPassphrase);
  }
}

TEST(KeyTextTest, ReadPassphraseKeepsSpaces) {
  const auto key = KeyText::ReadPassphrase(FileWith(" a \n\n"));
  ASSERT_TRUE(key.ok());
  EXPECT_EQ(BytesOf(*key), " a \n");
}

TEST(KeyTextTest, MissingFileIsNotFound) {
  EXPECT_EQ(KeyText::ReadHex("no/such/file").status().code(),
            absl::StatusCode::kNotFound);
  EXPECT_EQ(KeyText::ReadPassphrase("no/such/file").status().code(),
            absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace sealframe::gst
