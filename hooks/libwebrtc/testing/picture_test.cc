// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/testing/picture.h"

#include <cstdint>
#include <optional>

#include "gtest/gtest.h"

namespace sealframe {
namespace {

rtc::scoped_refptr<webrtc::I420Buffer> Drawn(uint16_t number) {
  auto buffer = webrtc::I420Buffer::Create(kPictureWidth, kPictureHeight);
  DrawPicture(number, buffer.get());
  return buffer;
}

TEST(PictureTest, ReadsItsNumberAtAnySize) {
  for (const int number : {0, 1, 0x1234, 0x8000, 0xffff}) {
    for (const int width : {160, 240, kPictureWidth, 640}) {
      auto scaled = webrtc::I420Buffer::Create(width, width * 3 / 4);
      scaled->ScaleFrom(*Drawn(static_cast<uint16_t>(number)));
      EXPECT_EQ(ReadPicture(*scaled), number) << width;
    }
  }
}

TEST(PictureTest, OtherPicturesHaveNoNumber) {
  auto grey = webrtc::I420Buffer::Create(kPictureWidth, kPictureHeight);
  webrtc::I420Buffer::SetBlack(grey.get());
  EXPECT_EQ(ReadPicture(*grey), std::nullopt);
  auto noise = Drawn(7);
  uint32_t state = 1;
  for (int i = 0; i < noise->StrideY() * noise->height(); ++i) {
    state = state * 1664525 + 1013904223;
    noise->MutableDataY()[i] = static_cast<uint8_t>(state >> 24);
  }
  EXPECT_EQ(ReadPicture(*noise), std::nullopt);
}

TEST(PictureTest, APictureWithOneWrongBlockHasNoNumber) {
  auto buffer = Drawn(0x1234);
  const int block_width = kPictureWidth / 16, block_height = kPictureHeight / 6;
  for (int y = 4 * block_height; y < 5 * block_height; ++y) {
    for (int x = 0; x < block_width; ++x) {
      uint8_t& luma = buffer->MutableDataY()[y * buffer->StrideY() + x];
      luma = static_cast<uint8_t>(240 - luma);
    }
  }
  EXPECT_EQ(ReadPicture(*buffer), std::nullopt);
}

}  // namespace
}  // namespace sealframe
