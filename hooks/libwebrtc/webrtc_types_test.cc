// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/webrtc_types.h"

#include <cstdint>
#include <string>
#include <type_traits>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"

namespace sealframe {
namespace {

static_assert(std::is_same_v<ByteView, rtc::ArrayView<const uint8_t>>);
static_assert(std::is_same_v<MutableByteView, rtc::ArrayView<uint8_t>>);
static_assert(std::is_same_v<MediaType, cricket::MediaType>);
static_assert(
    std::is_same_v<FrameCallback,
                   rtc::scoped_refptr<webrtc::TransformedFrameCallback>>);

struct Silent {};
struct Talking {
  std::string GetMimeType() const { return type; }
  std::string type;
};

TEST(WebrtcTypesTest, CodecOfReturnsTheCodecThatAFrameCarries) {
  EXPECT_EQ(CodecOf(Talking{"video/VP8"}, SEALFRAME_CODEC_OPUS),
            SEALFRAME_CODEC_VP8);
  EXPECT_EQ(CodecOf(Talking{"audio/opus"}, SEALFRAME_CODEC_VP8),
            SEALFRAME_CODEC_OPUS);
  EXPECT_EQ(CodecOf(Talking{"video/unheard-of"}, SEALFRAME_CODEC_VP8),
            SEALFRAME_CODEC_UNKNOWN);
}

TEST(WebrtcTypesTest, CodecOfReturnsTheEmbeddersCodecForOtherFrames) {
  EXPECT_EQ(CodecOf(Silent{}, SEALFRAME_CODEC_H264), SEALFRAME_CODEC_H264);
}

}  // namespace
}  // namespace sealframe
