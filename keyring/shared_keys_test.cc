// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/shared_keys.h"

#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/sframe/sframe_key_scheme.h"
#include "sealframe/keyring/key_material.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;

std::vector<uint64_t> IndicesOf(const SharedKeys& keys) {
  std::vector<uint64_t> indices;
  for (const auto& [key_index, material] : keys.keys()) {
    indices.push_back(key_index);
  }
  return indices;
}

class SharedKeysTest : public ::testing::Test {
 protected:
  const KeyMaterial key_ = KeyMaterial::FromKey(SecretBytes::CopyOf({1}));
  SharedKeys keys_{*SFrameKeyScheme::Create({.shared_layout = {4, 2}}), 3};
};

TEST_F(SharedKeysTest, RefusesWhatItCannotHold) {
  EXPECT_EQ(keys_.Check(0, {}).code(), absl::StatusCode::kInvalidArgument);
  keys_.Add(0, key_);
  EXPECT_EQ(keys_.Check(0, key_).code(), absl::StatusCode::kAlreadyExists);
  keys_.Add(1, key_);
  EXPECT_TRUE(keys_.Check(2, key_).ok());
  keys_.Add(2, key_);
  EXPECT_EQ(keys_.Check(3, key_).code(), absl::StatusCode::kResourceExhausted);
  EXPECT_TRUE(keys_.Check(4, key_).ok()) << "epoch 4 takes the place of 0";
}

TEST_F(SharedKeysTest, AnEpochEvictsTheOneWithItsLowBits) {
  for (const uint64_t epoch : {3u, 5u, 6u, 7u}) {
    ASSERT_TRUE(keys_.Check(epoch, key_).ok());
    keys_.Add(epoch, key_);
  }
  EXPECT_THAT(IndicesOf(keys_), ElementsAre(5, 6, 7));
}

TEST_F(SharedKeysTest, RemovesWhatIsThere) {
  keys_.Add(1, key_);
  EXPECT_EQ(keys_.Remove(2).code(), absl::StatusCode::kNotFound);
  EXPECT_TRUE(keys_.Remove(1).ok());
  EXPECT_TRUE(keys_.empty());
}

}  // namespace
}  // namespace sealframe
