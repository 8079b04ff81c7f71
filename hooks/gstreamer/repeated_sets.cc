// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/repeated_sets.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

#include "sealframe/hooks/c/sealframe.h"

namespace sealframe::gst {
namespace {

// Depayloaders write this start code.
constexpr std::string_view kStartCode("\0\0\0\1", 4);

// Frames have few units before their first slice.
constexpr size_t kMaxUnits = 32;

using Unit = std::string_view;  // With its start code.

struct Units {
  std::array<Unit, kMaxUnits> units;
  size_t count = 0;
};

int TypeOf(sealframe_codec codec, Unit unit) {
  const auto header = static_cast<uint8_t>(unit[kStartCode.size()]);
  return codec == SEALFRAME_CODEC_H264 ? header & 0x1f : (header >> 1) & 0x3f;
}

bool IsSlice(sealframe_codec codec, Unit unit) {
  const int type = TypeOf(codec, unit);
  return codec == SEALFRAME_CODEC_H264 ? type >= 1 && type <= 5 : type < 32;
}

bool IsParameterSet(sealframe_codec codec, Unit unit) {
  const int type = TypeOf(codec, unit);
  return codec == SEALFRAME_CODEC_H264 ? type == 7 || type == 8
                                       : type >= 32 && type <= 34;
}

// UnitsBeforeSlices returns the first units of a frame that begins with a start
// code.
Units UnitsBeforeSlices(sealframe_codec codec, std::string_view frame) {
  Units found;
  while (frame.size() > kStartCode.size() && found.count < kMaxUnits &&
         frame.starts_with(kStartCode)) {
    const size_t next = frame.find(kStartCode, kStartCode.size());
    const Unit unit = frame.substr(0, next);
    if (IsSlice(codec, unit)) break;
    found.units[found.count++] = unit;
    frame.remove_prefix(unit.size());
  }
  return found;
}

}  // namespace

size_t RepeatedSetsSize(sealframe_codec codec, const uint8_t* frame,
                        size_t size) {
  if (codec != SEALFRAME_CODEC_H264 && codec != SEALFRAME_CODEC_H265) return 0;
  const Units found =
      UnitsBeforeSlices(codec, {reinterpret_cast<const char*>(frame), size});
  const std::span<const Unit> units(found.units.data(), found.count);
  size_t added = 0, bytes = 0;
  while (added < units.size() && IsParameterSet(codec, units[added]) &&
         (added == 0 || units[added] != units[0])) {
    bytes += units[added++].size();
  }
  const std::span<const Unit> rest = units.subspan(added);
  for (const Unit unit : units.first(added)) {
    if (std::find(rest.begin(), rest.end(), unit) == rest.end()) return 0;
  }
  return bytes;
}

}  // namespace sealframe::gst
