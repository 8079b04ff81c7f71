// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/dave/dave_key_scheme.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/dave/dave_footer.h"
#include "sealframe/frame/formats/dave/dave_key_schedule.h"
#include "sealframe/frame/formats/dave/dave_nonces.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/nonce_sequence.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {
namespace {

const DaveKeyScheme kScheme;

KeyMaterial Secret(size_t size = kDaveBaseSecretSize, uint8_t first = 1) {
  SecretBytes bytes(size);
  if (size != 0) {
    bytes.RevealMutable()[0] = first;
  }
  return KeyMaterial::FromKey(bytes);
}

// MaterialAt returns the material of `generation`.
KeyMaterial MaterialAt(uint32_t generation, KeyMaterial material = Secret()) {
  for (uint32_t g = 0; g < generation; ++g) {
    material = *kScheme.Ratchet(material, g);
  }
  return material;
}

// BeginAt makes a key start at one counter.
class BeginAt final : public CounterReservations {
 public:
  explicit BeginAt(uint64_t counter) : counter_(counter) {}

  absl::StatusOr<CounterRange> Reserve(const KeyFingerprint& key,
                                       uint64_t count) override {
    asked.push_back(key);
    return CounterRange{.begin = counter_, .end = counter_ + count};
  }

  std::vector<KeyFingerprint> asked;

