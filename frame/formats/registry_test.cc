// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/registry.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/profile_options.h"
#include "sealframe/frame/frame_format.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// Every row of the registry, compared with the engine that it describes.
class ProfileEntryTest : public ::testing::TestWithParam<absl::string_view> {
 protected:
  ProfileEntryTest()
      : entry_(*FindProfile(GetParam())),
        profile_(NamedProfile(GetParam()).value()) {}

  bool Accepts(const KeyMaterial& material) const {
    const uint64_t kid = profile_.scheme->KeyId(0, 0).value();
    return profile_.scheme->NewOpeningKey(kid, material).ok();
  }

  const ProfileEntry& entry_;
  const Profile profile_;
};

INSTANTIATE_TEST_SUITE_P(All, ProfileEntryTest,
                         ::testing::ValuesIn(ProfileNames()),
                         [](const auto& test) {
                           return std::string(test.param);
                         });

TEST_P(ProfileEntryTest, MakesAProfileOfItsName) {
  EXPECT_EQ(entry_.name, GetParam());
  EXPECT_EQ(profile_.name, GetParam());
  EXPECT_NE(profile_.new_format(), nullptr);
}

TEST_P(ProfileEntryTest, KeyKindsAreThoseTheSchemeAccepts) {
  const SecretBytes bytes = SecretBytes::CopyOf(std::vector<uint8_t>(16, 1));
  const auto has = [this](KeyKind kind) {
    return testing::Value(entry_.key_kinds, Contains(kind));
  };
  EXPECT_EQ(has(KeyKind::kKey), Accepts(KeyMaterial::FromKey(bytes)));
  EXPECT_EQ(has(KeyKind::kPassphrase),
            Accepts(KeyMaterial::FromPassphrase(bytes)));
  EXPECT_EQ(has(KeyKind::kAeadKey), Accepts(KeyMaterial::FromAeadKey(bytes)));
}

TEST_P(ProfileEntryTest, SharedKeysAndSenderNumbersAreTheSchemes) {
  EXPECT_EQ(entry_.allows_shared_key, profile_.scheme->SharedKeyId(0, 5).ok());
  EXPECT_EQ(entry_.allows_shared_key && !entry_.needs_sender_numbers,
            profile_.scheme->SharedKeyId(0, std::nullopt).ok());
}

TEST_P(ProfileEntryTest, FramesNameTheStepWhereKeysRatchetByThemselves) {
  EXPECT_EQ(entry_.names_step, profile_.scheme->traits().ratchets_by_itself);
}

TEST_P(ProfileEntryTest, WholeFramesAreSealedWhereNoClearRuleKeepsAByte) {
  bool keeps_any = false;
  for (size_t codec = 0; codec < kCodecCount; ++codec) {
    const ClearRule& rule =
        GetClearRule(entry_.clear_rules, static_cast<Codec>(codec));
    keeps_any |= rule.shape != ClearShape::kPrefix || rule.audio != 0 ||
                 rule.key != 0 || rule.delta != 0;
  }
  EXPECT_EQ(entry_.seals_whole_frames, !keeps_any);
}

TEST_P(ProfileEntryTest, WireFormatIsARowThatNamesItself) {
  const ProfileEntry* const format = FindProfile(entry_.wire_format);
  ASSERT_NE(format, nullptr);
  EXPECT_EQ(format->wire_format, format->name);
}

TEST(RegistryTest, NamesKeepTheirOrder) {
  EXPECT_THAT(ProfileNames(), ElementsAre("sframe", "livekit", "videosdk",
                                          "jframe", "dave", "getstream"));
}

TEST(RegistryTest, AnUnknownNameIsRefusedWithAListOfTheKnown) {
  for (const absl::string_view name : {"", "SFrame", "sframe ", "rot13"}) {
    EXPECT_EQ(FindProfile(name), nullptr);
    const absl::Status status = NamedProfile(name).status();
    EXPECT_TRUE(absl::IsInvalidArgument(status));
    for (const absl::string_view known : ProfileNames()) {
      EXPECT_THAT(std::string(status.message()), HasSubstr(std::string(known)));
    }
  }
}

TEST(RegistryTest, OptionsReachTheirProfile) {
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

TEST(RegistryTest, OptionsAreListedWithTheProfilesThatHaveThem) {
  EXPECT_EQ(ProfilesWith(ProfileOption::kSuite), "sframe");
  EXPECT_EQ(ProfilesWith(ProfileOption::kKeyBits), "livekit, videosdk");
  EXPECT_EQ(ProfilesWith(ProfileOption::kDavePassthrough), "dave");
  EXPECT_EQ(ProfilesWith(ProfileOption::kAcceptPlain), "getstream");
}

TEST(RegistryTest, WireFormatsComeWithTheMostDistinctiveFirst) {
  std::vector<absl::string_view> names;
  for (const ProfileEntry* const format : WireFormats()) {
    names.push_back(format->name);
  }
  EXPECT_THAT(names,
              ElementsAre("getstream", "dave", "livekit", "jframe", "sframe"));
  EXPECT_EQ(WireFormats().back()->marker_bits, 0u);
}

}  // namespace
}  // namespace sealframe
