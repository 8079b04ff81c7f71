// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/testing/picture.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <optional>

namespace sealframe {
namespace {

constexpr int kBits = 16;
constexpr int kRows = 6;  // 4 of bright and dark, the number, its complement.
constexpr int kNumberRow = 4;
constexpr uint8_t kBright = 200, kDark = 40;
constexpr int kTolerance = 30;

bool IsBright(uint16_t number, int row, int column) {
  if (row < kNumberRow) return column < kBits / 2;
  const bool bit = (number >> column & 1) != 0;
  return row == kNumberRow ? bit : !bit;
}

// MeanLuma returns the mean of the middle of one block.
int MeanLuma(const webrtc::I420BufferInterface& picture, int row, int column) {
  const int width = picture.width(), height = picture.height();
  const int left = (4 * column + 1) * width / (4 * kBits);
  const int right = (4 * column + 3) * width / (4 * kBits);
  const int top = (4 * row + 1) * height / (4 * kRows);
  const int bottom = (4 * row + 3) * height / (4 * kRows);
  int sum = 0, count = 0;
  for (int y = top; y < bottom; ++y) {
    for (int x = left; x < right; ++x, ++count) {
      sum += picture.DataY()[y * picture.StrideY() + x];
    }
  }
  return count == 0 ? 0 : sum / count;
}

}  // namespace

void DrawPicture(uint16_t number, webrtc::I420Buffer* buffer) {
  for (int y = 0; y < buffer->height(); ++y) {
    uint8_t* line = buffer->MutableDataY() + y * buffer->StrideY();
    for (int x = 0; x < buffer->width(); ++x) {
      const bool bright = IsBright(number, y * kRows / buffer->height(),
                                   x * kBits / buffer->width());
      line[x] = bright ? kBright : kDark;
    }
  }
  const int chroma = buffer->StrideU() * buffer->ChromaHeight();
  std::memset(buffer->MutableDataU(), 90, static_cast<size_t>(chroma));
  std::memset(buffer->MutableDataV(), 160, static_cast<size_t>(chroma));
}

std::optional<uint16_t> ReadPicture(
    const webrtc::I420BufferInterface& picture) {
  unsigned number = 0;
  for (int column = 0; column < kBits; ++column) {
    const bool bit = MeanLuma(picture, kNumberRow, column) > 120;
    number |= static_cast<unsigned>(bit) << column;
  }
  const auto read = static_cast<uint16_t>(number);
  for (int row = 0; row < kRows; ++row) {
    for (int column = 0; column < kBits; ++column) {
      const int want = IsBright(read, row, column) ? kBright : kDark;
      if (std::abs(MeanLuma(picture, row, column) - want) > kTolerance) {
        return std::nullopt;
      }
    }
  }
  return read;
}

}  // namespace sealframe
