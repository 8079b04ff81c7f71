// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/getstream/getstream_clear_header.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

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
// size of `frame` if there is none or another byte than zero precedes the first
// start code.
size_t FirstSlice(absl::Span<const uint8_t> frame) {
  size_t code = FindStartCode(frame, 0);
  const absl::Span<const uint8_t> leading = frame.first(code);
  if (std::any_of(leading.begin(), leading.end(),
                  [](uint8_t byte) { return byte != 0; })) {
    return frame.size();
  }
  while (code + kStartCodeSize < frame.size()) {
    const size_t unit = code + kStartCodeSize;
    if (IsH264Slice(frame[unit])) {
      return unit;
    }
    code = FindStartCode(frame, unit);
  }
  return frame.size();
}

}  // namespace

GetStreamClearHeader FindGetStreamClearHeader(const FrameInfo& info,
                                              absl::Span<const uint8_t> frame) {
  const bool is_audio = info.kind == MediaKind::kAudio;
  const ClearRule& rule = GetClearRule(ClearRuleSet::kGetStream,
                                       is_audio ? Codec::kOpus : info.codec);
  if (rule.shape == ClearShape::kRefused) {
    return {.error = GetStreamClearError::kRefusedCodec};
  }
  if (rule.shape != ClearShape::kFirstSlice) {
    return {.size = std::min(ClearPrefixSize(rule, FrameTypeOf(info), frame),
                             frame.size())};
  }
  const size_t slice = FirstSlice(frame);
  if (slice == frame.size()) {
    return {.error = GetStreamClearError::kNoSlice};
  }
  return {.size = std::min(slice + kSliceClearSize, frame.size()),
          .is_annex_b = true};
}

}  // namespace sealframe
