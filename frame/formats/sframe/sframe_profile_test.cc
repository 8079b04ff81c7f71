// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/sframe/sframe_profile.h"

#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "sealframe/frame/frame_format.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {
namespace {

TEST(SFrameProfileTest, HasTheSFrameSchemeAndFormat) {
  const absl::StatusOr<Profile> profile = SFrameProfile({.ratchet_bits = 4});
  ASSERT_TRUE(profile.ok());
  EXPECT_EQ(profile->name, "sframe");
  EXPECT_EQ(*profile->scheme->KeyId(1, 2), 0x12u);
  EXPECT_NE(profile->new_format(), profile->new_format());
}

TEST(SFrameProfileTest, RefusesOptionsThatAllowNoKid) {
  EXPECT_FALSE(SFrameProfile({.ratchet_bits = 64}).ok());
}

}  // namespace
}  // namespace sealframe
