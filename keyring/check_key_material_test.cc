// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/check_key_material.h"

#include <cstddef>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/keyring/key_material.h"

namespace sealframe {
namespace {

constexpr absl::StatusCode kInvalid = absl::StatusCode::kInvalidArgument;

TEST(CheckKeyMaterialTest, KeysHaveAtLeastSixteenBytes) {
  for (size_t size = 0; size < kMinKeySize; ++size) {
    EXPECT_EQ(CheckKeyMaterial(KeyMaterial::FromKey(SecretBytes(size))).code(),
              kInvalid)
        << size;
  }
  for (const size_t size : {size_t{16}, size_t{17}, kMaxKeySize}) {
    EXPECT_TRUE(CheckKeyMaterial(KeyMaterial::FromKey(SecretBytes(size))).ok())
        << size;
  }
}

TEST(CheckKeyMaterialTest, NamesTheSizeGivenAndTheSizeToUse) {
  const absl::Status status =
      CheckKeyMaterial(KeyMaterial::FromKey(SecretBytes(5)));
  EXPECT_TRUE(absl::StrContains(status.message(), "5 bytes")) << status;
  EXPECT_TRUE(absl::StrContains(status.message(), "16 random bytes")) << status;
}

TEST(CheckKeyMaterialTest, AnEmptyPassphraseIsNotCalledAKey) {
  const absl::Status status =
      CheckKeyMaterial(KeyMaterial::FromPassphrase(SecretBytes()));
  EXPECT_EQ(status.code(), kInvalid);
  EXPECT_TRUE(absl::StrContains(status.message(), "passphrase is empty"))
      << status;
}

TEST(CheckKeyMaterialTest, NoMaterialIsLargerThanAnyKey) {
  for (const KeyKind kind :
       {KeyKind::kKey, KeyKind::kPassphrase, KeyKind::kAeadKey}) {
    EXPECT_TRUE(CheckKeySize(kind, kMaxKeySize).ok());
    for (const size_t size : {kMaxKeySize + 1, SIZE_MAX}) {
      EXPECT_EQ(CheckKeySize(kind, size).code(), kInvalid) << size;
    }
  }
}

TEST(CheckKeyMaterialTest, OnlyEmptyPassphrasesAndAeadKeysAreRefused) {
  for (const auto make :
       {&KeyMaterial::FromPassphrase, &KeyMaterial::FromAeadKey}) {
    EXPECT_EQ(CheckKeyMaterial(make({})).code(), kInvalid);
    EXPECT_TRUE(CheckKeyMaterial(make(SecretBytes(1))).ok());
  }
  EXPECT_EQ(CheckKeyMaterial({}).code(), kInvalid);
}

}  // namespace
}  // namespace sealframe
