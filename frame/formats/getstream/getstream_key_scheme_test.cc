// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/getstream/getstream_key_scheme.h"

#include <cstddef>
#include <string>

#include "absl/status/status.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/nonce_sequence.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {
namespace {

KeyMaterial Key(size_t size) { return KeyMaterial::FromKey(SecretBytes(size)); }

Nonce NextNonceOf(SealingKey& key) {
  const SealTicket ticket = key.Take({}, 0, 0);
  EXPECT_EQ(ticket.error(), NonceError::kNone);
  return ticket.nonce();
}

std::string PrefixOf(const Nonce& nonce) {
  return std::string(nonce.begin(), nonce.begin() + 8);
}

TEST(GetStreamKeySchemeTest, AKidIsTheKeyIndexModulo256) {
  const GetStreamKeyScheme scheme;
  EXPECT_EQ(*scheme.KeyId(0, 0), 0u);
  EXPECT_EQ(*scheme.KeyId(255, 0), 255u);
  EXPECT_EQ(*scheme.KeyId(256, 0), 0u);
  EXPECT_EQ(*scheme.KeyId(1000, 0), 232u);
  EXPECT_EQ(*scheme.SharedKeyId(257, 7), 1u);
}

TEST(GetStreamKeySchemeTest, KeysDoNotRatchet) {
  const GetStreamKeyScheme scheme;
  EXPECT_FALSE(scheme.KeyId(0, 1).ok());
  EXPECT_FALSE(scheme.Ratchet(Key(16), 0).ok());
  EXPECT_EQ(scheme.traits().steps_ahead, 0u);
}

TEST(GetStreamKeySchemeTest, KeysHave16Or32BytesOfEitherKind) {
  const GetStreamKeyScheme scheme;
  for (const size_t size : {0u, 15u, 16u, 17u, 24u, 31u, 32u, 33u}) {
    const bool is_good = size == 16 || size == 32;
    const KeyMaterial key = Key(size);
    const KeyMaterial aead_key = KeyMaterial::FromAeadKey(SecretBytes(size));
    for (const KeyMaterial* const material : {&key, &aead_key}) {
      EXPECT_EQ(scheme.NewSealingKey(0, *material, nullptr).ok(), is_good);
      EXPECT_EQ(scheme.NewOpeningKey(0, *material).ok(), is_good);
    }
  }
}

TEST(GetStreamKeySchemeTest, APassphraseIsRefused) {
  const GetStreamKeyScheme scheme;
  const KeyMaterial passphrase = KeyMaterial::FromPassphrase(SecretBytes(16));
  EXPECT_EQ(scheme.NewSealingKey(0, passphrase, nullptr).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(scheme.NewOpeningKey(0, passphrase).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(GetStreamKeySchemeTest, AKeyGetsANewPrefixEachTimeItIsSet) {
  const GetStreamKeyScheme scheme;
  const auto first = *scheme.NewSealingKey(0, Key(16), nullptr);
  const auto again = *scheme.NewSealingKey(0, Key(16), nullptr);
  EXPECT_EQ(first->fingerprint(), again->fingerprint());
  const Nonce nonce = NextNonceOf(*first);
  EXPECT_NE(PrefixOf(nonce), PrefixOf(NextNonceOf(*again)));
  EXPECT_EQ(PrefixOf(nonce), PrefixOf(NextNonceOf(*first)));
}

TEST(GetStreamKeySchemeTest, OneCounterServesAllKeys) {
  const GetStreamKeyScheme scheme;
  const auto first = *scheme.NewSealingKey(0, Key(16), nullptr);
  const auto second = *scheme.NewSealingKey(1, Key(32), nullptr);
  EXPECT_EQ(NextNonceOf(*first)[11], 1);
  EXPECT_EQ(NextNonceOf(*second)[11], 2);
  EXPECT_EQ(NextNonceOf(*first)[11], 3);
}

TEST(GetStreamKeySchemeTest, AKeyIsTheSameForSealingAndOpening) {
  const GetStreamKeyScheme scheme;
  EXPECT_EQ((*scheme.NewSealingKey(0, Key(32), nullptr))->fingerprint(),
            (*scheme.NewOpeningKey(9, Key(32)))->fingerprint());
}

}  // namespace
}  // namespace sealframe
