// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/registry.h"

#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/frame_format.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {
namespace {

using ::testing::HasSubstr;

TEST(NamedProfileTest, EveryNameGivesAProfileThatIsCalledSo) {
  for (const absl::string_view name : ProfileNames()) {
    const absl::StatusOr<Profile> profile = NamedProfile(name);
    ASSERT_TRUE(profile.ok()) << name << ": " << profile.status();
    EXPECT_EQ(profile->name, name);
    EXPECT_NE(profile->scheme, nullptr);
    EXPECT_NE(profile->new_format(), nullptr);
  }
}

TEST(NamedProfileTest, AnUnknownNameIsAnsweredWithThoseThereAre) {
  for (const absl::string_view name : {"", "SFrame", "sframe ", "rot13"}) {
    const absl::Status status = NamedProfile(name).status();
    EXPECT_TRUE(absl::IsInvalidArgument(status));
    for (const absl::string_view known : ProfileNames()) {
      EXPECT_THAT(std::string(status.message()), HasSubstr(std::string(known)));
    }
  }
}

TEST(NamedProfileTest, OptionsReachTheirProfile) {
  EXPECT_EQ(NamedProfile("sframe", {.sframe = {.ratchet_bits = 4}})
                .value()
                .scheme->KeyId(2, 3)
                .value(),
            0x23u);
  for (const absl::string_view name : {"livekit", "videosdk"}) {
    const absl::Status refused =
        NamedProfile(
            name, {.livekit = {.key_size = 64}, .videosdk = {.key_size = 64}})
            .status();
    EXPECT_TRUE(absl::IsInvalidArgument(refused)) << name;
  }
  EXPECT_TRUE(absl::IsInvalidArgument(
      NamedProfile("sframe", {.sframe = {.ratchet_bits = 64}}).status()));
}

}  // namespace
}  // namespace sealframe
