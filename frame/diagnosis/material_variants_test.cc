// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/material_variants.h"

#include <cstddef>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/diagnosis/testing/seal_frame.h"
#include "sealframe/keyring/key_material.h"

namespace sealframe {
namespace {

using ::testing::Contains;

std::vector<std::string> WordsOf(const KeyMaterial& given) {
  std::vector<std::string> words;
  for (const MaterialVariant& variant : MaterialVariantsOf(given)) {
    words.push_back(variant.undone);
  }
  return words;
}

TEST(MaterialVariantsTest, TheSameBytesAreFirst) {
  for (const KeyKind kind :
       {KeyKind::kKey, KeyKind::kPassphrase, KeyKind::kAeadKey}) {
    const KeyMaterial given = TextMaterial(kind, "a secret of some bytes!");
    const std::vector<MaterialVariant> variants = MaterialVariantsOf(given);
    for (size_t i = 0; i < variants.size(); ++i) {
      EXPECT_EQ(variants[i].is_encoded, i >= 2);
      EXPECT_EQ(variants[i].material.bytes() == given.bytes(), i < 2);
      EXPECT_FALSE(i < 2 && variants[i].material.kind() == kind);
    }
  }
}

TEST(MaterialVariantsTest, BytesHaveTextsAndTextsHaveBytes) {
  EXPECT_THAT(WordsOf(TextMaterial(KeyKind::kKey, "0123456789abcdef")),
              Contains("with its base64 text given as a passphrase "
                       "(--passphrase)"));
  EXPECT_THAT(WordsOf(TextMaterial(KeyKind::kPassphrase, "00ff00ff")),
              Contains("with the bytes of its hex digits given as key bytes "
                       "(--key)"));
  EXPECT_THAT(WordsOf(TextMaterial(KeyKind::kPassphrase, "secret")),
              Contains("with its text with a line end after it given as a "
                       "passphrase (--passphrase)"));
}

}  // namespace
}  // namespace sealframe
