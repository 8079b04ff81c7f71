// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/key_chain.h"

#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/ring/ring_key_scheme.h"
#include "sealframe/frame/formats/sframe/sframe_key_schedule.h"
#include "sealframe/frame/formats/sframe/sframe_key_scheme.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/testing/messages_fixture.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

constexpr CipherSuite kSuite = CipherSuite::kAes128GcmSha256_128;

KeyMaterial Material() {
  return KeyMaterial::FromKey(SecretBytes::CopyOf({1, 2, 3}));
}

KeyChainParams Params(unsigned ratchet_bits, bool seals) {
  return {.scheme = *SFrameKeyScheme::Create({.ratchet_bits = ratchet_bits}),
          .number = 9,
          .key_index = 2,
          .seals = seals};
}

KeyChainParams PerSsrcParams(bool seals) {
  return {
      .scheme = *SFrameKeyScheme::Create({.ratchet_bits = 1, .per_ssrc = true}),
      .seals = seals};
}

KeyChain MustStart(const KeyChainParams& params, uint64_t step = 0,
                   const std::vector<uint32_t>& ssrcs = {}) {
  absl::StatusOr<KeyChain> chain =
      KeyChain::Start(params, Material(), step, ssrcs);
  EXPECT_TRUE(chain.ok()) << chain.status();
  return *std::move(chain);
}

std::vector<uint64_t> NewStepsOf(const KeyChain& chain) {
  std::vector<uint64_t> steps;
  for (const OpeningEntry& entry : chain.new_opening()) {
    EXPECT_EQ(entry.chain, chain.number());
    steps.push_back(entry.step);
  }
  return steps;
}

TEST(KeyChainTest, AChainThatOpensDerivesItsStepAndThoseAhead) {
  const KeyChain chain = MustStart(Params(2, /*seals=*/false), 5);
  EXPECT_THAT(NewStepsOf(chain), ElementsAre(5, 6, 7));
  EXPECT_EQ(chain.kid(), (2u << 2) + 1);
  EXPECT_THAT(chain.sealing(), IsEmpty());
}

TEST(KeyChainTest, GoingOnDerivesOnlyWhatIsNew) {
  const KeyChain chain = MustStart(Params(2, /*seals=*/false));
  const absl::StatusOr<KeyChain> next = chain.At(2);
  ASSERT_TRUE(next.ok());
  EXPECT_THAT(NewStepsOf(*next), ElementsAre(3, 4));
  EXPECT_EQ(next->step(), 2u);
  EXPECT_EQ(chain.step(), 0u) << "the old one is as it was";
}

TEST(KeyChainTest, AChainThatSealsHasOneKeyAndGivesItsMaterial) {
  const KeyChain chain = MustStart(Params(4, /*seals=*/true));
  ASSERT_THAT(chain.sealing(), SizeIs(1));
  EXPECT_THAT(chain.new_opening(), IsEmpty());
  const absl::StatusOr<KeyChain> next = chain.At(2);
  ASSERT_TRUE(next.ok());
  ASSERT_THAT(next->new_sealing(), SizeIs(1));
  EXPECT_EQ(next->sealing()[0].key->kid(), (2u << 4) + 2);
  const absl::StatusOr<KeyAtStep> now = next->Material();
  ASSERT_TRUE(now.ok());
  EXPECT_EQ(now->key_index, 2u);
  EXPECT_EQ(now->step, 2u);
  EXPECT_TRUE(
      now->material.bytes() ==
      *RatchetBaseKey(kSuite, *RatchetBaseKey(kSuite, Material().bytes())));
}

TEST(KeyChainTest, BothEndsComeToTheSameKeysAtEveryStep) {
  const KeyChain opens = MustStart(Params(4, /*seals=*/false));
  for (uint64_t step = 0; step <= kMaxStepsAhead; ++step) {
    const absl::StatusOr<KeyChain> seals =
        MustStart(Params(4, /*seals=*/true)).At(step);
    ASSERT_TRUE(seals.ok());
    const OpeningEntry& entry = opens.new_opening()[step];
    EXPECT_EQ(entry.key->kid(), seals->kid());
    EXPECT_TRUE(OpenMessage(entry.key.get(),
                            SealMessage(seals->sealing()[0].key.get())));
  }
}

TEST(KeyChainTest, TheCiphersKeyItselfDoesNotRatchet) {
  const auto scheme = RingKeyScheme::Create({.ratchet_window = 8});
  const absl::StatusOr<KeyChain> chain = KeyChain::Start(
      {.scheme = *scheme}, KeyMaterial::FromAeadKey(SecretBytes(16)), 0, {});
  ASSERT_TRUE(chain.ok()) << chain.status();
  EXPECT_FALSE(chain->ratchets());
  EXPECT_THAT(NewStepsOf(*chain), ElementsAre(0));
}

TEST(KeyChainTest, AStepIsRefusedWhereThereAreNone) {
  EXPECT_EQ(
      KeyChain::Start(Params(0, false), Material(), 1, {}).status().code(),
      absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(
      KeyChain::Start(PerSsrcParams(false), Material(), 1, {1}).status().code(),
      absl::StatusCode::kInvalidArgument);
}

TEST(KeyChainTest, TakesTheHighestStepAndNotOnePastIt) {
  EXPECT_THAT(NewStepsOf(MustStart(Params(1, false), kMaxRatchetStep)),
              ElementsAre(kMaxRatchetStep, kMaxRatchetStep + 1));
  EXPECT_EQ(
      KeyChain::Start(Params(1, false), Material(), kMaxRatchetStep + 1, {})
          .status()
          .code(),
      absl::StatusCode::kInvalidArgument);
}

TEST(KeyChainTest, RefusesEmptyMaterialAndAKidThatDoesNotFit) {
  EXPECT_FALSE(KeyChain::Start(Params(0, true), {}, 0, {}).ok());
  KeyChainParams params = Params(4, true);
  params.key_index = uint64_t{1} << 60;
  EXPECT_FALSE(KeyChain::Start(params, Material(), 0, {}).ok());
}

TEST(KeyChainTest, EachStreamHasAKeyOfItsOwnUnderOneKid) {
  const KeyChain seals = MustStart(PerSsrcParams(true), 0, {10, 11});
  ASSERT_THAT(seals.sealing(), SizeIs(2));
  EXPECT_EQ(seals.sealing()[0].ssrc, 10u);
  EXPECT_EQ(seals.sealing()[0].key->kid(), seals.sealing()[1].key->kid());
  EXPECT_NE(seals.sealing()[0].key->fingerprint(),
            seals.sealing()[1].key->fingerprint());
}

TEST(KeyChainTest, AddingAStreamDerivesOnlyItsKeys) {
  const KeyChain one = MustStart(PerSsrcParams(true), 0, {10});
  const absl::StatusOr<KeyChain> two = one.WithSsrc(11);
  ASSERT_TRUE(two.ok());
  EXPECT_EQ(two->sealing()[0].key, one.sealing()[0].key);
  ASSERT_THAT(two->new_sealing(), SizeIs(1));
  EXPECT_EQ(two->new_sealing()[0].ssrc, 11u);
}

TEST(KeyChainTest, OnceRatchetedThereIsNothingToAddAStreamFrom) {
  const absl::StatusOr<KeyChain> next =
      MustStart(PerSsrcParams(true), 0, {10}).At(1);
  ASSERT_TRUE(next.ok());
  EXPECT_EQ(next->WithSsrc(11).status().code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(next->Material().status().code(),
            absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace sealframe
