// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/sframe/sframe_inspection.h"

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/types/span.h"
#include "sealframe/frame/formats/sframe/sframe_header.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"

namespace sealframe {
namespace {

constexpr size_t kMinTagSize = 4;

}  // namespace

std::optional<FrameInspection> InspectSFrame(const FrameInfo&,
                                             absl::Span<const uint8_t> frame) {
  const ParsedSFrameHeader parsed = ParseSFrameHeader(frame);
  if (parsed.error != SFrameHeaderError::kNone ||
      frame.size() - parsed.size < kMinTagSize) {
    return std::nullopt;
  }
  FramePartsBuilder parts;
  parts.Add(FramePart::kHeader, parsed.size);
  parts.Add(FramePart::kCiphertext, frame.size() - parsed.size);
  return FrameInspection{.kid = parsed.header.kid,
                         .counter = parsed.header.ctr,
                         .parts = parts.Take()};
}

}  // namespace sealframe
