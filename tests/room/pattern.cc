// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/room/pattern.h"

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace sealframe {
namespace {

constexpr int kSquare = 40;
constexpr int kBits = 8;
constexpr int kNumberRow = 2;  // In squares. Its complement is below.
constexpr int kTolerance = 48;
constexpr uint8_t kBlack = 16, kWhite = 235, kGrey = 128;

uint8_t Rounded(double value) { return static_cast<uint8_t>(value + 0.5); }

// MeanOf returns the mean of a plane's `size` by `size` values around a point.
int MeanOf(const uint8_t* plane, int stride, int x, int y, int size) {
  int sum = 0;
  for (int row = y - size / 2; row < y + size / 2; ++row) {
    for (int column = x - size / 2; column < x + size / 2; ++column) {
      sum += plane[row * stride + column];
    }
  }
  return sum / (size * size);
}

bool IsNear(double seen, int wanted) {
  return std::abs(seen - wanted) < kTolerance;
}

bool HasBackground(const I420& picture, Rgb wanted) {
  const int x = kPatternWidth / 2, y = kSquare;
  const double luma =
      1.164 * (MeanOf(picture.y, picture.y_stride, x, y, 8) - kBlack);
  const int u = MeanOf(picture.u, picture.uv_stride, x / 2, y / 2, 4) - kGrey;
  const int v = MeanOf(picture.v, picture.uv_stride, x / 2, y / 2, 4) - kGrey;
  return IsNear(luma + 1.596 * v, wanted.red) &&
         IsNear(luma - 0.392 * u - 0.813 * v, wanted.green) &&
         IsNear(luma + 2.017 * u, wanted.blue);
}

int ReadRow(const I420& picture, int row) {
  int number = 0;
  for (int bit = 0; bit < kBits; ++bit) {
    const int x = bit * kSquare + kSquare / 2;
    const int y = (kNumberRow + row) * kSquare + kSquare / 2;
    const bool is_white = MeanOf(picture.y, picture.y_stride, x, y, 8) > kGrey;
    number |= (is_white ? 1 : 0) << bit;
  }
  return number;
}

}  // namespace

Rgb ColourNamed(const std::string& name) {
  if (name == "red") return {208, 48, 48};
  if (name == "green") return {48, 176, 48};
  if (name == "blue") return {48, 48, 208};
  if (name == "yellow") return {208, 208, 48};
  std::fprintf(stderr, "no colour %s\n", name.c_str());
  std::abort();
}

void DrawPattern(Rgb background, uint8_t number, uint8_t* picture) {
  const auto [red, green, blue] = background;
  constexpr size_t kLuma = size_t{kPatternWidth} * kPatternHeight;
  std::memset(picture, Rounded(16 + 0.257 * red + 0.504 * green + 0.098 * blue),
              kLuma);
  std::memset(picture + kLuma,
              Rounded(128 - 0.148 * red - 0.291 * green + 0.439 * blue),
              kLuma / 4);
  std::memset(picture + kLuma + kLuma / 4,
              Rounded(128 + 0.439 * red - 0.368 * green - 0.071 * blue),
              kLuma / 4);
  for (int y = kNumberRow * kSquare; y < (kNumberRow + 2) * kSquare; ++y) {
    for (int x = 0; x < kBits * kSquare; ++x) {
      const int row = y / kSquare - kNumberRow;
      const bool is_white = (number >> (x / kSquare) & 1) != row;
      picture[y * kPatternWidth + x] = is_white ? kWhite : kBlack;
      const size_t chroma =
          static_cast<size_t>((y / 2) * (kPatternWidth / 2) + x / 2);
      picture[kLuma + chroma] = kGrey;
      picture[kLuma + kLuma / 4 + chroma] = kGrey;
    }
  }
}

void PatternViewer::Look(const I420& picture) {
  const int number = ReadRow(picture, 0);
  if (!HasBackground(picture, background_) ||
      (number ^ ReadRow(picture, 1)) != 255) {
    ++spoilt_;
  } else if (number != number_) {
    number_ = number;
    const auto now = Clock::now();
    if (pictures_ > 0) longest_ = std::max(longest_.load(), now - last_.load());
    last_ = now;
    ++pictures_;
  }
}

std::chrono::milliseconds PatternViewer::longest_gap() const {
  if (pictures_ == 0) return {};
  return std::chrono::duration_cast<std::chrono::milliseconds>(
      std::max(longest_.load(), Clock::now() - last_.load()));
}

}  // namespace sealframe
