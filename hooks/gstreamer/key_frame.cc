// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/key_frame.h"

#include <cstddef>
#include <cstdint>
#include <optional>

#include "sealframe/hooks/c/sealframe.h"

namespace sealframe::gst {
namespace {

bool IsVp9KeyFrame(uint8_t header) {
  // Profile 3 has a reserved bit before the two that are read here.
  const int shift = (header & 0x30) == 0x30 ? 1 : 2;
  const int show_existing_and_type = (header >> shift) & 3;
  return show_existing_and_type == 0;
}

bool IsAv1KeyFrame(const uint8_t* frame, size_t size) {
  constexpr int kSequenceHeader = 1, kTemporalDelimiter = 2;
  const auto type = [](uint8_t header) { return (header >> 3) & 0x0f; };
  // A temporal delimiter is empty: a header, and a size of zero.
  const size_t first = type(frame[0]) == kTemporalDelimiter ? 2 : 0;
  return first < size && type(frame[first]) == kSequenceHeader;
}

// OfH264 and OfH265 return nothing for units that are not slices.
std::optional<bool> OfH264(uint8_t header) {
  const int type = header & 0x1f;
  if (type < 1 || type > 5) return std::nullopt;
  return type == 5;
}

std::optional<bool> OfH265(uint8_t header) {
  const int type = (header >> 1) & 0x3f;
  if (type > 31) return std::nullopt;
  return type >= 16 && type <= 23;
}

std::optional<bool> OfFirstSlice(std::optional<bool> (*of_unit)(uint8_t),
                                 const uint8_t* frame, size_t size) {
  for (size_t i = 3; i < size; ++i) {
    if (frame[i - 3] != 0 || frame[i - 2] != 0 || frame[i - 1] != 1) continue;
    if (const std::optional<bool> is_key = of_unit(frame[i])) return is_key;
  }
  return std::nullopt;
}

}  // namespace

std::optional<bool> IsKeyFrame(sealframe_codec codec, const uint8_t* frame,
                               size_t size) {
  switch (codec) {
    case SEALFRAME_CODEC_H264:
      return OfFirstSlice(OfH264, frame, size);
    case SEALFRAME_CODEC_H265:
      return OfFirstSlice(OfH265, frame, size);
    default:
      return IsSealedKeyFrame(codec, frame, size);
  }
}

std::optional<bool> IsSealedKeyFrame(sealframe_codec codec,
                                     const uint8_t* frame, size_t size) {
  if (size == 0) return std::nullopt;
  switch (codec) {
    case SEALFRAME_CODEC_VP8:
      return (frame[0] & 1) == 0;
    case SEALFRAME_CODEC_VP9:
      return IsVp9KeyFrame(frame[0]);
    case SEALFRAME_CODEC_AV1:
      return IsAv1KeyFrame(frame, size);
    default:
      return std::nullopt;
  }
}

}  // namespace sealframe::gst
