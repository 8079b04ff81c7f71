// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/text_forms.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"

namespace sealframe {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

SecretBytes Secret(absl::string_view text) {
  return SecretBytes::CopyOf(std::vector<uint8_t>(text.begin(), text.end()));
}

std::vector<std::string> TextOf(const std::vector<SecretForm>& forms) {
  std::vector<std::string> texts;
  for (const SecretForm& form : forms) {
    const auto bytes = form.bytes.Reveal();
    texts.emplace_back(bytes.begin(), bytes.end());
  }
  return texts;
}

TEST(TextFormsTest, BytesHaveEachTextOnce) {
  EXPECT_THAT(TextOf(TextsOf(Secret("\xfb\xff"))),
              ElementsAre("fbff", "+/8=", "-_8", "+/8", "-_8=", "FBFF"));
  EXPECT_THAT(TextOf(TextsOf(Secret("\x01\x23\x45"))),
              ElementsAre("012345", "ASNF"));
  EXPECT_THAT(TextsOf(Secret("")), IsEmpty());
}

TEST(TextFormsTest, EveryTextDecodesToItsBytes) {
  std::string bytes;
  for (int size = 1; size < 70; ++size) {
    bytes.push_back(static_cast<char>(size * 151));
    for (const std::string& text : TextOf(TextsOf(Secret(bytes)))) {
      EXPECT_THAT(TextOf(BytesOf(Secret(text))), Contains(bytes)) << text;
      EXPECT_THAT(TextOf(BytesOf(Secret(" " + text + "\r\n"))), Contains(bytes))
          << text;
    }
  }
}

TEST(TextFormsTest, EncodingsAgreeWithAbseil) {
  const std::string bytes = "a secret of \x7f\xff\xfe bytes";
  EXPECT_THAT(TextOf(TextsOf(Secret(bytes))),
              Contains(absl::BytesToHexString(bytes)));
  EXPECT_THAT(TextOf(TextsOf(Secret(bytes))),
              Contains(absl::Base64Escape(bytes)));
}

TEST(TextFormsTest, OtherTextsAreNoBytes) {
  for (const absl::string_view text : {"", "=", "a", "correct horse battery",
                                       "aa=a", "ab====", "p\xc3\xa4ss"}) {
    EXPECT_THAT(BytesOf(Secret(text)), IsEmpty()) << text;
  }
}

TEST(TextFormsTest, ALineEndIsAddedOrRemoved) {
  EXPECT_THAT(TextOf(LineFormsOf(Secret("secret"))), ElementsAre("secret\n"));
  EXPECT_THAT(TextOf(LineFormsOf(Secret("secret\r\n"))),
              ElementsAre("secret", "secret\r\n\n"));
}

}  // namespace
}  // namespace sealframe
