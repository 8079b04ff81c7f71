// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/ring_sealer.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/start_code.h"
#include "sealframe/frame/codec/testing/test_data.h"
#include "sealframe/frame/formats/ring/jframe_profile.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/testing/chosen_keys.h"
#include "sealframe/frame/testing/test_call.h"

namespace sealframe {
namespace {

using ::testing::Each;

constexpr FrameInfo kH264 = {.codec = Codec::kH264, .ssrc = 0x11223344};

TestPair LiveKitPair() {
  return TestPair({.profile = LiveKitProfile().value()});
}

// SealInPlace returns the sealed frame, or nothing if it was refused.
Bytes SealInPlace(TestPair& pair, const Bytes& frame, const FrameInfo& info) {
  Bytes buffer(pair.send->MaxSealedSize(frame.size()));
  std::copy(frame.begin(), frame.end(), buffer.begin());
  const FrameResult result =
      pair.send->Seal(info, absl::MakeConstSpan(buffer).first(frame.size()),
                      absl::MakeSpan(buffer));
  buffer.resize(result.size);
  return buffer;
}

TEST(RingSealerTest, ThePrefixIsSentInCanonicalForm) {
  const std::string canonical = "00000001 67aa 00000001 68bb 00000001 65b8";
  const Bytes prefix = FromHex(canonical);
  const Bytes opened = FromHex(canonical + "aabbccdd");
  for (const std::string frame :
       {"00000001 67aa 00000001 68bb 00000001 65b8",
        "000001 67aa 000001 68bb 000001 65b8",
        "00 00000001 67aa 00000001 68bb 00000001 65b8",
        "00000001 67aa00 00000001 68bb0000 000001 65b8",
        "000000000001 67aa 000001 000001 68bb 00000001 65b8"}) {
    TestPair pair = LiveKitPair();
    const Bytes plain = FromHex(frame + "aabbccdd");
    for (const Bytes& sealed :
         {SealTo(*pair.send, plain, kH264), SealInPlace(pair, plain, kH264)}) {
      ASSERT_GT(sealed.size(), prefix.size());
      EXPECT_EQ(absl::MakeConstSpan(sealed).first(prefix.size()),
                absl::MakeConstSpan(prefix))
          << frame;
      EXPECT_EQ(OpenFrom(*pair.receive, sealed, kH264).frame, opened) << frame;
    }
  }
}

TEST(RingSealerTest, H264AndH265WithoutASliceAreRefused) {
  TestPair pair = LiveKitPair();
  for (const Codec codec : {Codec::kH264, Codec::kH265}) {
    for (const std::string hex :
         {"00000001 09", "00000001 6742c01f8c8d 00000001 68ce3c80",
          "0000000a 65b8aabbccddeeff0011", "ff 00000001 65b8aabbccddeeff00"}) {
      Bytes out(200, 0xcc);
      const FrameResult result =
          pair.send->Seal({.codec = codec}, FromHex(hex), absl::MakeSpan(out));
      EXPECT_EQ(result.status, FrameStatus::kNotPacketizable) << hex;
      EXPECT_EQ(result.size, 0u);
      EXPECT_EQ(out[0], 0);
    }
  }
}

TEST(RingSealerTest, ASliceOfTwoBytesIsCarried) {
  TestPair pair = LiveKitPair();
  const Bytes frame = FromHex("000001 65b8");
  const Bytes sealed = SealTo(*pair.send, frame, kH264);
  EXPECT_EQ(OpenFrom(*pair.receive, sealed, kH264).frame,
            FromHex("00000001 65b8"));
}

// 00 at the end of the prefix and 00 01 behind it would be a start code. That
// happens once in 65,536 frames.
TEST(RingSealerTest, NoStartCodeArisesWhereTheTailBegins) {
  TestPair pair = LiveKitPair();
  const Bytes frame = FromHex("00000001 6500 aabbccdd");
  int close = 0;
  for (int i = 0; i < 300000; ++i) {
    const Bytes sealed = SealTo(*pair.send, frame, kH264);
    ASSERT_EQ(FindStartCode(sealed, 3), sealed.size());
    close += sealed[6] == 0 && sealed[7] < 8 ? 1 : 0;
  }
  EXPECT_GT(close, 0);
}

// Two zeros at the end of the prefix, and 01 behind them in one frame of 256.
TEST(RingSealerTest, AFrameThatIsSealedAgainInPlaceIsTheSame) {
  TestPair pair = LiveKitPair();
  const FrameInfo info = {.codec = Codec::kH265, .ssrc = 1};
  const Bytes frame = FromHex("00000001 0000 aabbccdd");
  for (int i = 0; i < 3000; ++i) {
    const Bytes sealed = SealInPlace(pair, frame, info);
    ASSERT_NE(sealed[6], 1);
    ASSERT_EQ(OpenFrom(*pair.receive, sealed, info).frame, frame) << i;
  }
}

// The prefix ends in a zero, so 00 01 behind it would be a start code.
TEST(RingSealerTest, AFrameThatNeverComesOutWithoutAStartCodeIsNotSent) {
  int sealings = 0;
  const auto seal = [&](absl::Span<uint8_t> out) {
    ++sealings;
    std::fill(out.begin(), out.end(), uint8_t{1});
    out[0] = 0;
    return true;
  };
  TestPair pair(
      {.profile = WithChosenKeys(LiveKitProfile().value(), {.seal = seal})});
  const Bytes frame = FromHex("00000001 6500 aabbccdd");
  Bytes out(pair.send->MaxSealedSize(frame.size()), 0xcc);
  const FrameResult result = pair.send->Seal(kH264, frame, absl::MakeSpan(out));
  EXPECT_EQ(result.status, FrameStatus::kInternalError);
  EXPECT_EQ(result.size, 0u);
  EXPECT_THAT(out, Each(0));
  EXPECT_EQ(sealings, 10);
}

TEST(RingSealerTest, AFrameWithoutRoomForItsEscapesIsNotSent) {
  const auto seal = [](absl::Span<uint8_t> out) {
    std::fill(out.begin(), out.end(), uint8_t{0});
    return true;
  };
  TestPair pair(
      {.profile = WithChosenKeys(LiveKitProfile().value(), {.seal = seal})});
  const Bytes frame = FromHex("00000001 65b8 aabbccdd");
  Bytes out(pair.send->MaxSealedSize(frame.size()));
  const size_t size = pair.send->Seal(kH264, frame, absl::MakeSpan(out)).size;
  ASSERT_GT(size, frame.size());
  Bytes small(size - 1, 0xcc);
  EXPECT_EQ(pair.send->Seal(kH264, frame, absl::MakeSpan(small)).status,
            FrameStatus::kBufferTooSmall);
  EXPECT_THAT(small, Each(0));
}

// IsClearToTen returns whether the bytes 3 to 9, which are clear in key frames
// only, are as they were.
bool IsClearToTen(const Bytes& sealed, const Bytes& frame) {
  return std::equal(frame.begin() + 3, frame.begin() + 10, sealed.begin() + 3);
}

TEST(RingSealerTest, TheFirstByteOfVp8ShowsWhetherItIsAKeyFrame) {
  for (const auto& profile :
       {LiveKitProfile(), VideoSdkProfile(), JFrameProfile()}) {
    TestPair pair({.profile = profile.value()});
    for (const bool is_key : {false, true}) {
      Bytes frame = TestFrame(40);
      frame[0] = is_key ? 0x10 : 0x11;
      for (const bool told : {false, true}) {
        const FrameInfo sender = {.codec = Codec::kVp8, .key_frame = told};
        const FrameInfo receiver = {.codec = Codec::kVp8, .key_frame = !told};
        const Bytes sealed = SealTo(*pair.send, frame, sender);
        EXPECT_TRUE(
            std::equal(frame.begin(), frame.begin() + 3, sealed.begin()));
        EXPECT_EQ(IsClearToTen(sealed, frame), is_key);
        EXPECT_EQ(OpenFrom(*pair.receive, sealed, receiver).frame, frame);
      }
    }
  }
}

TEST(RingSealerTest, WithoutACodecTheFlagDecidesTheFrameType) {
  for (const auto& profile : {LiveKitProfile(), JFrameProfile()}) {
    TestPair pair({.profile = profile.value()});
    Bytes frame = TestFrame(40);
    frame[0] = 0x10;
    const Bytes sealed = SealTo(*pair.send, frame, {.key_frame = false});
    EXPECT_FALSE(IsClearToTen(sealed, frame));
    EXPECT_EQ(OpenFrom(*pair.receive, sealed, {.key_frame = true}).status,
              FrameStatus::kNotAuthentic);
    EXPECT_EQ(OpenFrom(*pair.receive, sealed, {.key_frame = false}).frame,
              frame);
  }
}

}  // namespace
}  // namespace sealframe
