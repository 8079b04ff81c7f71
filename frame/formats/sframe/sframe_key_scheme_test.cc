// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/sframe/sframe_key_scheme.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/sframe/sframe_key_schedule.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_limits.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/keyring/testing/messages_fixture.h"

namespace sealframe {
namespace {

std::shared_ptr<const SFrameKeyScheme> MustCreate(
    const SFrameKeySchemeOptions& options) {
  return *SFrameKeyScheme::Create(options);
}

KeyMaterial Material() {
  return KeyMaterial::FromKey(SecretBytes::CopyOf({1, 2, 3}));
}

TEST(SFrameKeySchemeTest, RefusesOptionsThatAllowNoKid) {
  EXPECT_TRUE(SFrameKeyScheme::Create({.ratchet_bits = 63}).ok());
  EXPECT_FALSE(SFrameKeyScheme::Create({.ratchet_bits = 64}).ok());
  EXPECT_TRUE(SFrameKeyScheme::Create({.shared_layout = {64, 0}}).ok());
  EXPECT_FALSE(SFrameKeyScheme::Create({.shared_layout = {64, 1}}).ok());
  EXPECT_FALSE(SFrameKeyScheme::Create({.shared_context = 1}).ok())
      << "the default layout has no bits for a context";
}

struct Ahead {
  unsigned ratchet_bits;
  uint64_t steps;
};

TEST(SFrameKeySchemeTest, HalfOfTheStepsAreAheadUpToTheCap) {
  for (const Ahead& ahead : {Ahead{0, 0}, Ahead{1, 1}, Ahead{2, 2}, Ahead{3, 4},
                             Ahead{4, 8}, Ahead{5, 8}, Ahead{63, 8}}) {
    EXPECT_EQ(
        MustCreate({.ratchet_bits = ahead.ratchet_bits})->traits().steps_ahead,
        ahead.steps)
        << ahead.ratchet_bits << " bits";
  }
}

TEST(SFrameKeySchemeTest, EncodesKidsOfSenderKeysAndSharedKeys) {
  const auto scheme =
      MustCreate({.ratchet_bits = 4,
                  .shared_layout = {.sender_bits = 6, .epoch_bits = 4},
                  .shared_context = 2});
  EXPECT_EQ(*scheme->KeyId(2, 3), 35u);
  EXPECT_EQ(*scheme->KeyId(2, 19), 35u);
  EXPECT_EQ(*scheme->SharedKeyId(16, 2), 0x820u);  // The RFC's example.
  EXPECT_EQ(scheme->SharedKeyId(16, std::nullopt).status().code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_FALSE(scheme->SharedKeyId(16, 64).ok()) << "six bits for the sender";
}

class SuiteTest : public ::testing::TestWithParam<CipherSuiteInfo> {};

INSTANTIATE_TEST_SUITE_P(Suites, SuiteTest,
                         ::testing::ValuesIn(AllCipherSuites().begin(),
                                             AllCipherSuites().end()),
                         [](const auto& suite) {
                           return std::string(suite.param.name);
                         });

TEST_P(SuiteTest, TheOpeningKeyOpensFramesOfTheSealingKey) {
  const auto scheme = MustCreate({.suite = GetParam().suite});
  const std::unique_ptr<SealingKey> sealing =
      *scheme->NewSealingKey(7, Material(), nullptr);
  const std::unique_ptr<OpeningKey> opening =
      *scheme->NewOpeningKey(7, Material());
  EXPECT_EQ(sealing->fingerprint(), opening->fingerprint());
  EXPECT_EQ(sealing->kid(), 7u);
  EXPECT_EQ(opening->kid(), 7u);
  EXPECT_EQ(sealing->tag_size(), GetParam().tag_size);
  EXPECT_EQ(sealing->limits().max_sealed_units,
            KeyLimitsFor(GetParam().suite).max_sealed_units);
  EXPECT_EQ(opening->limits().max_failed_openings,
            KeyLimitsFor(GetParam().suite).max_failed_openings);
  EXPECT_TRUE(OpenMessage(opening.get(), SealMessage(sealing.get())));
}

TEST_P(SuiteTest, EachKidHasADifferentKey) {
  const auto scheme = MustCreate({.suite = GetParam().suite});
  const std::unique_ptr<SealingKey> sealing =
      *scheme->NewSealingKey(7, Material(), nullptr);
  const std::unique_ptr<OpeningKey> opening =
      *scheme->NewOpeningKey(8, Material());
  EXPECT_NE(sealing->fingerprint(), opening->fingerprint());
  EXPECT_FALSE(OpenMessage(opening.get(), SealMessage(sealing.get())));
}

TEST_P(SuiteTest, ADerivedKeyIsThatOfItsBaseKey) {
  const auto scheme = MustCreate({.suite = GetParam().suite});
  const SFrameKeys derived =
      *DeriveSFrameKeys(GetParam().suite, 7, Material().bytes());
  const KeyMaterial material =
      KeyMaterial::FromAeadKeyAndSalt(derived.key, derived.salt);
  const std::unique_ptr<SealingKey> sealing =
      *scheme->NewSealingKey(7, material, nullptr);
  const std::unique_ptr<OpeningKey> opening =
      *scheme->NewOpeningKey(7, Material());
  EXPECT_EQ(sealing->fingerprint(), opening->fingerprint());
  EXPECT_TRUE(OpenMessage(opening.get(), SealMessage(sealing.get())));
  EXPECT_TRUE(scheme->NewOpeningKey(7, material).ok());
  EXPECT_EQ(scheme->Ratchet(material, 0).status().code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(scheme->MaterialForSsrc(material, 1).status().code(),
            absl::StatusCode::kFailedPrecondition);
}

TEST(SFrameKeySchemeTest, RefusesADerivedKeyOfAnotherSize) {
  const auto scheme = MustCreate({});
  for (const auto& [key, salt] :
       {std::pair<size_t, size_t>{16, 11}, {15, 12}, {32, 12}, {16, 13}}) {
    EXPECT_FALSE(
        scheme
            ->NewOpeningKey(0, KeyMaterial::FromAeadKeyAndSalt(
                                   SecretBytes(key), SecretBytes(salt)))
            .ok());
  }
  EXPECT_FALSE(
      scheme->NewOpeningKey(0, KeyMaterial::FromAeadKey(SecretBytes(16))).ok());
}

TEST(SFrameKeySchemeTest, RefusesEmptyMaterial) {
  for (const bool cisco_mls : {false, true}) {
    const auto scheme = MustCreate({.cisco_mls = cisco_mls});
    EXPECT_FALSE(scheme->NewSealingKey(0, {}, nullptr).ok());
    EXPECT_FALSE(scheme->NewOpeningKey(0, {}).ok());
    EXPECT_FALSE(scheme->Ratchet({}, 0).ok());
    EXPECT_FALSE(scheme->MaterialForSsrc({}, 1).ok());
  }
}

class LateStore final : public CounterReservations {
 public:
  absl::StatusOr<CounterRange> Reserve(const KeyFingerprint& key,
                                       uint64_t count) override {
    asked_for = key;
    return CounterRange{.begin = 1000, .end = 1000 + count};
  }
  KeyFingerprint asked_for{};
};

TEST(SFrameKeySchemeTest, ReservesCountersUnderTheKeysFingerprint) {
  LateStore store;
  const std::unique_ptr<SealingKey> key =
      *MustCreate({})->NewSealingKey(0, Material(), &store);
  EXPECT_EQ(store.asked_for, key->fingerprint());
  EXPECT_EQ(SealMessage(key.get()).counter, 1000u);
}

}  // namespace
}  // namespace sealframe
