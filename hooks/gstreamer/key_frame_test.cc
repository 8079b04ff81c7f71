// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/key_frame.h"

#include <cstdint>
#include <optional>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"

namespace sealframe::gst {
namespace {

using Bytes = std::vector<uint8_t>;

std::optional<bool> OfPlain(sealframe_codec codec, const Bytes& frame) {
  return IsKeyFrame(codec, frame.data(), frame.size());
}

std::optional<bool> OfSealed(sealframe_codec codec, const Bytes& frame) {
  return IsSealedKeyFrame(codec, frame.data(), frame.size());
}

struct Case {
  sealframe_codec codec;
  bool is_key;
  Bytes start;
};

// The first bytes of frames of libvpx and libaom.
const Case kCases[] = {
    {SEALFRAME_CODEC_VP8, true, {0x10, 0x02, 0x00, 0x9d, 0x01, 0x2a}},
    {SEALFRAME_CODEC_VP8, false, {0x31, 0x01, 0x00}},
    {SEALFRAME_CODEC_VP9, true, {0x82, 0x49, 0x83, 0x42}},
    {SEALFRAME_CODEC_VP9, false, {0x86, 0x00, 0x40}},
    {SEALFRAME_CODEC_VP9, false, {0x88}},              // show_existing_frame
    {SEALFRAME_CODEC_VP9, true, {0xb1, 0x49, 0x83}},   // Profile 3.
    {SEALFRAME_CODEC_VP9, false, {0xb2, 0x00, 0x40}},  // Profile 3.
    {SEALFRAME_CODEC_VP9, false, {0xb4}},
    {SEALFRAME_CODEC_VP9, true, {0x92, 0x49, 0x83}},  // Profile 2.
    {SEALFRAME_CODEC_AV1, true, {0x12, 0x00, 0x0a, 0x0b}},
    {SEALFRAME_CODEC_AV1, true, {0x0a, 0x0b, 0x00}},
    {SEALFRAME_CODEC_AV1, false, {0x12, 0x00, 0x32, 0x10}},
    {SEALFRAME_CODEC_AV1, false, {0x32, 0x10}},
    {SEALFRAME_CODEC_AV1, false, {0x12, 0x00}},
};

TEST(KeyFrameTest, TheFirstThreeBytesDecideInVp8Vp9AndAv1) {
  for (const Case& c : kCases) {
    EXPECT_EQ(OfPlain(c.codec, c.start), c.is_key) << &c - kCases;
    Bytes sealed = c.start;
    sealed.resize(sealed.size() < 3 ? sealed.size() : 3);
    EXPECT_EQ(OfSealed(c.codec, sealed), c.is_key) << &c - kCases;
    sealed.resize(50, 0x0a);
    EXPECT_EQ(OfSealed(c.codec, sealed), OfPlain(c.codec, sealed));
  }
}

TEST(KeyFrameTest, TheFirstSliceDecidesInH264) {
  const Bytes sets = {0, 0, 0, 1, 0x67, 0x42, 0, 0, 1, 0x68, 0xce};
  Bytes key = sets, delta = sets;
  key.insert(key.end(), {0, 0, 1, 0x65, 0x88, 0, 0, 1, 0x41});
  delta.insert(delta.end(), {0, 0, 1, 0x41, 0x88, 0, 0, 1, 0x65});
  EXPECT_EQ(OfPlain(SEALFRAME_CODEC_H264, key), true);
  EXPECT_EQ(OfPlain(SEALFRAME_CODEC_H264, delta), false);
  EXPECT_EQ(OfPlain(SEALFRAME_CODEC_H264, {0, 0, 1, 0x42, 0x88}), false);
  EXPECT_EQ(OfPlain(SEALFRAME_CODEC_H264, sets), std::nullopt);
  EXPECT_EQ(OfSealed(SEALFRAME_CODEC_H264, key), std::nullopt);
}

TEST(KeyFrameTest, TheFirstSliceDecidesInH265) {
  const auto of_type = [](int type) {
    return OfPlain(
        SEALFRAME_CODEC_H265,
        {0, 0, 1, 0x40, 1, 0, 0, 1, static_cast<uint8_t>(type << 1), 1, 0x80});
  };
  for (const int type : {0, 1, 9, 15, 24, 31}) EXPECT_EQ(of_type(type), false);
  for (const int type : {16, 19, 21, 23}) EXPECT_EQ(of_type(type), true);
  for (const int type : {32, 39, 63}) EXPECT_EQ(of_type(type), std::nullopt);
  EXPECT_EQ(OfSealed(SEALFRAME_CODEC_H265, {0, 0, 1, 0x26, 1}), std::nullopt);
}

TEST(KeyFrameTest, EmptyFramesAndOtherMediaHaveNoAnswer) {
  for (const sealframe_codec codec :
       {SEALFRAME_CODEC_UNKNOWN, SEALFRAME_CODEC_OPUS, SEALFRAME_CODEC_VP8,
        SEALFRAME_CODEC_VP9, SEALFRAME_CODEC_H264, SEALFRAME_CODEC_H265,
        SEALFRAME_CODEC_AV1}) {
    EXPECT_EQ(OfPlain(codec, {}), std::nullopt);
    EXPECT_EQ(OfSealed(codec, {}), std::nullopt);
  }
  EXPECT_EQ(OfPlain(SEALFRAME_CODEC_OPUS, {0}), std::nullopt);
}

}  // namespace
}  // namespace sealframe::gst
