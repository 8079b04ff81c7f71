// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/sealing_key_registry.h"

#include <cstdint>
#include <memory>

#include "absl/status/status.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/sframe/sframe_key_scheme.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {
namespace {

class SealingKeyRegistryTest : public ::testing::Test {
 protected:
  std::shared_ptr<SealingKey> Sealing(uint8_t material) const {
    return *scheme_->NewSealingKey(
        0, KeyMaterial::FromKey(SecretBytes::CopyOf({material})), nullptr);
  }
  std::shared_ptr<OpeningKey> Opening(uint8_t material) const {
    return *scheme_->NewOpeningKey(
        0, KeyMaterial::FromKey(SecretBytes::CopyOf({material})));
  }

  const std::shared_ptr<const SFrameKeyScheme> scheme_ =
      *SFrameKeyScheme::Create({});
  SealingKeyRegistry uses_{/*senders_share_keys=*/false};
};

TEST_F(SealingKeyRegistryTest, AKeyIsForSealingOnceAlsoAfterItIsGone) {
  EXPECT_TRUE(uses_.CheckForSealing(*Sealing(1)).ok());
  EXPECT_TRUE(uses_.CheckForSealing(*Sealing(1)).ok()) << "looking adds none";
  uses_.AddSealing(*Sealing(1));
  EXPECT_EQ(uses_.CheckForSealing(*Sealing(1)).code(),
            absl::StatusCode::kAlreadyExists);
  EXPECT_TRUE(uses_.CheckForSealing(*Sealing(2)).ok());
}

TEST_F(SealingKeyRegistryTest, AKeyThatSealsDoesNotOpen) {
  uses_.AddSealing(*Sealing(1));
  EXPECT_EQ(uses_.CheckForOpening(*Opening(1)).code(),
            absl::StatusCode::kAlreadyExists);
  EXPECT_TRUE(uses_.CheckForOpening(*Opening(2)).ok());
}

TEST_F(SealingKeyRegistryTest, AKeyThatOpensDoesNotSealWhileItExists) {
  std::shared_ptr<OpeningKey> opening = Opening(1);
  uses_.AddOpening(opening);
  EXPECT_EQ(uses_.CheckForSealing(*Sealing(1)).code(),
            absl::StatusCode::kAlreadyExists);
  EXPECT_TRUE(uses_.CheckForOpening(*Opening(1)).ok()) << "it may open twice";
  opening.reset();
  EXPECT_TRUE(uses_.CheckForSealing(*Sealing(1)).ok());
}

TEST_F(SealingKeyRegistryTest, WhereSendersShareKeysOnlySealingTwiceIsRefused) {
  SealingKeyRegistry uses(/*senders_share_keys=*/true);
  const std::shared_ptr<OpeningKey> opening = Opening(1);
  uses.AddOpening(opening);
  EXPECT_TRUE(uses.CheckForSealing(*Sealing(1)).ok());
  uses.AddSealing(*Sealing(1));
  EXPECT_TRUE(uses.CheckForOpening(*Opening(1)).ok());
  EXPECT_EQ(uses.CheckForSealing(*Sealing(1)).code(),
            absl::StatusCode::kAlreadyExists);
}

TEST_F(SealingKeyRegistryTest, ManyKeysThatComeAndGoHideNoneThatStays) {
  const std::shared_ptr<OpeningKey> stays = Opening(0);
  uses_.AddOpening(stays);
  for (int i = 0; i < 1000; ++i) {
    uses_.AddOpening(Opening(static_cast<uint8_t>(1 + i % 255)));
  }
  EXPECT_FALSE(uses_.CheckForSealing(*Sealing(0)).ok());
  EXPECT_TRUE(uses_.CheckForSealing(*Sealing(1)).ok());
}

}  // namespace
}  // namespace sealframe
