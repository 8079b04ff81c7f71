// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/getstream/getstream_clear_header.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

constexpr FrameInfo kH264 = {.codec = Codec::kH264};

// SizeOf returns the size of the clear header of a frame of `frame_size` bytes
// that begins with `first`.
size_t SizeOf(const FrameInfo& info, size_t frame_size, uint8_t first = 0xaa) {
  const GetStreamClearHeader clear =
      FindGetStreamClearHeader(info, std::vector<uint8_t>(frame_size, first));
  EXPECT_EQ(clear.error, GetStreamClearError::kNone);
  EXPECT_FALSE(clear.is_annex_b);
  return clear.size;
}

TEST(GetStreamClearHeaderTest, OneByteOfAllAudioIsClear) {
  for (size_t codec = 0; codec < kCodecCount; ++codec) {
    const FrameInfo info = {.kind = MediaKind::kAudio,
                            .codec = static_cast<Codec>(codec)};
    EXPECT_EQ(SizeOf(info, 20), 1u);
    EXPECT_EQ(SizeOf(info, 1), 1u);
  }
}

TEST(GetStreamClearHeaderTest, TenBytesOfVp9KeyFramesAndThreeOfOthers) {
  const FrameInfo delta = {.codec = Codec::kVp9};
  const FrameInfo key = {.codec = Codec::kVp9, .key_frame = true};
  EXPECT_EQ(SizeOf(key, 20), 10u);
  EXPECT_EQ(SizeOf(key, 9), 9u);
  EXPECT_EQ(SizeOf(delta, 20), 3u);
  EXPECT_EQ(SizeOf(delta, 2), 2u);
}

TEST(GetStreamClearHeaderTest, TheFirstByteOfVp8ShowsWhetherItIsAKeyFrame) {
  for (const bool told : {false, true}) {
    const FrameInfo info = {.codec = Codec::kVp8, .key_frame = told};
    EXPECT_EQ(SizeOf(info, 20, 0x10), 10u);
    EXPECT_EQ(SizeOf(info, 9, 0x10), 9u);
    EXPECT_EQ(SizeOf(info, 20, 0x11), 3u);
    EXPECT_EQ(SizeOf(info, 2, 0x11), 2u);
  }
}

TEST(GetStreamClearHeaderTest, OtherVideoIsRefused) {
  for (const Codec codec : {Codec::kUnknown, Codec::kH265, Codec::kAv1}) {
    EXPECT_EQ(
        FindGetStreamClearHeader({.codec = codec}, FromHex("00000165b8")).error,
        GetStreamClearError::kRefusedCodec);
  }
}

TEST(GetStreamClearHeaderTest, H264IsClearThroughAByteOfItsFirstSlice) {
  struct {
    const char* frame;
    size_t size;
  } const kCases[] = {
      {"00000001658884deadbe", 6},
      {"000001658884", 5},
      {"0000016588", 5},
      {"00000165", 4},  // Cut to the frame.
      {"000000016742c00d0000000168ce0000000141e0aa", 20},
      {"0000016700000165aa", 9},
      {"00000000012188aa", 7},
      {"00000001651234000001659999", 6},  // The first slice only.
  };
  for (const auto& c : kCases) {
    const auto clear = FindGetStreamClearHeader(kH264, FromHex(c.frame));
    EXPECT_EQ(clear.error, GetStreamClearError::kNone) << c.frame;
    EXPECT_EQ(clear.size, c.size) << c.frame;
    EXPECT_TRUE(clear.is_annex_b) << c.frame;
  }
}

TEST(GetStreamClearHeaderTest, H264WithoutASliceIsRefused) {
  for (const char* const frame :
       {"", "00", "000001", "65880000", "000000016742c00d",
        "0000016400000166000001", "00000162aa", "aabb0000012188aa",
        "000000062188aabbccdd"}) {
    const auto clear = FindGetStreamClearHeader(kH264, FromHex(frame));
    EXPECT_EQ(clear.error, GetStreamClearError::kNoSlice) << frame;
    EXPECT_EQ(clear.size, 0u) << frame;
    EXPECT_FALSE(clear.is_annex_b) << frame;
  }
}

}  // namespace
}  // namespace sealframe
