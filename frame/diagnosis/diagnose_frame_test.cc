// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Each test makes a mistake and expects its diagnosis.

#include "sealframe/frame/diagnosis/diagnose_frame.h"

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/frame/diagnosis/key_variants.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/diagnosis/testing/seal_frame.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

using Bytes = std::vector<uint8_t>;

constexpr FrameInfo kVp8Key = {
    .codec = Codec::kVp8, .key_frame = true, .ssrc = 7, .rtp_timestamp = 9};
constexpr FrameInfo kH264Key = {
    .codec = Codec::kH264, .key_frame = true, .ssrc = 7, .rtp_timestamp = 9};
constexpr FrameInfo kOpus = {.kind = MediaKind::kAudio, .codec = Codec::kOpus};

Bytes Vp8Frame() {
  return FromHex("1002009d012a8002e001c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3");
}

Bytes H264Frame() {
  return FromHex(
      "000000016742c00d8c8d40d0fbc900f08846a00000000168ce3c800000000165b84000a7"
      "a7a7a7a7a7a7a7a7a7");
}

// Expect fails unless the diagnosis is `reason` and its text contains `words`.
void Expect(const ProfileKey& key, const FrameInfo& info, const Bytes& frame,
            FailureReason reason, const std::string& words) {
  const absl::StatusOr<FrameDiagnosis> diagnosis =
      DiagnoseFrame(key, info, frame);
  ASSERT_TRUE(diagnosis.ok()) << diagnosis.status();
  EXPECT_EQ(FailureReasonName(diagnosis->reason), FailureReasonName(reason))
      << key.profile << ": " << diagnosis->text;
  EXPECT_THAT(diagnosis->text, HasSubstr(words)) << key.profile;
  EXPECT_EQ(reason == FailureReason::kNone, CameOut(diagnosis->status));
}

TEST(FrameDiagnosisTest, AFrameThatOpensHasNoFailure) {
  for (const absl::string_view profile : ProfileNames()) {
    const ProfileKey key = HexKey(profile);
    Expect(key, kVp8Key, SealFrame(key, kVp8Key, Vp8Frame()),
           FailureReason::kNone, "it opens");
  }
}

TEST(FrameDiagnosisTest, FramesThatNameAStepHaveNoWrongKeyIndex) {
  const ProfileKey key = HexKey("dave");
  const auto diagnosis = DiagnoseFrame(
      key, kVp8Key, SealFrame(key, kVp8Key, Vp8Frame()), {.key_index = 5});
  ASSERT_TRUE(diagnosis.ok()) << diagnosis.status();
  EXPECT_EQ(diagnosis->reason, FailureReason::kNone) << diagnosis->text;
}

TEST(FrameDiagnosisTest, FindsTheKindOfFrameThatWasSealed) {
  for (const absl::string_view profile : {"livekit", "jframe"}) {
    const ProfileKey key = HexKey(profile);
    const Bytes sealed = SealFrame(key, kVp8Key, Vp8Frame());
    // A sender that believes a flag against VP8's own bit.
    Expect(key, kVp8Key, SealFrame(key, {.key_frame = false}, Vp8Frame()),
           FailureReason::kFrameKind, "as a delta frame");
    Expect(key, kOpus, sealed, FailureReason::kFrameKind, "as a key frame");
    Expect(key, kVp8Key, SealFrame(key, kOpus, Vp8Frame()),
           FailureReason::kFrameKind, "as audio");
  }
  Expect(HexKey("livekit"), {.codec = Codec::kVp9},
         SealFrame(HexKey("livekit"), kH264Key, H264Frame()),
         FailureReason::kFrameKind, "as a delta frame of");
}

