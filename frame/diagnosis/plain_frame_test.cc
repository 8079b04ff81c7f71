// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/plain_frame.h"

#include <cstdint>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

constexpr Codec kVideoCodecs[] = {Codec::kVp8, Codec::kVp9, Codec::kH264,
                                  Codec::kH265, Codec::kAv1};

TEST(PlainFrameTest, AFrameThatBreaksARuleOfItsCodecDoesNotLookPlain) {
  // VP8: a wrong start code, a partition past the end. VP9: no frame marker.
  // H.264: a forbidden bit, bytes before the first start code. AV1: an OBU that
  // is too long, reserved bits.
  const struct {
    Codec codec;
    Bytes frame;
  } cases[] = {
      {Codec::kVp8, {0x10, 2, 0, 0x9d, 1, 0x2b, 0x80, 2, 0xe0, 1, 0, 0, 0}},
      {Codec::kVp8, {0x11, 0xff, 0xff, 0}},
      {Codec::kVp9, {0x49, 0x83, 0x42}},
      {Codec::kH264, {0, 0, 1, 0xe5, 0x88}},
      {Codec::kH265, {7, 0, 0, 1, 0x26, 0x01, 0xaf}},
      {Codec::kAv1, {0x12, 0x05, 0}},
      {Codec::kAv1, {0x93, 0x00}},
  };
  for (const auto& c : cases) {
    EXPECT_EQ(LookOf(c.codec, c.frame), PlainLook::kNo) << CodecName(c.codec);
  }
}

TEST(PlainFrameTest, AFrameWithoutBytesOrCodecRulesDoesNotLookPlain) {
  EXPECT_EQ(LookOf(Codec::kUnknown, Bytes(10)), PlainLook::kNo);
  EXPECT_EQ(LookOf(Codec::kOpus, {}), PlainLook::kNo);
  for (const Codec codec : kVideoCodecs) {
    EXPECT_EQ(LookOf(codec, {}), PlainLook::kNo) << CodecName(codec);
  }
}

}  // namespace
}  // namespace sealframe
