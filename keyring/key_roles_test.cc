// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/key_roles.h"

#include <sys/wait.h>
#include <unistd.h>

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

class KeyRolesTest : public ::testing::Test {
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
    return roles_.Check({Sealing(material)}, {}).code();
  }
  absl::StatusCode CheckOpening(uint8_t material) const {
    return roles_.Check({}, {Opening(material)}).code();
  }

  const std::shared_ptr<const SFrameKeyScheme> scheme_ =
      *SFrameKeyScheme::Create({});
  KeyRoles roles_{/*senders_share_keys=*/false};
};

TEST_F(KeyRolesTest, AKeyMaySealForSeveralParticipants) {
  roles_.Add({Sealing(1)}, {});
  EXPECT_EQ(CheckSealing(1), kOk);
  EXPECT_EQ(roles_.Check({Sealing(1), Sealing(1)}, {}).code(), kOk);
}

TEST_F(KeyRolesTest, AKeyThatSealsDoesNotOpenEvenAfterItIsGone) {
  roles_.Add({Sealing(1)}, {});
  EXPECT_EQ(CheckOpening(1), kExists);
  EXPECT_EQ(CheckOpening(2), kOk);
}

TEST_F(KeyRolesTest, AKeyThatOpensDoesNotSealWhileItExists) {
  OpeningEntry opening = Opening(1);
  roles_.Add({}, {opening});
  EXPECT_EQ(CheckSealing(1), kExists);
  EXPECT_EQ(CheckOpening(1), kOk) << "it may open twice";
  opening.key.reset();
  EXPECT_EQ(CheckSealing(1), kOk);
}

TEST_F(KeyRolesTest, WhereSendersShareKeysOneMaySealAndOpen) {
  KeyRoles roles(/*senders_share_keys=*/true);
  const OpeningEntry opening = Opening(1);
  roles.Add({}, {opening});
  EXPECT_TRUE(roles.Check({Sealing(1)}, {}).ok());
  roles.Add({Sealing(1)}, {});
  EXPECT_TRUE(roles.Check({}, {Opening(1)}).ok());
}

TEST_F(KeyRolesTest, AForkedChildGetsKeysThatOpenButNoneThatSeal) {
  const KeyRoles shared(/*senders_share_keys=*/true);
  const SealingEntry sealing = Sealing(1);
  const OpeningEntry opening = Opening(2);
  const pid_t child = fork();
  if (child == 0) {
    const auto seals = absl::StatusCode::kFailedPrecondition;
    _exit(roles_.Check({sealing}, {}).code() == seals &&
                  shared.Check({sealing}, {}).code() == seals &&
                  roles_.Check({}, {opening}).ok()
              ? 0
              : 1);
  }
  int status = -1;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  EXPECT_EQ(status, 0);
  EXPECT_EQ(CheckSealing(1), kOk);
}

TEST_F(KeyRolesTest, AThousandShortLivedKeysDoNotHideOneThatStays) {
  const OpeningEntry stays = Opening(0);
  roles_.Add({}, {stays});
  for (int i = 0; i < 1000; ++i) {
    roles_.Add({}, {Opening(static_cast<uint8_t>(1 + i % 255))});
  }
  EXPECT_EQ(CheckSealing(0), kExists);
  EXPECT_EQ(CheckSealing(1), kOk);
}

}  // namespace
}  // namespace sealframe
