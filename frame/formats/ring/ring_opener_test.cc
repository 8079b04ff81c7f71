// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/ring_opener.h"

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/testing/test_data.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_material.h"

namespace sealframe {
namespace {

using ::testing::Each;

constexpr FrameInfo kH264 = {.codec = Codec::kH264, .ssrc = 0x11223344};
constexpr FrameInfo kVp8 = {.codec = Codec::kVp8, .ssrc = 0x11223344};

TestPair LiveKitPair() {
  return TestPair({.profile = LiveKitProfile().value()});
}

Bytes Slice() { return FromHex("00000001 65b8 aabbccddeeff"); }

// CutBytes returns `sealed` without its last byte, which is zero.
Bytes CutBytes(Bytes sealed) {
  EXPECT_EQ(sealed.back(), 0);
  sealed.pop_back();
  return sealed;
}

TEST(RingOpenerTest, AnH264FrameOpensWithoutTheZeroThatEndsIt) {
  TestPair pair = LiveKitPair();
  for (const Codec codec : {Codec::kH264, Codec::kH265, Codec::kUnknown}) {
    const FrameInfo info = {.codec = codec};
    // One in 256 ends in an IV that looks like the IV size, too.
    for (int i = 0; i < 2000; ++i) {
      const Bytes cut = CutBytes(SealTo(*pair.send, Slice(), info));
      const Opened opened = OpenFrom(*pair.receive, cut, info);
      ASSERT_EQ(opened.status, FrameStatus::kOk);
      ASSERT_EQ(opened.frame, Slice());
      ASSERT_EQ(OpenFrom(*pair.receive, cut, info).status,
                FrameStatus::kReplayed);
    }
  }
}

TEST(RingOpenerTest, ACutFrameOpensInPlace) {
  TestPair pair = LiveKitPair();
  Bytes cut = CutBytes(SealTo(*pair.send, Slice(), kH264));
  const FrameResult result =
      pair.receive->Open(kH264, cut, absl::MakeSpan(cut));
  EXPECT_EQ(result.status, FrameStatus::kOk);
  EXPECT_EQ(result.kid, 0u);
  cut.resize(result.size);
  EXPECT_EQ(cut, Slice());
}

TEST(RingOpenerTest, ACutFrameAndTheWholeOneAreOneFrame) {
  TestPair pair = LiveKitPair();
  const Bytes sealed = SealTo(*pair.send, Slice(), kH264);
  EXPECT_EQ(OpenFrom(*pair.receive, sealed, kH264).status, FrameStatus::kOk);
  EXPECT_EQ(OpenFrom(*pair.receive, CutBytes(sealed), kH264).status,
            FrameStatus::kReplayed);
}

TEST(RingOpenerTest, OnlyOneZeroMayBeMissingAndOnlyOfAnnexB) {
  TestPair pair = LiveKitPair();
  Bytes sealed = CutBytes(SealTo(*pair.send, Slice(), kH264));
  sealed.pop_back();
  EXPECT_FALSE(CameOut(OpenFrom(*pair.receive, sealed, kH264).status));
  const Bytes vp8 = SealTo(*pair.send, FromHex("11aabbccddeeff"), kVp8);
  EXPECT_FALSE(CameOut(OpenFrom(*pair.receive, CutBytes(vp8), kVp8).status));
}

TEST(RingOpenerTest, AnAlteredCutFrameIsRefused) {
  TestPair pair = LiveKitPair();
  const Bytes cut = CutBytes(SealTo(*pair.send, Slice(), kH264));
  for (size_t i = 0; i < cut.size(); ++i) {
    for (const int bit : {0, 4}) {
      Bytes altered = cut;
      altered[i] ^= static_cast<uint8_t>(1u << bit);
      Bytes out(altered.size(), 0xcc);
      ASSERT_FALSE(CameOut(
          pair.receive->Open(kH264, altered, absl::MakeSpan(out)).status));
      ASSERT_THAT(out, Each(0));
    }
  }
  EXPECT_EQ(OpenFrom(*pair.receive, cut, kH264).status, FrameStatus::kOk);
}

// The IV ends in 0c in some frames: then the frame without its zero looks like
// one with key index 12.
TEST(RingOpenerTest, AFrameThatMayBeCutOrOfAnotherKeyOpensAsBoth) {
  for (const uint64_t index : {0u, 12u}) {
    TestPair pair = LiveKitPair();
    pair.bob.Hear("alice", 12);
    if (index != 0) {
      MustBeOk(pair.alice.keys().SetKey("alice", index, TestKey(index)));
      MustBeOk(pair.alice.keys().Activate("alice", index));
    }
    int ambiguous = 0;
    for (uint32_t i = 0; i < 3000; ++i) {
      FrameInfo info = kH264;
      info.rtp_timestamp = 3000 * i;
      Bytes sealed = SealTo(*pair.send, Slice(), info);
      if (index == 0) {
        sealed.pop_back();
      }
      ASSERT_EQ(sealed.back(), 0x0c);
      ambiguous += sealed[sealed.size() - 2] == 0x0c ? 1 : 0;
      ASSERT_EQ(OpenFrom(*pair.receive, sealed, info).status, FrameStatus::kOk);
    }
    EXPECT_GT(ambiguous, 0);
  }
}

TEST(RingOpenerTest, ACutFrameWhoseKeyIsMissingWaitsForKeyZero) {
  TestPair pair = LiveKitPair();
  TestEnd late({.profile = LiveKitProfile().value()});
  late.Hear("alice", 5);
  const auto receive =
      late.session()
          .NewReceiveTransform({.participant = "alice",
                                .hold = {.max_frames = 4,
                                         .max_bytes = 10000,
                                         .max_age = absl::Seconds(10)}})
          .value();
  const Bytes cut = CutBytes(SealTo(*pair.send, Slice(), kH264));
  Bytes out(200);
  const FrameResult held = receive->Open(kH264, cut, absl::MakeSpan(out));
  EXPECT_EQ(held.status, FrameStatus::kHeld);
  EXPECT_EQ(held.kid, 0u);
  late.Hear("alice", 0);
  FrameInfo info;
  const FrameResult result = receive->OpenHeld(&info, absl::MakeSpan(out));
  EXPECT_EQ(result.status, FrameStatus::kOk);
  out.resize(result.size);
  EXPECT_EQ(out, Slice());
}

// A whole frame with key index 12 also looks like a cut one of key 0.
TEST(RingOpenerTest, AFrameThatMayBeCutIsHeldInPlace) {
  TestEnd alice({.profile = LiveKitProfile().value()});
  alice.Join("alice", 12);
  TestEnd bob({.profile = LiveKitProfile().value()});
  bob.Hear("alice", 0);
  const auto send =
      alice.session().NewSendTransform({.participant = "alice"}).value();
  const auto receive =
      bob.session()
          .NewReceiveTransform({.participant = "alice",
                                .hold = {.max_frames = 4,
                                         .max_bytes = 10000,
                                         .max_age = absl::Seconds(10)}})
          .value();
  Bytes sealed = SealTo(*send, Slice(), kH264);
  EXPECT_EQ(receive->Open(kH264, sealed, absl::MakeSpan(sealed)).status,
            FrameStatus::kHeld);
  EXPECT_THAT(sealed, Each(0));
  bob.Hear("alice", 12);
  const Opened opened = OpenHeldFrom(*receive);
  EXPECT_EQ(opened.status, FrameStatus::kOk);
  EXPECT_EQ(opened.frame, Slice());
}

class CodecUnawareTest : public testing::TestWithParam<Codec> {
 protected:
  FrameInfo told_ = {.codec = GetParam(), .key_frame = true};
};

INSTANTIATE_TEST_SUITE_P(Codecs, CodecUnawareTest,
                         testing::Values(Codec::kVp9, Codec::kAv1),
                         [](const auto& test) {
                           return std::string(CodecName(test.param));
                         });

TEST_P(CodecUnawareTest, VideoSdkOpensFramesOfASenderWithoutACodec) {
  TestPair pair({.profile = VideoSdkProfile().value()});
  const Bytes frame = FromHex("8a0102030405060708090a0b0c");
  const Bytes sealed = SealTo(*pair.send, frame, {.key_frame = true});
  EXPECT_EQ(OpenFrom(*pair.receive, sealed, told_).frame, frame);
  EXPECT_EQ(OpenFrom(*pair.receive, sealed, told_).status,
            FrameStatus::kReplayed);
  Bytes altered = SealTo(*pair.send, frame, {.key_frame = true});
  altered[0] ^= 1;
  EXPECT_EQ(OpenFrom(*pair.receive, altered, told_).status,
            FrameStatus::kNotAuthentic);
  const FrameInfo delta = {.codec = GetParam(), .key_frame = false};
  EXPECT_FALSE(
      CameOut(OpenFrom(*pair.receive,
                       SealTo(*pair.send, frame, {.key_frame = true}), delta)
                  .status))
      << "the caller tells the frame type";
}

// A delta frame of VP9, made by LiveKit's worker of livekit-client 2.15.0 with
// VideoSDK's parameters and no codec.
TEST(CodecUnawareVectorTest, AFrameOfAWebClientOpensAsVp9) {
  const Bytes sealed = FromHex(
      "860040a22551c35f391095409266853d61c3b579f0223803418af3013a431c2f5ed9da1f"
      "20aa1383a6350a32fd5f61a61493155c3f6931e1b4174c80a685bb9fca357422a097b49a"
      "a1761bd017fb9d2d6de655bf676356600f3a55fefe544c9527c1ab58881271abc2584ca1"
      "d62d8fb4f65b2755deda9bb268819860128ad23cac25e723686f9684866038262d363cca"
      "b7672b0000001600007594ffff95500c00");
  for (const Codec codec : {Codec::kVp9, Codec::kUnknown}) {
    TestEnd end({.profile = VideoSdkProfile().value()});
    const Bytes passphrase = FromHex("636f727265637420686f727365");
    MustBeOk(end.keys().SetKey(
        "alice", 0,
        KeyMaterial::FromPassphrase(SecretBytes::CopyOf(passphrase))));
    const auto receive =
        end.session().NewReceiveTransform({.participant = "alice"}).value();
    EXPECT_EQ(OpenFrom(*receive, sealed, {.codec = codec}).status,
              FrameStatus::kOk);
  }
}

TEST_P(CodecUnawareTest, LiveKitDoesNot) {
  TestPair pair({.profile = LiveKitProfile({.allow_av1 = true}).value()});
  const Bytes frame = FromHex("8a0102030405060708090a0b0c");
  const Bytes sealed = SealTo(*pair.send, frame, {.key_frame = true});
  EXPECT_EQ(OpenFrom(*pair.receive, sealed, told_).status,
            FrameStatus::kNotAuthentic);
}

TEST_P(CodecUnawareTest, FramesOfASenderThatKnowsTheCodecStillOpen) {
  LiveKitOptions options = VideoSdkOptions();
  options.allow_av1 = true;
  TestPair pair({.profile = VideoSdkProfile(options).value()});
  const Bytes frame = FromHex("0a01023203aabbcc");
  EXPECT_EQ(
      OpenFrom(*pair.receive, SealTo(*pair.send, frame, told_), told_).frame,
      frame);
}

}  // namespace
}  // namespace sealframe
