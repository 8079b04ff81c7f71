// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/clear_prefix.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/h264.h"
#include "sealframe/frame/codec/h265.h"
#include "sealframe/frame/codec/start_code.h"

namespace sealframe {
namespace {

// LiveKit stops searching for start codes when this many bytes remain, so it
// misses a unit this short at the end of a frame.
constexpr size_t kUnseenTail = 3;

// LiveKit leaves the first two bytes of a slice in the clear.
constexpr size_t kSliceClearSize = 2;

// FirstSlicePrefix returns the size of the prefix that ends in the first slice,
// or zero if there is no slice. The search ends at the first H.264 slice.
size_t FirstSlicePrefix(absl::Span<const uint8_t> frame) {
  size_t code = FindStartCode(frame, 0);
  if (std::any_of(frame.begin(), frame.begin() + code,
                  [](uint8_t byte) { return byte != 0; })) {
    return 0;
  }
  size_t h265_prefix = 0;
  while (code + kStartCodeSize + kUnseenTail < frame.size()) {
    const size_t unit = code + kStartCodeSize;
    // LiveKit reads the header of an empty unit from the byte after it.
    const uint8_t header = frame[unit];
    if (IsH264Slice(header)) {
      return unit + kSliceClearSize;
    }
    if (h265_prefix == 0 && IsH265Slice(header)) {
      h265_prefix = unit + kSliceClearSize;
    }
    code = FindStartCode(frame, unit);
  }
  return h265_prefix;
}

}  // namespace

ClearPrefix FindClearPrefix(ClearRuleSet set, Codec codec, FrameType type,
                            absl::Span<const uint8_t> frame) {
  const ClearRule& rule = GetClearRule(set, codec);
  ClearPrefix prefix;
  switch (rule.shape) {
    case ClearShape::kRefused:
      prefix.error = ClearPrefixError::kRefusedCodec;
      return prefix;
    case ClearShape::kVp8Header:
    case ClearShape::kNalHeaders:
    case ClearShape::kObuHeaders:
      prefix.error = ClearPrefixError::kNotAPrefix;
      return prefix;
    case ClearShape::kFirstSlice:
      if (type != FrameType::kAudio) {
        prefix.size = FirstSlicePrefix(frame);
        prefix.is_annex_b = prefix.size > 0;
      }
      break;
    case ClearShape::kPrefix:
      break;
  }
  if (!prefix.is_annex_b) {
    prefix.size = ClearPrefixSize(rule, type);
  }
  if (frame.size() < prefix.size) {
    prefix.error = ClearPrefixError::kFrameTooShort;
    prefix.size = 0;
  }
  return prefix;
}

}  // namespace sealframe
