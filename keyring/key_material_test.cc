// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/key_material.h"

#include <type_traits>

#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"

namespace sealframe {
namespace {

static_assert(!std::is_copy_constructible_v<KeyMaterial>);
static_assert(!std::is_convertible_v<SecretBytes, KeyMaterial>,
              "the caller that sets a key must name its kind of material");

TEST(KeyMaterialTest, HasItsKindAndACopyOfTheBytes) {
  const SecretBytes bytes = SecretBytes::CopyOf({1, 2, 3});
  EXPECT_EQ(KeyMaterial::FromKey(bytes).kind(), KeyKind::kKey);
  EXPECT_EQ(KeyMaterial::FromPassphrase(bytes).kind(), KeyKind::kPassphrase);
  EXPECT_EQ(KeyMaterial::FromAeadKey(bytes).kind(), KeyKind::kAeadKey);
  EXPECT_EQ(KeyMaterial::FromPassphrase(bytes).bytes(), bytes);
}

TEST(KeyMaterialTest, CloneAndWithKeepTheKind) {
  const KeyMaterial first =
      KeyMaterial::FromPassphrase(SecretBytes::CopyOf({1, 2, 3}));
  EXPECT_EQ(first.Clone().kind(), KeyKind::kPassphrase);
  EXPECT_EQ(first.Clone().bytes(), first.bytes());
  const KeyMaterial next = first.With(SecretBytes::CopyOf({4}));
  EXPECT_EQ(next.kind(), KeyKind::kPassphrase);
  EXPECT_EQ(next.bytes(), SecretBytes::CopyOf({4}));
}

TEST(KeyMaterialTest, OnlyCopiesKeepASalt) {
  const SecretBytes key = SecretBytes::CopyOf({1, 2, 3});
  const SecretBytes salt = SecretBytes::CopyOf({4, 5});
  const KeyMaterial material = KeyMaterial::FromAeadKeyAndSalt(key, salt);
  EXPECT_EQ(material.kind(), KeyKind::kAeadKey);
  EXPECT_EQ(material.bytes(), key);
  EXPECT_EQ(material.Clone().salt(), salt);
  EXPECT_EQ(material.Expanded({}).salt(), salt);
  EXPECT_TRUE(material.With(SecretBytes(1)).salt().empty());
  EXPECT_TRUE(KeyMaterial::FromAeadKey(key).salt().empty());
}

TEST(KeyMaterialTest, IsEmptyByDefault) {
  EXPECT_TRUE(KeyMaterial().empty());
  EXPECT_TRUE(KeyMaterial::FromKey({}).empty());
  EXPECT_FALSE(KeyMaterial::FromKey(SecretBytes(1)).empty());
}

}  // namespace
}  // namespace sealframe
