// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/key_openers.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/diagnosis/key_variants.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/diagnosis/testing/seal_frame.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/key_material.h"

namespace sealframe {
namespace {

constexpr FrameInfo kOpus = {.kind = MediaKind::kAudio, .codec = Codec::kOpus};

KeyVariant Variant(ProfileKey key, uint64_t steps) {
  key.ratchet_steps = steps;
  return {std::move(key), {}, {}};
}

ProfileKey Passphrase(const std::string& text) {
  return KeyOf("livekit", TextMaterial(KeyKind::kPassphrase, text));
}

TEST(KeyOpenersTest, AnOpenerIsAtItsRatchetStep) {
  std::vector<KeyVariant> variants;
  for (const uint64_t steps : {4u, 1u, 0u, 2u}) {
    variants.push_back(Variant(Passphrase("secret"), steps));
    variants.push_back(Variant(HexKey("sframe"), steps));
  }
  KeyOpeners openers(std::move(variants));
  for (size_t i = 0; i < openers.size(); ++i) {
    std::vector<uint8_t> out;
    const std::vector<uint8_t> sealed =
        SealFrame(openers.variant(i).key, kOpus, std::vector<uint8_t>(20, 7));
    ASSERT_NE(openers.Get(i), nullptr) << i;
    EXPECT_EQ(openers.Get(i)->Open(kOpus, sealed, &out)->status,
              FrameStatus::kOk);
    EXPECT_EQ(out, std::vector<uint8_t>(20, 7));
  }
  EXPECT_EQ(openers.slow_derivations(), 5u);  // The steps 0 to 4, once each.
}

TEST(KeyOpenersTest, KeysThatAProfileDoesNotAcceptHaveNoOpener) {
  std::vector<KeyVariant> variants;
  ProfileKey passphrase = Passphrase("secret");
  passphrase.profile = "jframe";
  variants.push_back(Variant(std::move(passphrase), 0));
  variants.push_back(
      Variant(KeyOf("sframe", TextMaterial(KeyKind::kKey, "short")), 0));
  ProfileKey no_ring = HexKey("livekit");
  no_ring.options.livekit.keyring_size = 0;
  variants.push_back(Variant(std::move(no_ring), 0));
  KeyOpeners openers(std::move(variants));
  for (size_t i = 0; i < openers.size(); ++i) {
    EXPECT_EQ(openers.Get(i), nullptr) << i;
  }
  EXPECT_EQ(openers.slow_derivations(), 0u);
}

TEST(KeyOpenersTest, SlowDerivationsAreBounded) {
  std::vector<KeyVariant> variants;
  for (size_t i = 0; i < kMaxSlowDerivations + 2; ++i) {
    variants.push_back(Variant(Passphrase("secret " + std::to_string(i)), 0));
  }
  KeyOpeners openers(std::move(variants));
  for (size_t i = 0; i < openers.size(); ++i) {
    EXPECT_EQ(openers.Get(i) != nullptr, i < kMaxSlowDerivations) << i;
  }
  EXPECT_EQ(openers.slow_derivations(), kMaxSlowDerivations);
}

}  // namespace
}  // namespace sealframe
