// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/frame_search.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/frame/diagnosis/frame_opener.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/diagnosis/testing/expect_diagnosis.h"
#include "sealframe/frame/diagnosis/testing/sample_frames.h"
#include "sealframe/frame/diagnosis/testing/seal_frame.h"
#include "sealframe/frame/diagnosis/work.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

Bytes H264Frame() {
  return FromHex(
      "000000016742c00d8c8d40d0fbc900f08846a00000000168ce3c800000000165b84011a7"
      "a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7a7");
}

// Native SDKs take key bytes for a passphrase.
ProfileKey NativeKey(absl::string_view profile) {
  return KeyOf(profile,
               KeyMaterial::FromPassphrase(HexKey(profile).material.bytes()));
}

TEST(FrameSearchTest, FindsWrongKeysTogetherWithChangedFrames) {
  for (const absl::string_view profile : {"livekit", "videosdk"}) {
    const ProfileKey key = HexKey(profile);
    const ProfileKey native = NativeKey(profile);
    Bytes narrow = SealFrame(native, kH264, H264Frame());
    narrow.erase(narrow.begin());
    ExpectReasons(
        key, kH264, narrow,
        {FailureReason::kKeyDerivation, FailureReason::kStartCodes},
        "the same bytes given as a passphrase (--passphrase), with 1 of its 3");
    const Bytes opus = SealFrame(native, kOpus, OpusFrame());
    ExpectReasons(key, kOpus, Join(opus, {0, 0, 3}),
                  {FailureReason::kKeyDerivation, FailureReason::kPadding},
                  "without its last 3 bytes");
    ExpectReasons(key, kOpus, Join(Bytes(8, 0x51), opus),
                  {FailureReason::kKeyDerivation, FailureReason::kPrefix},
                  "without its first 8 bytes");
    ExpectReasons(key, {.codec = Codec::kVp9}, opus,
                  {FailureReason::kKeyDerivation, FailureReason::kFrameKind},
                  "as audio");
  }
}

TEST(FrameSearchTest, FindsRatchetStepsOfAnotherKindOfKey) {
  const ProfileKey key = HexKey("livekit");
  ProfileKey native = NativeKey("livekit");
  for (const uint64_t steps : {uint64_t{1}, uint64_t{8}}) {
    native.ratchet_steps = steps;
    ExpectReasons(key, kOpus, SealFrame(native, kOpus, OpusFrame()),
                  {FailureReason::kKeyDerivation, FailureReason::kRatchetStep},
                  "at ratchet step " + std::to_string(steps));
  }
}

TEST(FrameSearchTest, FindsTwoChangesOfAFrame) {
  const Bytes rtp = FromHex("a06f000100000002deadbeef");
  for (const absl::string_view profile : ProfileNames()) {
    const ProfileKey key = HexKey(profile);
    const Bytes opus = SealFrame(key, kOpus, OpusFrame());
    ExpectReasons(key, kOpus, Join(Join(rtp, opus), {0, 0, 0, 4}),
                  {FailureReason::kPrefix, FailureReason::kPadding},
                  "without its first 12 bytes, without its last 4 bytes");
    const Bytes red =
        Join({0xef, 0x0f, 0x00, 90, 0x6f}, Join(Bytes(90, 1), opus));
    ExpectReasons(key, kOpus, Join(rtp, red),
                  {FailureReason::kPrefix, FailureReason::kRed},
                  "without its first 12 bytes, as the last");
    ExpectReasons(key, kOpus, Join(red, {0, 2}),
                  {FailureReason::kRed, FailureReason::kPadding},
                  "without its last 2 bytes");
  }
  const ProfileKey key = HexKey("livekit");
  Bytes h264 = SealFrame(key, kH264, H264Frame());
  h264.erase(h264.begin());
  ExpectReasons(key, kH264, Join(h264, {0, 0, 3}),
                {FailureReason::kPadding, FailureReason::kStartCodes},
                "without its last 3 bytes, with 1 of its 3 start codes");
}

// Explain searches for a reason that a frame does not open under another key.
std::optional<FrameFinding> Explain(absl::string_view profile,
                                    const FrameInfo& info, const Bytes& frame,
                                    size_t* work) {
  const ProfileKey key = HexKey(profile);
  const std::unique_ptr<FrameOpener> opener = FrameOpener::Create(key).value();
  FrameSearch search(key, {}, *opener, info, frame);
  std::optional<FrameFinding> found = search.Run();
  *work = search.bytes_tried();
  return found;
}

Bytes RandomBytes(size_t size) {
  std::mt19937 random(static_cast<uint32_t>(size));
  Bytes bytes(size);
  for (uint8_t& byte : bytes) {
    byte = static_cast<uint8_t>(random());
  }
  return bytes;
}

TEST(FrameSearchTest, RandomBytesNeverOpen) {
  for (const absl::string_view profile : ProfileNames()) {
    for (const size_t size : {0u, 1u, 30u, 200u}) {
      for (const FrameInfo& info : {kOpus, kH264}) {
        size_t work = 0;
        EXPECT_FALSE(
            Explain(profile, info, RandomBytes(size), &work).has_value())
            << profile << " " << size;
        EXPECT_LE(work, kMaxWork);
      }
    }
  }
}

TEST(FrameSearchTest, TheWorkForAHostileFrameOfAMegabyteIsBounded) {
  Bytes codes;
  while (codes.size() < size_t{1} << 20) {
    codes.insert(codes.end(), {0, 0, 1});
  }
  // With the ends of each profile's frames, so that none is refused unread.
  const struct {
    absl::string_view profile;
    absl::string_view end;
  } cases[] = {{"sframe", "00"},
               {"livekit", "0c00"},
               {"jframe", "0c00"},
               {"dave", "fafa"},
               {"getstream", "01e2eefeed"}};
  for (const auto& c : cases) {
    size_t work = 0;
    EXPECT_FALSE(Explain(c.profile, kH264, Join(codes, FromHex(c.end)), &work)
                     .has_value());
    EXPECT_LE(work, kMaxWork) << c.profile;
  }
}

}  // namespace
}  // namespace sealframe