TEST(FrameDiagnosisTest, FindsAKeyGivenAsAnotherKindOfKey) {
  const ProfileKey text = KeyOf(
      "livekit", TextMaterial(KeyKind::kPassphrase, "correct horse battery"));
  const ProfileKey bytes =
      KeyOf("livekit", TextMaterial(KeyKind::kKey, "correct horse battery"));
  const FailureReason reason = FailureReason::kKeyDerivation;
  Expect(bytes, kVp8Key, SealFrame(text, kVp8Key, Vp8Frame()), reason,
         "given as a passphrase");
  Expect(text, kVp8Key, SealFrame(bytes, kVp8Key, Vp8Frame()), reason,
         "given as key bytes");
  const ProfileKey raw =
      KeyOf("livekit",
            KeyMaterial::FromAeadKey(SecretBytes::CopyOf(FromHex(kHexKey))));
  Expect(HexKey("livekit"), kVp8Key, SealFrame(raw, kVp8Key, Vp8Frame()),
         reason, "given as the cipher's own key");
  // A key's hex digits used as a passphrase.
  const ProfileKey digits =
      KeyOf("livekit", TextMaterial(KeyKind::kPassphrase, kHexKey));
  Expect(HexKey("livekit"), kVp8Key, SealFrame(digits, kVp8Key, Vp8Frame()),
         reason, "its hex digits given as a passphrase");
  Expect(digits, kVp8Key, SealFrame(HexKey("livekit"), kVp8Key, Vp8Frame()),
         reason, "the bytes of its hex digits given as key bytes");
}

TEST(FrameDiagnosisTest, FindsTheKeySizeOfTheSender) {
  for (const absl::string_view profile : {"livekit", "videosdk"}) {
    const ProfileKey small = HexKey(profile);
    ProfileKey large = HexKey(profile);
    large.options.livekit.key_size = 256;
    large.options.videosdk.key_size = 256;
    Expect(small, kVp8Key, SealFrame(large, kVp8Key, Vp8Frame()),
           FailureReason::kKeySize, "256");
    Expect(large, kVp8Key, SealFrame(small, kVp8Key, Vp8Frame()),
           FailureReason::kKeySize, "128");
  }
}

TEST(FrameDiagnosisTest, FindsTheSuiteOfTheSender) {
  ProfileKey other = HexKey("sframe");
  other.options.sframe.suite = CipherSuite::kAes256CtrHmacSha512_32;
  other.options.sframe.allow_short_tags = true;
  Expect(HexKey("sframe"), kVp8Key, SealFrame(other, kVp8Key, Vp8Frame()),
         FailureReason::kSuite, "AES_256_CTR_HMAC_SHA512_32");
}

TEST(FrameDiagnosisTest, FindsTheRatchetStepOfTheSender) {
  for (const absl::string_view profile : {"sframe", "livekit", "videosdk"}) {
    ProfileKey ahead = HexKey(profile);
    ahead.ratchet_steps = 1 + kMaxStepsTried;
    ProfileKey behind = HexKey(profile);
    behind.ratchet_steps = 1;
    Expect(behind, kVp8Key, SealFrame(ahead, kVp8Key, Vp8Frame()),
           FailureReason::kRatchetStep, "at ratchet step 9");
    Expect(ahead, kVp8Key, SealFrame(behind, kVp8Key, Vp8Frame()),
           FailureReason::kRatchetStep, "at ratchet step 1");
  }
}

TEST(FrameDiagnosisTest, FindsTheProfileOfTheSender) {
  for (const absl::string_view sealed_in : ProfileNames()) {
    const Bytes sealed = SealFrame(HexKey(sealed_in), kVp8Key, Vp8Frame());
    for (const absl::string_view taken_for : ProfileNames()) {
      if (taken_for != sealed_in) {
        Expect(HexKey(taken_for), kVp8Key, sealed, FailureReason::kProfile,
               "in the profile " + std::string(sealed_in));
      }
    }
  }
  // Under another key the structure still identifies the profile.
  const ProfileKey other =
      KeyOf("dave", TextMaterial(KeyKind::kKey, "sixteen bytes..."));
  Expect(HexKey("livekit"), kVp8Key, SealFrame(other, kVp8Key, Vp8Frame()),
         FailureReason::kProfile, "the profile dave, under another key");
}

TEST(FrameDiagnosisTest, DistinguishesCutOffFramesFromAnotherKey) {
  FrameInfo unknown = kVp8Key;
  unknown.codec = Codec::kUnknown;
  for (const absl::string_view profile : {"livekit", "jframe", "dave"}) {
    const ProfileKey key = HexKey(profile);
    Bytes sealed = SealFrame(key, unknown, Vp8Frame());
    sealed.pop_back();
    Expect(key, unknown, sealed, FailureReason::kCutOff, "cut off");
  }
  for (const absl::string_view profile : ProfileNames()) {
    const ProfileKey other =
        KeyOf(profile, TextMaterial(KeyKind::kKey, "sixteen bytes..."));
    Expect(HexKey(profile), kVp8Key, SealFrame(other, kVp8Key, Vp8Frame()),
           FailureReason::kUnknown, "another key");
  }
}

