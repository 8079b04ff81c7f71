// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/ring_key_scheme.h"

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/ring/iv_nonces.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"
#include "sealframe/tests/testing/vector_block.h"
#include "sealframe/tests/testing/vector_file.h"

namespace sealframe {
namespace {

using Scheme = std::shared_ptr<const RingKeyScheme>;

Scheme NewScheme(const RingKeySchemeOptions& options) {
  return RingKeyScheme::Create(options).value();
}

Scheme LiveKit(const std::string& salt, size_t key_bits) {
  return NewScheme({.salt = salt,
                    .ratchet_salt = salt,
                    .info_size = 128,
                    .takes_passphrases = true,
                    .key_size = key_bits / 8});
}

Scheme JFrame() {
  return NewScheme({.salt = "JFrameEncryptionKey",
                    .ratchet_salt = "JFrameRatchetKey",
                    .iv_tail = IvTail::kCount});
}

SecretBytes Secret(VectorBlock& block, const std::string& name) {
  return SecretBytes::CopyOf(block.Bytes(name));
}

KeyMaterial Material(VectorBlock& block, const std::string& name) {
  return block.Text("kdf") == "pbkdf2"
             ? KeyMaterial::FromPassphrase(Secret(block, name))
             : KeyMaterial::FromKey(Secret(block, name));
}

std::string SaltOf(VectorBlock& block) {
  const std::vector<uint8_t> salt = block.Bytes("salt");
  return {salt.begin(), salt.end()};
}

// Keys are compared by their fingerprints.
void ExpectKey(const RingKeyScheme& scheme, const KeyMaterial& material,
               const SecretBytes& aes_key) {
  const KeyFingerprint want = FingerprintKey(aes_key, {});
  const auto sealing = scheme.NewSealingKey(0, material, nullptr);
  const auto opening = scheme.NewOpeningKey(0, material);
  ASSERT_TRUE(sealing.ok()) << sealing.status();
  ASSERT_TRUE(opening.ok()) << opening.status();
  EXPECT_EQ((*sealing)->fingerprint(), want);
  EXPECT_EQ((*opening)->fingerprint(), want);
}

TEST(RingKeySchemeTest, DerivesLiveKitsKeys) {
  RunVectorFile("tests/vectors/livekit_key.txt", [](VectorBlock& block) {
    SCOPED_TRACE(block.Text("name"));
    const Scheme scheme =
        LiveKit(SaltOf(block), static_cast<size_t>(block.Number("key_bits")));
    if (block.Has("info")) {
      EXPECT_EQ(block.Bytes("info"), std::vector<uint8_t>(128));
    } else {
      EXPECT_EQ(block.Number("iterations"), 100000u);
    }
    ExpectKey(*scheme, Material(block, "material"), Secret(block, "aes_key"));
  });
}

TEST(RingKeySchemeTest, TakesLiveKitsRatchetSteps) {
  RunVectorFile("tests/vectors/livekit_ratchet.txt", [](VectorBlock& block) {
    const Scheme scheme = LiveKit(SaltOf(block), 128);
    const KeyMaterial before = Material(block, "material_before");
    const absl::StatusOr<KeyMaterial> after =
        scheme->Ratchet(before, block.Number("step") - 1);
    ASSERT_TRUE(after.ok()) << after.status();
    EXPECT_TRUE(after->bytes() == Secret(block, "material_after"));
    EXPECT_EQ(after->kind(), before.kind());
    ExpectKey(*scheme, before, Secret(block, "aes128_key_before"));
    ExpectKey(*scheme, *after, Secret(block, "aes128_key_after"));
  });
}

// An expansion that does not belong to the passphrase shows that it is used.
TEST(RingKeySchemeTest, AnExpandedPassphraseIsNotDerivedFromAgain) {
  const Scheme scheme = LiveKit("salt", 128);
  const SecretBytes bytes(32);
  const KeyMaterial expanded =
      KeyMaterial::FromPassphrase(SecretBytes::CopyOf({'p'}))
          .Expanded(bytes.Clone());
  ExpectKey(*scheme, expanded, SecretBytes(16));
  EXPECT_TRUE(scheme->Ratchet(expanded, 0).value().bytes() == bytes);
  EXPECT_TRUE(scheme->Expand(expanded).value().expansion() == bytes);
}

TEST(RingKeySchemeTest, PassphrasesNeedTheSameSaltForKeysAndRatchet) {
  EXPECT_FALSE(
      RingKeyScheme::Create(
          {.salt = "a", .ratchet_salt = "b", .takes_passphrases = true})
          .ok());
}

TEST(RingKeySchemeTest, DerivesAndRatchetsJitsisKeys) {
  RunVectorFile("tests/vectors/jframe.txt", [](VectorBlock& block) {
    const Scheme scheme = JFrame();
    KeyMaterial material =
        KeyMaterial::FromKey(Secret(block, "initial_material"));
    for (uint64_t i = 0; i < block.Number("ratchet_steps"); ++i) {
      material = scheme->Ratchet(material, i).value();
    }
    EXPECT_TRUE(material.bytes() == Secret(block, "material"));
    ExpectKey(*scheme, material, Secret(block, "aes_key"));
    for (const char* name :
         {"kind", "ssrc", "rtp_timestamp", "send_count", "key_index",
          "header_size", "plaintext", "frame"}) {
      block.Ignore(name);
    }
  });
}

TEST(RingKeySchemeTest, AnAeadKeyIsUsedAsGivenAndDoesNotRatchet) {
  const SecretBytes key = SecretBytes::CopyOf(std::vector<uint8_t>(16, 5));
  const KeyMaterial material = KeyMaterial::FromAeadKey(key);
  ExpectKey(*JFrame(), material, key);
  EXPECT_EQ(JFrame()->Ratchet(material, 0).status().code(),
            absl::StatusCode::kFailedPrecondition);
  for (const size_t size : {1u, 15u, 17u, 32u}) {
    EXPECT_EQ(
        JFrame()
            ->NewOpeningKey(0, KeyMaterial::FromAeadKey(SecretBytes(size)))
            .status()
            .code(),
        absl::StatusCode::kInvalidArgument);
  }
}

TEST(RingKeySchemeTest, RefusesMaterialOfTheWrongKindOrSize) {
  const SecretBytes bytes = SecretBytes::CopyOf(std::vector<uint8_t>(16, 5));
  EXPECT_EQ(JFrame()
                ->NewSealingKey(0, KeyMaterial::FromPassphrase(bytes), nullptr)
                .status()
                .code(),
            absl::StatusCode::kInvalidArgument);
  for (const KeyMaterial& material :
       {KeyMaterial(), KeyMaterial::FromPassphrase(SecretBytes())}) {
    EXPECT_EQ(LiveKit("salt", 128)->NewOpeningKey(0, material).status().code(),
              absl::StatusCode::kInvalidArgument);
  }
}

TEST(RingKeySchemeTest, KidsHaveTheRingIndexBelowTheStep) {
  const Scheme scheme = NewScheme({.ring_size = 5});
  EXPECT_EQ(scheme->KeyId(4, 0).value(), 4u);
  EXPECT_EQ(scheme->KeyId(5, 0).value(), 0u);
  EXPECT_EQ(scheme->KeyId(12, 3).value(), 0x302u);
  EXPECT_EQ(scheme->SharedKeyId(12, std::nullopt).value(), 2u);
  EXPECT_EQ(scheme->SharedKeyId(12, 77).value(), 2u);
  EXPECT_TRUE(scheme->traits().Conflict(0x302, 2));
  EXPECT_FALSE(scheme->traits().Conflict(0x302, 3));
  EXPECT_TRUE(scheme->KeyId(0, (uint64_t{1} << 56) - 1).ok());
  EXPECT_FALSE(scheme->KeyId(0, uint64_t{1} << 56).ok());
}

TEST(RingKeySchemeTest, RefusesOptionsOutOfRange) {
  for (const RingKeySchemeOptions& options :
       {RingKeySchemeOptions{.key_size = 24},
        RingKeySchemeOptions{.ring_size = 0},
        RingKeySchemeOptions{.ring_size = kMaxRingSize + 1},
        RingKeySchemeOptions{.ratchet_window = kMaxRatchetWindow + 1}}) {
    EXPECT_EQ(RingKeyScheme::Create(options).status().code(),
              absl::StatusCode::kInvalidArgument);
  }
  EXPECT_TRUE(RingKeyScheme::Create({.ring_size = kMaxRingSize,
                                     .ratchet_window = kMaxRatchetWindow})
                  .ok());
}

}  // namespace
}  // namespace sealframe
