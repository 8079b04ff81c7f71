// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/getstream/getstream_clear_header.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/optional.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

constexpr FrameInfo kH264 = {.codec = Codec::kH264};

absl::optional<size_t> SizeOf(const FrameInfo& info, size_t frame_size) {
  const absl::optional<GetStreamClearHeader> clear =
      FindGetStreamClearHeader(info, std::vector<uint8_t>(frame_size, 0xaa));
  return clear.has_value() ? absl::optional<size_t>(clear->size)
                           : absl::nullopt;
}

TEST(GetStreamClearHeaderTest, OneByteOfAllAudioIsClear) {
  for (size_t codec = 0; codec < kCodecCount; ++codec) {
    const FrameInfo info = {.kind = MediaKind::kAudio,
                            .codec = static_cast<Codec>(codec)};
    EXPECT_EQ(SizeOf(info, 20), 1u);
    EXPECT_EQ(SizeOf(info, 1), 1u);
  }
}

TEST(GetStreamClearHeaderTest, TenBytesOfVp8AndVp9KeyFramesAndThreeOfOthers) {
  for (const Codec codec : {Codec::kVp8, Codec::kVp9}) {
    EXPECT_EQ(SizeOf({.codec = codec, .key_frame = true}, 20), 10u);
    EXPECT_EQ(SizeOf({.codec = codec, .key_frame = true}, 9), 9u);
    EXPECT_EQ(SizeOf({.codec = codec}, 20), 3u);
    EXPECT_EQ(SizeOf({.codec = codec}, 2), 2u);
    EXPECT_FALSE(FindGetStreamClearHeader({.codec = codec}, FromHex("00000165"))
                     ->escapes);
  }
}

TEST(GetStreamClearHeaderTest, OtherVideoIsRefused) {
  for (const Codec codec : {Codec::kUnknown, Codec::kH265, Codec::kAv1}) {
    EXPECT_EQ(SizeOf({.codec = codec}, 20), absl::nullopt);
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
      {"aabb0000012188aa", 7},
      {"00000001651234000001659999", 6},  // The first slice only.
  };
  for (const auto& c : kCases) {
    const auto clear = FindGetStreamClearHeader(kH264, FromHex(c.frame));
    ASSERT_TRUE(clear.has_value());
    EXPECT_EQ(clear->size, c.size) << c.frame;
    EXPECT_TRUE(clear->escapes) << c.frame;
  }
}

TEST(GetStreamClearHeaderTest, H264WithoutASliceIsNeitherClearNorEscaped) {
  for (const char* const frame :
       {"", "00", "000001", "65880000", "000000016742c00d",
        "0000016400000166000001", "00000162aa"}) {
    const auto clear = FindGetStreamClearHeader(kH264, FromHex(frame));
    ASSERT_TRUE(clear.has_value());
    EXPECT_EQ(clear->size, 0u) << frame;
    EXPECT_FALSE(clear->escapes) << frame;
  }
}

}  // namespace
}  // namespace sealframe
