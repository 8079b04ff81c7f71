// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/webrtc_types.h"

#include <cstdint>
#include <string>
#include <type_traits>
#include <variant>

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

// As in some trees. Only a lookup by name would be ambiguous.
}  // namespace
}  // namespace sealframe
namespace cricket {
template <typename T>
class scoped_refptr {};
}  // namespace cricket
namespace sealframe {
namespace {

static_assert(std::is_same_v<Ref<int>, rtc::scoped_refptr<int>>);

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

struct OldFrame {
  uint32_t GetTimestamp() const { return 1; }
};
// In such trees a call of the older function does not compile: it warns.
struct WithOffset {
  uint32_t value;
  operator uint32_t() const { return value; }
};
struct WithoutOffset {
  uint32_t value;
  operator uint32_t() const { return value; }
};
struct NewFrame {
  [[deprecated]] uint32_t GetTimestamp() const { return 1; }
  std::variant<WithOffset, WithoutOffset> GetRtpTimestampInfo() const {
    return info;
  }
  std::variant<WithOffset, WithoutOffset> info;
};

TEST(WebrtcTypesTest, RtpTimestampOfUsesTheNewestCallThatThereIs) {
  EXPECT_EQ(RtpTimestampOf(OldFrame{}), 1u);
  EXPECT_EQ(RtpTimestampOf(NewFrame{WithOffset{2}}), 2u);
  EXPECT_EQ(RtpTimestampOf(NewFrame{WithoutOffset{3}}), 3u);
}

}  // namespace
}  // namespace sealframe
