// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Each test makes a mistake with a key and expects that it is named.

#include "sealframe/frame/diagnosis/key_variants.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/diagnosis/diagnose_frame.h"
#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/diagnosis/testing/expect_diagnosis.h"
#include "sealframe/frame/diagnosis/testing/seal_frame.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

constexpr FrameInfo kOpus = {.kind = MediaKind::kAudio, .codec = Codec::kOpus};

Bytes Sealed(const ProfileKey& key) {
  return SealFrame(key, kOpus, FromHex("fc" + std::string(80, 'a')));
}

// Bytes 00 to 0f, and bytes whose base64 has both of its special characters.
constexpr absl::string_view kBytes[] = {kHexKey,
                                        "fbffbe00fbffbe00fbffbe00fbffbe00"};

std::string TextOf(absl::string_view hex) {
  const Bytes bytes = FromHex(hex);
  return {bytes.begin(), bytes.end()};
}

TEST(KeyVariantsTest, FindsTextGivenForBytesAndBytesForText) {
  const struct {
    absl::string_view text[2];
    absl::string_view name;
  } cases[] = {
      {{"000102030405060708090a0b0c0d0e0f", "fbffbe00fbffbe00fbffbe00fbffbe00"},
       "hex digits"},
      {{"AAECAwQFBgcICQoLDA0ODw==", "+/++APv/vgD7/74A+/++AA=="}, "base64 text"},
      {{"AAECAwQFBgcICQoLDA0ODw", "-_--APv_vgD7_74A-_--AA"}, "text"},
  };
  for (int i = 0; i < 2; ++i) {
    const ProfileKey bytes =
        KeyOf("livekit", TextMaterial(KeyKind::kKey, TextOf(kBytes[i])));
    for (const auto& c : cases) {
      for (const KeyKind kind : {KeyKind::kPassphrase, KeyKind::kKey}) {
        const ProfileKey text = KeyOf("livekit", TextMaterial(kind, c.text[i]));
        const std::string name(c.name);
        ExpectReasons(bytes, kOpus, Sealed(text),
                      {FailureReason::kKeyDerivation}, name);
        ExpectReasons(text, kOpus, Sealed(bytes),
                      {FailureReason::kKeyDerivation}, name);
      }
    }
  }
}

TEST(KeyVariantsTest, FindsTextForBytesInEveryProfile) {
  for (const absl::string_view profile :
       {"sframe", "livekit", "videosdk", "jframe"}) {
    const ProfileKey text =
        KeyOf(profile, TextMaterial(KeyKind::kKey, kHexKey));
    ExpectReasons(HexKey(profile), kOpus, Sealed(text),
                  {FailureReason::kKeyDerivation},
                  "its hex digits given as key");
  }
}

TEST(KeyVariantsTest, FindsALineEndBehindAPassphrase) {
  const ProfileKey bare =
      KeyOf("livekit", TextMaterial(KeyKind::kPassphrase, "a long secret"));
  const ProfileKey line =
      KeyOf("livekit", TextMaterial(KeyKind::kPassphrase, "a long secret\n"));
  ExpectReasons(bare, kOpus, Sealed(line), {FailureReason::kKeyDerivation},
                "with a line end after it");
  ExpectReasons(line, kOpus, Sealed(bare), {FailureReason::kKeyDerivation},
                "without the white space after it");
}

TEST(KeyVariantsTest, FindsASaltThatTheSenderDoesNotUse) {
  ProfileKey salted = HexKey("livekit");
  salted.options.livekit.ratchet_salt = "our own";
  ExpectReasons(salted, kOpus, Sealed(HexKey("livekit")),
                {FailureReason::kSalt}, "with the profile's own salt");
  ExpectReasons(salted, kOpus, Sealed(HexKey("videosdk")),
                {FailureReason::kProfile}, "in the profile videosdk");
}

TEST(KeyVariantsTest, FindsTheSizeTogetherWithTheKindOfKey) {
  ProfileKey large =
      KeyOf("livekit", TextMaterial(KeyKind::kPassphrase, TextOf(kHexKey)));
  large.options.livekit.key_size = 256;
  ExpectReasons(HexKey("livekit"), kOpus, Sealed(large),
                {FailureReason::kKeyDerivation, FailureReason::kKeySize},
                "with a key of 256 bits, with the same bytes given as");
}

TEST(KeyVariantsTest, FindsAnotherProfileTogetherWithTheKindOfKey) {
  const ProfileKey videosdk =
      KeyOf("videosdk", TextMaterial(KeyKind::kPassphrase, TextOf(kHexKey)));
  ExpectReasons(HexKey("livekit"), kOpus, Sealed(videosdk),
                {FailureReason::kProfile, FailureReason::kKeyDerivation},
                "in the profile videosdk, with the same bytes");
}

TEST(KeyVariantsTest, NamesTheParticipantWhoseKeyOpensTheFrame) {
  for (const absl::string_view profile : ProfileNames()) {
    const ProfileKey bob =
        KeyOf(profile, TextMaterial(KeyKind::kKey, "sixteen bytes..."));
    std::vector<ParticipantKey> others;
    others.push_back(
        {"carol",
         KeyOf(profile, TextMaterial(KeyKind::kKey, "another sixteen!"))});
    others.push_back({"bob", CloneKey(bob)});
    ExpectReasons(HexKey(profile), kOpus, Sealed(bob),
                  {FailureReason::kParticipant}, "with the key of bob",
                  {.others = others});
  }
}

TEST(KeyVariantsTest, NamesTheIndexUnderWhichTheFrameExpectsTheKey) {
  for (const absl::string_view profile :
       {"sframe", "livekit", "jframe", "getstream"}) {
    ProfileKey third = HexKey(profile);
    third.key_index = 3;
    const Bytes sealed = Sealed(third);
    ExpectReasons(HexKey(profile), kOpus, sealed, {FailureReason::kKeyIndex},
                  "names key index 3, not 0", {.key_index = 0});
    EXPECT_EQ(DiagnoseFrame(third, kOpus, sealed, {.key_index = 3})->reason,
              FailureReason::kNone);
  }
}

TEST(KeyVariantsTest, AnUnknownProfileHasNoVariants) {
  EXPECT_TRUE(KeyVariantsOf(HexKey("rot13"), {}).empty());
}

}  // namespace
}  // namespace sealframe
