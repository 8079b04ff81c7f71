// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/shared_key.h"

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/ring/ring_key_scheme.h"
#include "sealframe/frame/formats/sframe/sframe_key_scheme.h"
#include "sealframe/keyring/key_material.h"

namespace sealframe {
namespace {

std::shared_ptr<const RingKeyScheme> Ring(uint64_t window) {
  return RingKeyScheme::Create({.salt = "salt",
                                .ratchet_salt = "salt",
                                .info_size = 128,
                                .takes_passphrases = true,
                                .ratchet_window = window})
      .value();
}

KeyMaterial Bytes() { return KeyMaterial::FromKey(SecretBytes(32)); }

bool Equal(const KeyMaterial& a, const KeyMaterial& b) {
  return a.kind() == b.kind() && a.bytes() == b.bytes();
}

TEST(SharedKeyTest, HoldsTheStepsAheadThatReceiversDerive) {
  const auto scheme = Ring(3);
  for (const KeyMaterial& material :
       {Bytes(), KeyMaterial::FromPassphrase(SecretBytes(5))}) {
    const SharedKey key = SharedKey::Derive(*scheme, material).value();
    EXPECT_EQ(key.step(), 0u);
    EXPECT_TRUE(Equal(key.material(), material));
    ASSERT_EQ(key.ahead().size(), 3u);
    KeyMaterial step = material.Clone();
    for (size_t i = 0; i < 3; ++i) {
      step = scheme->Ratchet(step, i).value();
      EXPECT_TRUE(Equal(*key.ahead()[i], step)) << i;
    }
  }
}

TEST(SharedKeyTest, APassphraseIsExpandedAtEveryStep) {
  const SharedKey key =
      SharedKey::Derive(*Ring(2), KeyMaterial::FromPassphrase(SecretBytes(5)))
          .value();
  EXPECT_FALSE(key.material().expansion().empty());
  for (const auto& material : key.ahead()) {
    EXPECT_FALSE(material->expansion().empty());
  }
}

TEST(SharedKeyTest, NextForgetsTheStepBefore) {
  const auto scheme = Ring(2);
  const SharedKey key = SharedKey::Derive(*scheme, Bytes()).value();
  const SharedKey next = key.Next(*scheme).value();
  EXPECT_EQ(next.step(), 1u);
  EXPECT_TRUE(Equal(next.material(), *key.ahead()[0]));
  ASSERT_EQ(next.ahead().size(), 2u);
  EXPECT_TRUE(Equal(*next.ahead()[0], *key.ahead()[1]));
  EXPECT_TRUE(
      Equal(*next.ahead()[1], scheme->Ratchet(*key.ahead()[1], 2).value()));
  const SharedKey last = next.Next(*scheme).value();
  EXPECT_EQ(last.step(), 2u);
  EXPECT_TRUE(Equal(last.material(), *key.ahead()[1]));
}

TEST(SharedKeyTest, AKeyThatDoesNotRatchetHasNoStepsAhead) {
  EXPECT_TRUE(SharedKey::Derive(*Ring(0), Bytes()).value().ahead().empty());
  EXPECT_TRUE(
      SharedKey::Derive(*Ring(8), KeyMaterial::FromAeadKey(SecretBytes(16)))
          .value()
          .ahead()
          .empty());
  const auto sframe = SFrameKeyScheme::Create({.ratchet_bits = 4}).value();
  EXPECT_TRUE(SharedKey::Derive(*sframe, Bytes()).value().ahead().empty());
}

TEST(SharedKeyTest, RefusesMaterialThatTheSchemeRefuses) {
  EXPECT_EQ(
      SharedKey::Derive(*Ring(2), KeyMaterial::FromPassphrase(SecretBytes(0)))
          .status()
          .code(),
      absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace sealframe
