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
#include "sealframe/keyring/keyring_state.h"
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

KeyChange MustStart(const KeyChainParams& params, uint64_t step = 0,
                    const std::vector<uint32_t>& ssrcs = {}) {
  absl::StatusOr<KeyChange> change =
      KeyChain::Start(params, Material(), step, ssrcs);
  EXPECT_TRUE(change.ok()) << change.status();
  return *std::move(change);
}

std::vector<uint64_t> AddedSteps(const KeyChange& change) {
  std::vector<uint64_t> steps;
  for (const OpeningEntry& entry : change.added_opening) {
    EXPECT_EQ(entry.chain, change.chain.number());
    steps.push_back(entry.step);
  }
  return steps;
}

TEST(KeyChainTest, AChainThatOpensDerivesItsStepAndThoseAhead) {
  const KeyChange start = MustStart(Params(2, /*seals=*/false), 5);
  EXPECT_THAT(AddedSteps(start), ElementsAre(5, 6, 7));
  EXPECT_EQ(start.chain.kid(), (2u << 2) + 1);
  EXPECT_THAT(start.chain.sealing(), IsEmpty());
  EXPECT_THAT(start.added_sealing, IsEmpty());
}

TEST(KeyChainTest, RatchetingDerivesOnlyTheNewStepsAndKeepsTheOldChain) {
  const KeyChain chain = MustStart(Params(2, /*seals=*/false)).chain;
  const absl::StatusOr<KeyChange> next = chain.At(2);
  ASSERT_TRUE(next.ok());
  EXPECT_THAT(AddedSteps(*next), ElementsAre(3, 4));
  EXPECT_EQ(next->chain.step(), 2u);
  EXPECT_EQ(chain.step(), 0u);
}

TEST(KeyChainTest, AChainThatSealsHasOneKeyAndGivesItsMaterial) {
  const KeyChange start = MustStart(Params(4, /*seals=*/true));
  ASSERT_THAT(start.chain.sealing(), SizeIs(1));
  EXPECT_THAT(start.added_opening, IsEmpty());
  const absl::StatusOr<KeyChange> next = start.chain.At(2);
  ASSERT_TRUE(next.ok());
  ASSERT_THAT(next->added_sealing, SizeIs(1));
  ASSERT_THAT(next->chain.sealing(), SizeIs(1));
  EXPECT_EQ(next->chain.sealing()[0].key, next->added_sealing[0].key);
  EXPECT_EQ(next->chain.sealing()[0].key->kid(), (2u << 4) + 2);
  const absl::StatusOr<KeyAtStep> now = next->chain.Material();
  ASSERT_TRUE(now.ok());
  EXPECT_EQ(now->key_index, 2u);
  EXPECT_EQ(now->step, 2u);
  EXPECT_TRUE(
      now->material.bytes() ==
      *RatchetBaseKey(kSuite, *RatchetBaseKey(kSuite, Material().bytes())));
}

TEST(KeyChainTest, BothEndsDeriveTheSameKeysAtEveryStep) {
  const KeyChange opens = MustStart(Params(4, /*seals=*/false));
  const KeyChain sender = MustStart(Params(4, /*seals=*/true)).chain;
  for (size_t step = 0; step <= kMaxStepsAhead; ++step) {
    const absl::StatusOr<KeyChange> seals = sender.At(step);
    ASSERT_TRUE(seals.ok());
    const OpeningEntry& entry = opens.added_opening[step];
    EXPECT_EQ(entry.key->kid(), seals->chain.kid());
    EXPECT_TRUE(OpenMessage(entry.key.get(),
                            SealMessage(seals->added_sealing[0].key.get())));
  }
}

TEST(KeyChainTest, AnAeadKeyDoesNotRatchet) {
  const auto scheme = RingKeyScheme::Create({.ratchet_window = 8});
  const absl::StatusOr<KeyChange> start = KeyChain::Start(
      {.scheme = *scheme}, KeyMaterial::FromAeadKey(SecretBytes(16)), 0, {});
  ASSERT_TRUE(start.ok()) << start.status();
  EXPECT_FALSE(start->chain.ratchets());
  EXPECT_THAT(AddedSteps(*start), ElementsAre(0));
}

TEST(KeyChainTest, AStepIsRefusedIfTheKeyHasNoSteps) {
  EXPECT_EQ(
      KeyChain::Start(Params(0, false), Material(), 1, {}).status().code(),
      absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(
      KeyChain::Start(PerSsrcParams(false), Material(), 1, {1}).status().code(),
      absl::StatusCode::kInvalidArgument);
}

TEST(KeyChainTest, StartsAtTheHighestStepAndNotOnePastIt) {
  EXPECT_THAT(AddedSteps(MustStart(Params(1, false), kMaxRatchetStep)),
              ElementsAre(kMaxRatchetStep, kMaxRatchetStep + 1));
  EXPECT_EQ(
      KeyChain::Start(Params(1, false), Material(), kMaxRatchetStep + 1, {})
          .status()
          .code(),
      absl::StatusCode::kInvalidArgument);
}

TEST(KeyChainTest, RefusesEmptyMaterialAndAKeyIndexThatDoesNotFitTheKid) {
  EXPECT_FALSE(KeyChain::Start(Params(0, true), {}, 0, {}).ok());
  KeyChainParams params = Params(4, true);
  params.key_index = uint64_t{1} << 60;
  EXPECT_FALSE(KeyChain::Start(params, Material(), 0, {}).ok());
}

TEST(KeyChainTest, EachStreamHasItsOwnKeyUnderOneKid) {
  const KeyChain seals = MustStart(PerSsrcParams(true), 0, {10, 11}).chain;
  ASSERT_THAT(seals.sealing(), SizeIs(2));
  EXPECT_EQ(seals.sealing()[0].ssrc, 10u);
  EXPECT_EQ(seals.sealing()[0].key->kid(), seals.sealing()[1].key->kid());
  EXPECT_NE(seals.sealing()[0].key->fingerprint(),
            seals.sealing()[1].key->fingerprint());
}

TEST(KeyChainTest, AddingAStreamDerivesOnlyItsKeys) {
  const KeyChain one = MustStart(PerSsrcParams(true), 0, {10}).chain;
  const absl::StatusOr<KeyChange> two = one.WithSsrc(11);
  ASSERT_TRUE(two.ok());
  ASSERT_THAT(two->chain.sealing(), SizeIs(2));
  EXPECT_EQ(two->chain.sealing()[0].key, one.sealing()[0].key);
  ASSERT_THAT(two->added_sealing, SizeIs(1));
  EXPECT_EQ(two->added_sealing[0].ssrc, 11u);
}

TEST(KeyChainTest, OnceRatchetedAChainTakesNoNewStream) {
  const absl::StatusOr<KeyChange> next =
      MustStart(PerSsrcParams(true), 0, {10}).chain.At(1);
  ASSERT_TRUE(next.ok());
  EXPECT_EQ(next->chain.WithSsrc(11).status().code(),
            absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(next->chain.Material().status().code(),
            absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace sealframe