 private:
  const uint64_t counter_;
};

absl::StatusCode SealingError(uint64_t kid, const KeyMaterial& material) {
  return kScheme.NewSealingKey(kid, material, nullptr).status().code();
}

absl::StatusCode OpeningError(uint64_t kid, const KeyMaterial& material) {
  return kScheme.NewOpeningKey(kid, material).status().code();
}

TEST(DaveKeySchemeTest, AKidIsTheKeyIndexAboveTheGeneration) {
  EXPECT_EQ(*kScheme.KeyId(0, 0), 0u);
  EXPECT_EQ(*kScheme.KeyId(7, 300), (uint64_t{7} << 32) + 300);
  EXPECT_EQ(*kScheme.KeyId(0xffffffff, 0xffffffff), ~uint64_t{0});
  EXPECT_FALSE(kScheme.KeyId(uint64_t{1} << 32, 0).ok());
  EXPECT_FALSE(kScheme.KeyId(0, uint64_t{1} << 32).ok());
  EXPECT_EQ(DaveGenerationOf(*kScheme.KeyId(7, 300)), 300u);
}

TEST(DaveKeySchemeTest, RefusesMaterialOfTheWrongKindOrSize) {
  constexpr auto kOk = absl::StatusCode::kOk;
  constexpr auto kInvalid = absl::StatusCode::kInvalidArgument;
  for (const size_t size : {0u, 15u, 16u, 17u, 31u, 32u, 33u}) {
    EXPECT_EQ(OpeningError(0, Secret(size)), size == 16 ? kOk : kInvalid);
    EXPECT_EQ(OpeningError(1, Secret(size)), size == 32 ? kOk : kInvalid);
    EXPECT_EQ(SealingError(0, Secret(size)), size == 16 ? kOk : kInvalid);
    const KeyMaterial key = KeyMaterial::FromAeadKey(SecretBytes(size));
    EXPECT_EQ(OpeningError(1, key), size == 16 ? kOk : kInvalid);
    EXPECT_EQ(SealingError(0, key), size == 16 ? kOk : kInvalid);
  }
  const KeyMaterial text = KeyMaterial::FromPassphrase(SecretBytes(16));
  EXPECT_EQ(OpeningError(0, text), kInvalid);
  EXPECT_EQ(SealingError(0, text), kInvalid);
  EXPECT_EQ(kScheme.SharedKeyId(0, 1).status().code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_FALSE(kScheme.MaterialForSsrc(Secret(), 1).ok());
}

// Starting later would repeat nonces of the first generation's key.
TEST(DaveKeySchemeTest, ASenderStartsWithGenerationZero) {
  EXPECT_EQ(SealingError(uint64_t{9} << 32, Secret()), absl::StatusCode::kOk);
  EXPECT_EQ(SealingError(1, MaterialAt(1)), absl::StatusCode::kInvalidArgument);
}

struct Generations {
  const char* name;
  KeyMaterial (*material)();
};

class EveryGenerationTest : public ::testing::TestWithParam<Generations> {};

INSTANTIATE_TEST_SUITE_P(
    Materials, EveryGenerationTest,
    ::testing::Values(
        Generations{"Secret", [] { return Secret(); }},
        Generations{"AeadKey",
                    [] { return KeyMaterial::FromAeadKey(SecretBytes(16)); }}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(EveryGenerationTest, TheKeyOfAGenerationOpensItsFrames) {
  for (uint32_t generation = 0; generation < kDaveSealingGenerations;
       ++generation) {
    const uint64_t counter = uint64_t{generation} << kDaveCounterBits;
    BeginAt store(counter + 4);
    const auto sealing =
        *kScheme.NewSealingKey(0, GetParam().material(), &store);
    SealTicket ticket = sealing->Take({}, 3, 2);
    ASSERT_EQ(ticket.error(), NonceError::kNone);
    EXPECT_EQ(ticket.counter(), counter + 5);
    const Nonce nonce = ticket.nonce();
    const std::vector<uint8_t> aad = {1, 2};
    std::vector<uint8_t> sealed(3 + kDaveTagSize);
    ASSERT_TRUE(sealing->Seal(std::move(ticket), aad, {3, 4, 5},
                              absl::MakeSpan(sealed)));
    const auto opening = *kScheme.NewOpeningKey(
        generation, MaterialAt(generation, GetParam().material()));
    std::vector<uint8_t> opened(3);
    EXPECT_TRUE(opening->Open(nonce, aad, sealed, absl::MakeSpan(opened)));
    EXPECT_EQ(opened, std::vector<uint8_t>({3, 4, 5}));
  }
}

TEST(DaveKeySchemeTest, GenerationsOfASecretHaveDifferentKeys) {
  const auto zero = *kScheme.NewOpeningKey(0, Secret());
  const auto one = *kScheme.NewOpeningKey(1, MaterialAt(1));
  EXPECT_NE(zero->fingerprint(), one->fingerprint());
}

TEST(DaveKeySchemeTest, ASealingKeyIsExhaustedAfterItsLastGeneration) {
  const uint64_t end = uint64_t{kDaveSealingGenerations} << kDaveCounterBits;
  BeginAt store(end - 2);
  const auto key = *kScheme.NewSealingKey(0, Secret(), &store);
  EXPECT_TRUE(key->usable());
  EXPECT_TRUE(key->near_limit());
  EXPECT_EQ(key->Take({}, 0, 0).counter(), end - 1);
  EXPECT_EQ(key->Take({}, 0, 0).error(), NonceError::kExhausted);
  EXPECT_FALSE(key->usable());
}

TEST(DaveKeySchemeTest, ASealingKeyIsNearItsLimitInItsLastGeneration) {
  const uint64_t last = uint64_t{kDaveSealingGenerations - 1}
                        << kDaveCounterBits;
  BeginAt before(last - 2);
  EXPECT_FALSE((*kScheme.NewSealingKey(0, Secret(), &before))->near_limit());
  BeginAt in(last - 1);
  EXPECT_TRUE((*kScheme.NewSealingKey(0, Secret(), &in))->near_limit());
}

// So the provider detects one secret used both ways, and a store finds the
// counters at every generation.
TEST(DaveKeySchemeTest, ASealingKeyHasTheFingerprintOfItsFirstGeneration) {
  BeginAt store(uint64_t{3} << kDaveCounterBits);
  const auto sealing = *kScheme.NewSealingKey(0, Secret(), &store);
  const auto opening = *kScheme.NewOpeningKey(0, Secret());
  EXPECT_EQ(sealing->fingerprint(), opening->fingerprint());
  EXPECT_EQ(store.asked, std::vector<KeyFingerprint>({opening->fingerprint()}));
  const auto other = *kScheme.NewOpeningKey(0, Secret(16, 2));
  EXPECT_NE(other->fingerprint(), opening->fingerprint());
}

}  // namespace
}  // namespace sealframe
