// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Each test makes a mistake and expects its diagnosis.

#include "sealframe/tools/cli/frame_diagnosis.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/frame_cryptor.h"

namespace sealframe {
namespace {

using ::testing::HasSubstr;

using Bytes = std::vector<uint8_t>;

constexpr char kHexKey[] = "000102030405060708090a0b0c0d0e0f";

constexpr FrameInfo kVp8Key = {
    .codec = Codec::kVp8, .key_frame = true, .ssrc = 7, .rtp_timestamp = 9};
constexpr FrameInfo kH264Key = {
    .codec = Codec::kH264, .key_frame = true, .ssrc = 7, .rtp_timestamp = 9};
constexpr FrameInfo kOpus = {.kind = MediaKind::kAudio, .codec = Codec::kOpus};

Bytes FromHex(absl::string_view hex) { return ParseHex(hex).value(); }

SecretBytes Secret(absl::string_view text) {
  return SecretBytes::CopyOf(Bytes(text.begin(), text.end()));
}

ProfileKey KeyOf(absl::string_view profile, KeyMaterial material) {
  return {.profile = std::string(profile), .material = std::move(material)};
}

ProfileKey HexKey(absl::string_view profile) {
  return KeyOf(profile,
               KeyMaterial::FromKey(SecretBytes::CopyOf(FromHex(kHexKey))));
}

Bytes Vp8Frame() {
  return FromHex("1002009d012a8002e001c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3c3");
}

Bytes H264Frame() {
  return FromHex(
      "000000016742c00d8c8d40d0fbc900f08846a00000000168ce3c800000000165b84000a7"
      "a7a7a7a7a7a7a7a7a7");
}

Bytes Seal(const ProfileKey& key, const FrameInfo& info, const Bytes& frame) {
  Bytes sealed;
  const absl::StatusOr<FrameResult> result =
      FrameCryptor::ForSealing(key).value()->Seal(info, frame, &sealed);
  EXPECT_TRUE(result.ok() && result->status == FrameStatus::kOk);
  return sealed;
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
    Expect(key, kVp8Key, Seal(key, kVp8Key, Vp8Frame()), FailureReason::kNone,
           "it opens");
  }
}

TEST(FrameDiagnosisTest, FindsBytesAppendedToTheFrame) {
  for (const absl::string_view profile : ProfileNames()) {
    for (const size_t padding : {size_t{1}, size_t{3}, size_t{255}}) {
      const ProfileKey key = HexKey(profile);
      Bytes sealed = Seal(key, kVp8Key, Vp8Frame());
      sealed.resize(sealed.size() + padding);
      sealed.back() = static_cast<uint8_t>(padding);
      Expect(key, kVp8Key, sealed, FailureReason::kPadding,
             "its last " + std::to_string(padding) + " byte");
    }
  }
}

TEST(FrameDiagnosisTest, FindsShortenedStartCodes) {
  for (const absl::string_view profile : {"livekit", "dave"}) {
    const ProfileKey key = HexKey(profile);
    Bytes sealed = Seal(key, kH264Key, H264Frame());
    sealed.erase(sealed.begin() + 19);  // A byte of the second start code.
    Expect(key, kH264Key, sealed, FailureReason::kStartCodes, "four bytes");
  }
}

TEST(FrameDiagnosisTest, FindsLengthenedStartCodes) {
  // A sender that does not widen start codes leaves a short one in the clear.
  const ProfileKey key = HexKey("jframe");
  Bytes frame = H264Frame();
  frame.erase(frame.begin());
  Bytes sealed = Seal(key, kH264Key, frame);
  sealed.insert(sealed.begin(), 0);
  Expect(key, kH264Key, sealed, FailureReason::kStartCodes, "three bytes");
}

TEST(FrameDiagnosisTest, FindsTheKindOfFrameThatWasSealed) {
  for (const absl::string_view profile : {"livekit", "jframe"}) {
    const ProfileKey key = HexKey(profile);
    const Bytes sealed = Seal(key, kVp8Key, Vp8Frame());
    Expect(key, {.codec = Codec::kVp8}, sealed, FailureReason::kFrameKind,
           "as a key frame");
    Expect(key, kOpus, sealed, FailureReason::kFrameKind, "as a key frame");
    Expect(key, kVp8Key, Seal(key, kOpus, Vp8Frame()),
           FailureReason::kFrameKind, "as audio");
  }
  Expect(HexKey("livekit"), {.codec = Codec::kVp9},
         Seal(HexKey("livekit"), kH264Key, H264Frame()),
         FailureReason::kFrameKind, "as a delta frame of");
}

TEST(FrameDiagnosisTest, FindsAKeyGivenAsAnotherKindOfKey) {
  const ProfileKey text = KeyOf(
      "livekit", KeyMaterial::FromPassphrase(Secret("correct horse battery")));
  const ProfileKey bytes =
      KeyOf("livekit", KeyMaterial::FromKey(Secret("correct horse battery")));
  const FailureReason reason = FailureReason::kKeyDerivation;
  Expect(bytes, kVp8Key, Seal(text, kVp8Key, Vp8Frame()), reason,
         "given as --passphrase");
  Expect(text, kVp8Key, Seal(bytes, kVp8Key, Vp8Frame()), reason,
         "given as --key");
  const ProfileKey raw =
      KeyOf("livekit",
            KeyMaterial::FromAeadKey(SecretBytes::CopyOf(FromHex(kHexKey))));
  Expect(HexKey("livekit"), kVp8Key, Seal(raw, kVp8Key, Vp8Frame()), reason,
         "given as --raw-key");
  // A key's hex digits used as a passphrase.
  const ProfileKey digits =
      KeyOf("livekit", KeyMaterial::FromPassphrase(Secret(kHexKey)));
  Expect(HexKey("livekit"), kVp8Key, Seal(digits, kVp8Key, Vp8Frame()), reason,
         "its hex digits given as --passphrase");
  Expect(digits, kVp8Key, Seal(HexKey("livekit"), kVp8Key, Vp8Frame()), reason,
         "the bytes of its hex digits given as --key");
}

TEST(FrameDiagnosisTest, FindsTheKeySizeOfTheSender) {
  for (const absl::string_view profile : {"livekit", "videosdk"}) {
    const ProfileKey small = HexKey(profile);
    ProfileKey large = HexKey(profile);
    large.options.livekit.key_size = 256;
    large.options.videosdk.key_size = 256;
    Expect(small, kVp8Key, Seal(large, kVp8Key, Vp8Frame()),
           FailureReason::kKeySize, "256");
    Expect(large, kVp8Key, Seal(small, kVp8Key, Vp8Frame()),
           FailureReason::kKeySize, "128");
  }
}

TEST(FrameDiagnosisTest, FindsTheSuiteOfTheSender) {
  ProfileKey other = HexKey("sframe");
  other.options.sframe.suite = CipherSuite::kAes256CtrHmacSha512_32;
  other.options.sframe.allow_short_tags = true;
  Expect(HexKey("sframe"), kVp8Key, Seal(other, kVp8Key, Vp8Frame()),
         FailureReason::kSuite, "AES_256_CTR_HMAC_SHA512_32");
}

TEST(FrameDiagnosisTest, FindsTheRatchetStepOfTheSender) {
  for (const absl::string_view profile : {"sframe", "livekit", "videosdk"}) {
    ProfileKey ahead = HexKey(profile);
    ahead.ratchet_steps = 1 + kMaxStepsTried;
    ProfileKey behind = HexKey(profile);
    behind.ratchet_steps = 1;
    Expect(behind, kVp8Key, Seal(ahead, kVp8Key, Vp8Frame()),
           FailureReason::kRatchetStep, "at ratchet step 9");
    Expect(ahead, kVp8Key, Seal(behind, kVp8Key, Vp8Frame()),
           FailureReason::kRatchetStep, "at ratchet step 1");
  }
}

TEST(FrameDiagnosisTest, FindsTheProfileOfTheSender) {
  for (const absl::string_view sealed_in : ProfileNames()) {
    const Bytes sealed = Seal(HexKey(sealed_in), kVp8Key, Vp8Frame());
    for (const absl::string_view taken_for : ProfileNames()) {
      if (taken_for != sealed_in) {
        Expect(HexKey(taken_for), kVp8Key, sealed, FailureReason::kProfile,
               "in the profile " + std::string(sealed_in));
      }
    }
  }
  // Under another key the structure still identifies the profile.
  const ProfileKey other =
      KeyOf("dave", KeyMaterial::FromKey(Secret("sixteen bytes...")));
  Expect(HexKey("livekit"), kVp8Key, Seal(other, kVp8Key, Vp8Frame()),
         FailureReason::kProfile, "the profile dave, under another key");
}

TEST(FrameDiagnosisTest, FindsFramesThatWereNeverSealed) {
  const FailureReason reason = FailureReason::kPlainFrame;
  for (const absl::string_view profile : ProfileNames()) {
    Expect(HexKey(profile), kVp8Key, Vp8Frame(), reason, "plain vp8");
    Expect(HexKey(profile), kH264Key, H264Frame(), reason, "plain h264");
  }
  Expect(HexKey("livekit"), kOpus, FromHex("fca5a5a5a5a5a5"), reason, "opus");
}

TEST(FrameDiagnosisTest, DistinguishesCutOffFramesFromAnotherKey) {
  FrameInfo unknown = kVp8Key;
  unknown.codec = Codec::kUnknown;
  for (const absl::string_view profile : {"livekit", "jframe", "dave"}) {
    const ProfileKey key = HexKey(profile);
    Bytes sealed = Seal(key, unknown, Vp8Frame());
    sealed.pop_back();
    Expect(key, unknown, sealed, FailureReason::kCutOff, "cut off");
  }
  for (const absl::string_view profile : ProfileNames()) {
    const ProfileKey other =
        KeyOf(profile, KeyMaterial::FromKey(Secret("sixteen bytes...")));
    Expect(HexKey(profile), kVp8Key, Seal(other, kVp8Key, Vp8Frame()),
           FailureReason::kUnknown, "another key");
  }
}

TEST(FrameDiagnosisTest, RefusesAKeyThatItsProfileDoesNotAccept) {
  const ProfileKey key = KeyOf(
      "sframe", KeyMaterial::FromPassphrase(Secret("correct horse battery")));
  EXPECT_FALSE(DiagnoseFrame(key, kVp8Key, Bytes(40)).ok());
  EXPECT_FALSE(DiagnoseFrame(HexKey("rot13"), kVp8Key, Bytes(40)).ok());
}

}  // namespace
}  // namespace sealframe
