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

// The end of a prefix that ends in the first slice of each codec, or zero if
// there is no such slice. The search ends at the first H.264 slice.
struct SlicePrefixes {
  size_t h264 = 0;
  size_t h265 = 0;
};

bool IsZeros(absl::Span<const uint8_t> bytes) {
  return std::all_of(bytes.begin(), bytes.end(),
                     [](uint8_t byte) { return byte == 0; });
}

// FindSlices searches `frame` for units with more than `unseen_tail` bytes
// behind their start code. Receivers read the header of an empty unit from the
// byte after it, as LiveKit does.
SlicePrefixes FindSlices(absl::Span<const uint8_t> frame, size_t unseen_tail,
                         bool skips_empty_units) {
  SlicePrefixes prefixes;
  size_t code = FindStartCode(frame, 0);
  if (!IsZeros(frame.first(code))) {
    return prefixes;
  }
  while (code + kStartCodeSize + unseen_tail < frame.size()) {
    const size_t unit = code + kStartCodeSize;
    if (IsH264Slice(frame[unit])) {
      prefixes.h264 = unit + kSliceClearSize;
      break;
    }
    code = FindStartCode(frame, unit);
    const bool is_empty =
        skips_empty_units && IsZeros(frame.subspan(unit, code - unit));
    if (!is_empty && prefixes.h265 == 0 && IsH265Slice(frame[unit])) {
      prefixes.h265 = unit + kSliceClearSize;
    }
  }
  return prefixes;
}

ClearPrefix Failed(ClearPrefixError error) { return {.error = error}; }

ClearPrefix AnnexBPrefix(size_t size) {
  return {.size = size, .is_annex_b = true};
}

// FixedPrefix returns the prefix of a frame in which no slice ends it.
ClearPrefix FixedPrefix(const ClearRule& rule, FrameType type,
                        absl::Span<const uint8_t> frame) {
  switch (rule.shape) {
    case ClearShape::kRefused:
      return Failed(ClearPrefixError::kRefusedCodec);
    case ClearShape::kNalHeaders:
    case ClearShape::kObuHeaders:
      return Failed(ClearPrefixError::kNotAPrefix);
    case ClearShape::kVp8Header:
    case ClearShape::kFirstSlice:
    case ClearShape::kPrefix:
      break;
  }
  const size_t size = ClearPrefixSize(rule, type, frame);
  return frame.size() < size ? Failed(ClearPrefixError::kFrameTooShort)
                             : ClearPrefix{.size = size};
}

bool EndsInASlice(const ClearRule& rule, FrameType type) {
  return rule.shape == ClearShape::kFirstSlice && type != FrameType::kAudio;
}

}  // namespace

ClearPrefix FindClearPrefix(ClearRuleSet set, Codec codec, FrameType type,
                            absl::Span<const uint8_t> sealed) {
  const ClearRule& rule = GetClearRule(set, codec);
  if (EndsInASlice(rule, type)) {
    const SlicePrefixes found =
        FindSlices(sealed, kUnseenTail, /*skips_empty_units=*/false);
    if (const size_t size = found.h264 != 0 ? found.h264 : found.h265;
        size != 0) {
      return AnnexBPrefix(size);
    }
  }
  return FixedPrefix(rule, type, sealed);
}

ClearPrefix FindClearPrefixToSeal(ClearRuleSet set, Codec codec, FrameType type,
                                  absl::Span<const uint8_t> frame) {
  const ClearRule& rule = GetClearRule(set, codec);
  if (EndsInASlice(rule, type)) {
    const SlicePrefixes found = FindSlices(frame, kSliceClearSize - 1,
                                           /*skips_empty_units=*/true);
    if (found.h264 != 0) {
      return AnnexBPrefix(found.h264);
    }
    if (found.h265 != 0 && codec != Codec::kH264) {
      return AnnexBPrefix(found.h265);
    }
    if (codec == Codec::kH264 || codec == Codec::kH265) {
      return Failed(ClearPrefixError::kNoSlice);
    }
  }
  return FixedPrefix(rule, type, frame);
}

}  // namespace sealframe
