// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/clear_prefix.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/forbidden_sequence.h"
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
  // Whether nothing behind the H.265 prefix looks like a start code or an
  // escape, as far as the search saw it.
  bool is_plain_behind = false;
};

bool IsZeros(absl::Span<const uint8_t> bytes) {
  return std::all_of(bytes.begin(), bytes.end(),
                     [](uint8_t byte) { return byte == 0; });
}

// SliceSearch is how to search for slices: receivers read the header of an
// empty unit from the byte after it, as LiveKit does.
struct SliceSearch {
  size_t unseen_tail = kUnseenTail;  // Units need more bytes to the end.
  bool skips_empty_units = false;
  bool ends_at_h265 = false;  // Also at the first H.265 slice.
};

// FindSlices searches `frame` for the first slice of each codec.
SlicePrefixes FindSlices(absl::Span<const uint8_t> frame,
                         const SliceSearch& search) {
  SlicePrefixes prefixes;
  size_t code = FindStartCode(frame, 0);
  if (!IsZeros(frame.first(code))) {
    return prefixes;
  }
  while (code + kStartCodeSize + search.unseen_tail < frame.size()) {
    const size_t unit = code + kStartCodeSize;
    const bool is_h265 = prefixes.h265 == 0 && IsH265Slice(frame[unit]);
    if (IsH264Slice(frame[unit])) {
      prefixes.h264 = unit + kSliceClearSize;
      break;
    }
    if (is_h265 && search.ends_at_h265 && frame[unit] != 0) {
      prefixes.h265 = unit + kSliceClearSize;
      break;
    }
    const size_t forbidden = FindForbidden(frame, unit);
    code = FindStartCode(frame, forbidden);
    const bool is_empty =
        search.skips_empty_units && IsZeros(frame.subspan(unit, code - unit));
    if (is_h265 && !is_empty) {
      prefixes.h265 = unit + kSliceClearSize;
      prefixes.is_plain_behind = forbidden == frame.size();
    }
  }
  return prefixes;
}

ClearPrefix Failed(ClearPrefixError error) { return {.error = error}; }

ClearPrefix AnnexBPrefix(size_t size, bool has_no_escapes = false) {
  return {.size = size, .is_annex_b = true, .has_no_escapes = has_no_escapes};
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
    const SlicePrefixes found = FindSlices(sealed, SliceSearch());
    if (const size_t size = found.h264 != 0 ? found.h264 : found.h265;
        size != 0) {
      return AnnexBPrefix(size, found.h264 == 0 && found.is_plain_behind);
    }
  }
  return FixedPrefix(rule, type, sealed);
}

ClearPrefix FindClearPrefixToSeal(ClearRuleSet set, Codec codec, FrameType type,
                                  absl::Span<const uint8_t> frame) {
  const ClearRule& rule = GetClearRule(set, codec);
  if (EndsInASlice(rule, type)) {
    const SlicePrefixes found =
        FindSlices(frame, {.unseen_tail = kSliceClearSize - 1,
                           .skips_empty_units = true,
                           .ends_at_h265 = codec == Codec::kH265});
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
