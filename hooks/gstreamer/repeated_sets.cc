// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/repeated_sets.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

#include "sealframe/hooks/c/sealframe.h"

namespace sealframe::gst {
namespace {

// Depayloaders write start codes of this size.
constexpr std::array<uint8_t, 4> kStartCode = {0, 0, 0, 1};

// Frames have few units before their first slice.
constexpr size_t kMaxUnits = 32;

using Unit = std::span<const uint8_t>;

struct Units {
  std::array<Unit, kMaxUnits> units;
  size_t count = 0;
};

bool IsSlice(sealframe_codec codec, uint8_t header) {
  const int h264 = header & 0x1f, h265 = (header >> 1) & 0x3f;
  return codec == SEALFRAME_CODEC_H264 ? h264 >= 1 && h264 <= 5 : h265 < 32;
}

bool IsParameterSet(sealframe_codec codec, uint8_t header) {
  const int h264 = header & 0x1f, h265 = (header >> 1) & 0x3f;
  return codec == SEALFRAME_CODEC_H264 ? h264 == 7 || h264 == 8
                                       : h265 >= 32 && h265 <= 34;
}

// UnitsBeforeSlices returns the units with their start codes. The last one may
// be a slice.
Units UnitsBeforeSlices(sealframe_codec codec, Unit frame) {
  Units found;
  const auto next_code = [&](size_t from) {
    return static_cast<size_t>(
        std::search(frame.begin() + static_cast<ptrdiff_t>(from), frame.end(),
                    kStartCode.begin(), kStartCode.end()) -
        frame.begin());
  };
  size_t begin = next_code(0);
  if (begin != 0) return found;
  while (begin + kStartCode.size() < frame.size() && found.count < kMaxUnits) {
    const uint8_t header = frame[begin + kStartCode.size()];
    if (IsSlice(codec, header)) break;
    const size_t end = next_code(begin + kStartCode.size());
    found.units[found.count++] = frame.subspan(begin, end - begin);
    begin = end;
  }
  return found;
}

}  // namespace

size_t RepeatedSetsSize(sealframe_codec codec, const uint8_t* frame,
                        size_t size) {
  if (codec != SEALFRAME_CODEC_H264 && codec != SEALFRAME_CODEC_H265) return 0;
  const Units found = UnitsBeforeSlices(codec, {frame, size});
  const std::span<const Unit> units(found.units.data(), found.count);
  const auto equal = [](Unit one, Unit other) {
    return std::equal(one.begin(), one.end(), other.begin(), other.end());
  };
  size_t added = 0, bytes = 0;
  while (added < units.size() &&
         IsParameterSet(codec, units[added][kStartCode.size()]) &&
         (added == 0 || !equal(units[0], units[added]))) {
    bytes += units[added++].size();
  }
  const std::span<const Unit> rest = units.subspan(added);
  for (const Unit unit : units.first(added)) {
    const bool follows = std::any_of(rest.begin(), rest.end(), [&](Unit other) {
      return equal(unit, other);
    });
    if (!follows) return 0;
  }
  return bytes;
}

}  // namespace sealframe::gst
