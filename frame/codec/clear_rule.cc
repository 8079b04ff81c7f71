// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/clear_rule.h"

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/codec/vp8.h"

namespace sealframe {
namespace {

// Shape, then the prefix sizes of audio, key and delta frames.
constexpr ClearRule kNothing = {ClearShape::kPrefix, 0, 0, 0};
constexpr ClearRule kTocByte = {ClearShape::kPrefix, 1, 1, 1};
constexpr ClearRule kAudioOnly = {ClearShape::kPrefix, 1, 0, 0};
constexpr ClearRule kByType = {ClearShape::kPrefix, 1, 10, 3};
constexpr ClearRule kVp8Prefix = {ClearShape::kVp8Header, 1, 10, 3};
constexpr ClearRule kFirstSlice = {ClearShape::kFirstSlice, 1, 10, 3};
constexpr ClearRule kFirstSliceOnly = {ClearShape::kFirstSlice, 1, 0, 0};
constexpr ClearRule kRefused = {ClearShape::kRefused, 0, 0, 0};
constexpr ClearRule kVp8Header = {ClearShape::kVp8Header, 1, 10, 1};
constexpr ClearRule kNalHeaders = {ClearShape::kNalHeaders, 0, 0, 0};
constexpr ClearRule kObuHeaders = {ClearShape::kObuHeaders, 0, 0, 0};

// Rows in the order of ClearRuleSet, columns in the order of Codec.
constexpr ClearRule kTable[kClearRuleSetCount][kCodecCount] = {
    // Unknown, Opus, VP8, VP9, H.264, H.265, AV1.
    {kNothing, kNothing, kNothing, kNothing, kNothing, kNothing, kNothing},
    {kFirstSlice, kTocByte, kVp8Prefix, kAudioOnly, kFirstSlice, kFirstSlice,
     kRefused},
    {kFirstSlice, kTocByte, kVp8Prefix, kAudioOnly, kFirstSlice, kFirstSlice,
     kObuHeaders},
    {kByType, kByType, kVp8Prefix, kByType, kByType, kByType, kByType},
    {kNothing, kNothing, kVp8Header, kNothing, kNalHeaders, kNalHeaders,
     kObuHeaders},
    {kRefused, kTocByte, kVp8Prefix, kByType, kFirstSliceOnly, kRefused,
     kRefused},
};

// In the order of ClearShape.
constexpr absl::string_view kShapeTexts[] = {
    "refused",    "first bytes",        "up to the first slice header",
    "VP8 header", "all but slice data", "OBU headers",
};

}  // namespace

const ClearRule& GetClearRule(ClearRuleSet set, Codec codec) {
  return kTable[static_cast<size_t>(set)][static_cast<size_t>(codec)];
}

size_t ClearPrefixSize(const ClearRule& rule, FrameType type,
                       absl::Span<const uint8_t> frame) {
  if (rule.shape == ClearShape::kVp8Header && type != FrameType::kAudio) {
    type = IsVp8KeyFrame(frame) ? FrameType::kKey : FrameType::kDelta;
  }
  switch (type) {
    case FrameType::kAudio:
      return rule.audio;
    case FrameType::kKey:
      return rule.key;
    case FrameType::kDelta:
      break;
  }
  return rule.delta;
}

absl::string_view ClearShapeText(ClearShape shape) {
  return kShapeTexts[static_cast<size_t>(shape)];
}

}  // namespace sealframe
