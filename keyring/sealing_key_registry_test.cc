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
#include "sealframe/keyring/keyring_state.h"

namespace sealframe {
namespace {

constexpr absl::StatusCode kOk = absl::StatusCode::kOk;
constexpr absl::StatusCode kExists = absl::StatusCode::kAlreadyExists;

class SealingKeyRegistryTest : public ::testing::Test {
 protected:
  SealingEntry Sealing(uint8_t material) const {
    return {
        .ssrc = {},
        .key = *scheme_->NewSealingKey(
            0, KeyMaterial::FromKey(SecretBytes::CopyOf({material})), nullptr)};
  }
  OpeningEntry Opening(uint8_t material) const {
    return {.ssrc = {},
            .key = *scheme_->NewOpeningKey(
                0, KeyMaterial::FromKey(SecretBytes::CopyOf({material})))};
  }

  absl::StatusCode CheckSealing(uint8_t material) const {
    return registry_.Check({Sealing(material)}, {}).code();
  }
  absl::StatusCode CheckOpening(uint8_t material) const {
    return registry_.Check({}, {Opening(material)}).code();
  }

  const std::shared_ptr<const SFrameKeyScheme> scheme_ =
      *SFrameKeyScheme::Create({});
  SealingKeyRegistry registry_{/*senders_share_keys=*/false};
};

TEST_F(SealingKeyRegistryTest, AKeyIsSetForSealingOnceEvenAfterItIsGone) {
  EXPECT_EQ(CheckSealing(1), kOk);
  EXPECT_EQ(CheckSealing(1), kOk) << "Check records nothing";
  registry_.Add({Sealing(1)}, {});
  EXPECT_EQ(CheckSealing(1), kExists);
  EXPECT_EQ(CheckSealing(2), kOk);
}

TEST_F(SealingKeyRegistryTest, AKeyIsRefusedTwiceInOneChange) {
  EXPECT_EQ(registry_.Check({Sealing(1), Sealing(1)}, {}).code(), kExists);
  EXPECT_EQ(registry_.Check({Sealing(1), Sealing(2)}, {}).code(), kOk);
}

TEST_F(SealingKeyRegistryTest, AKeyThatSealsDoesNotOpen) {
  registry_.Add({Sealing(1)}, {});
  EXPECT_EQ(CheckOpening(1), kExists);
  EXPECT_EQ(CheckOpening(2), kOk);
}

TEST_F(SealingKeyRegistryTest, AKeyThatOpensDoesNotSealWhileItExists) {
  OpeningEntry opening = Opening(1);
  registry_.Add({}, {opening});
  EXPECT_EQ(CheckSealing(1), kExists);
  EXPECT_EQ(CheckOpening(1), kOk) << "it may open twice";
  opening.key.reset();
  EXPECT_EQ(CheckSealing(1), kOk);
}

TEST_F(SealingKeyRegistryTest,
       SendersThatShareKeysMayNotSetOneForSealingTwice) {
  SealingKeyRegistry registry(/*senders_share_keys=*/true);
  const OpeningEntry opening = Opening(1);
  registry.Add({}, {opening});
  EXPECT_TRUE(registry.Check({Sealing(1)}, {}).ok());
  registry.Add({Sealing(1)}, {});
  EXPECT_TRUE(registry.Check({}, {Opening(1)}).ok());
  EXPECT_EQ(registry.Check({Sealing(1)}, {}).code(), kExists);
}

TEST_F(SealingKeyRegistryTest, AThousandShortLivedKeysDoNotHideOneThatStays) {
  const OpeningEntry stays = Opening(0);
  registry_.Add({}, {stays});
  for (int i = 0; i < 1000; ++i) {
    registry_.Add({}, {Opening(static_cast<uint8_t>(1 + i % 255))});
  }
  EXPECT_EQ(CheckSealing(0), kExists);
  EXPECT_EQ(CheckSealing(1), kOk);
}

}  // namespace
}  // namespace sealframe