TEST(FrameDiagnosisTest, AFrameThatPassesHasNoFailure) {
  const absl::StatusOr<FrameDiagnosis> empty =
      DiagnoseFrame(HexKey("livekit"), kOpus, {});
  ASSERT_TRUE(empty.ok());
  EXPECT_EQ(empty->status, FrameStatus::kPassedThrough);
  EXPECT_EQ(empty->reason, FailureReason::kNone);
  EXPECT_EQ(empty->text, "it passes through unchanged");
}

TEST(FrameDiagnosisTest, OnlyUnexplainedFailuresHavePossibilities) {
  const ProfileKey key = HexKey("livekit");
  Bytes sealed = SealFrame(key, kVp8Key, Vp8Frame());
  const absl::StatusOr<FrameDiagnosis> opened =
      DiagnoseFrame(key, kVp8Key, sealed);
  EXPECT_THAT(opened->possible, IsEmpty());
  EXPECT_THAT(opened->reasons, IsEmpty());
  EXPECT_EQ(opened->opened_size, Vp8Frame().size());
  sealed[12] ^= 1;
  const absl::StatusOr<FrameDiagnosis> altered =
      DiagnoseFrame(key, kVp8Key, sealed);
  EXPECT_THAT(altered->possible,
              ElementsAre(FailureReason::kKey, FailureReason::kSalt,
                          FailureReason::kAltered));
  EXPECT_THAT(altered->reasons, IsEmpty());
  EXPECT_EQ(altered->status, FrameStatus::kNotAuthentic);
  EXPECT_EQ(altered->reason, FailureReason::kUnknown);
}

TEST(FrameDiagnosisTest, FindsAnotherKeyIndexBesideAMistakeWithTheFrame) {
  for (const absl::string_view profile : {"livekit", "jframe", "sframe"}) {
    ProfileKey third = HexKey(profile);
    third.key_index = 3;
    const Bytes sealed = SealFrame(third, kOpus, Vp8Frame());
    Bytes padded = sealed;
    padded.insert(padded.end(), {0, 0, 3});
    const absl::StatusOr<FrameDiagnosis> both =
        DiagnoseFrame(third, kOpus, padded, {.key_index = 0});
    EXPECT_THAT(both->reasons,
                ElementsAre(FailureReason::kPadding, FailureReason::kKeyIndex));
    EXPECT_THAT(both->text, HasSubstr("; and it names key index 3, not 0"));
    EXPECT_THAT(DiagnoseFrame(third, kOpus, padded, {.key_index = 3})->reasons,
                ElementsAre(FailureReason::kPadding));
  }
  // The key index is the byte that was lost.
  ProfileKey third = HexKey("livekit");
  third.key_index = 3;
  Bytes cut = SealFrame(third, kOpus, Vp8Frame());
  cut.pop_back();
  EXPECT_THAT(DiagnoseFrame(third, kOpus, cut, {.key_index = 3})->reasons,
              ElementsAre(FailureReason::kCutOff));
}

TEST(FrameDiagnosisTest, RefusesAKeyThatItsProfileDoesNotAccept) {
  const ProfileKey key = KeyOf(
      "sframe", TextMaterial(KeyKind::kPassphrase, "correct horse battery"));
  EXPECT_FALSE(DiagnoseFrame(key, kVp8Key, Bytes(40)).ok());
  EXPECT_FALSE(DiagnoseFrame(HexKey("rot13"), kVp8Key, Bytes(40)).ok());
}

TEST(FrameDiagnosisTest, AFrameLargerThanAnyIsNotSearched) {
  const ProfileKey key = {
      .profile = "livekit",
      .material = KeyMaterial::FromKey(SecretBytes::CopyOf(Bytes(16, 1)))};
  const FrameDiagnosis diagnosis =
      DiagnoseFrame(key, kH264Key, Bytes(3 * kMaxFrameSize)).value();
  EXPECT_EQ(diagnosis.status, FrameStatus::kFrameTooLarge);
  EXPECT_EQ(diagnosis.reason, FailureReason::kUnknown);
  EXPECT_THAT(diagnosis.text, HasSubstr("more than any sealed frame has"));
  EXPECT_THAT(diagnosis.possible, IsEmpty());
}

}  // namespace
}  // namespace sealframe
