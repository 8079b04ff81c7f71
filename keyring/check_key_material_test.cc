// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/check_key_material.h"

#include <cstddef>

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
  for (const size_t size : {16u, 17u, 32u, 1000u}) {
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
