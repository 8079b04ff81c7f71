// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/getstream/getstream_clear_header.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/h264.h"
#include "sealframe/frame/codec/start_code.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_type.h"

namespace sealframe {
namespace {

// The clear bytes of a slice: its NAL header and one more.
constexpr size_t kSliceClearSize = 2;

// FirstSlice returns the offset of the NAL header of the first slice, or the
// size of `frame` if there is none.
size_t FirstSlice(absl::Span<const uint8_t> frame) {
  size_t unit = FindStartCode(frame, 0) + kStartCodeSize;
  while (unit < frame.size() && !IsH264Slice(frame[unit])) {
    unit = FindStartCode(frame, unit) + kStartCodeSize;
  }
  return std::min(unit, frame.size());
}

}  // namespace

absl::optional<GetStreamClearHeader> FindGetStreamClearHeader(
    const FrameInfo& info, absl::Span<const uint8_t> frame) {
  const bool is_audio = info.kind == MediaKind::kAudio;
  const ClearRule& rule = GetClearRule(ClearRuleSet::kGetStream,
                                       is_audio ? Codec::kOpus : info.codec);
  if (rule.shape == ClearShape::kRefused) {
    return absl::nullopt;
  }
  if (rule.shape == ClearShape::kFirstSlice) {
    const size_t slice = FirstSlice(frame);
    return slice == frame.size()
               ? GetStreamClearHeader{}
               : GetStreamClearHeader{
                     .size = std::min(slice + kSliceClearSize, frame.size()),
                     .escapes = true};
  }
  return GetStreamClearHeader{
      .size = std::min(ClearPrefixSize(rule, FrameTypeOf(info)), frame.size())};
}

}  // namespace sealframe
