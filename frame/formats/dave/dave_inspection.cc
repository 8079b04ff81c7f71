// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/dave/dave_inspection.h"

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_ranges.h"
#include "sealframe/frame/codec/leb128.h"
#include "sealframe/frame/formats/dave/dave_footer.h"
#include "sealframe/frame/formats/dave/dave_nonces.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"

namespace sealframe {

std::optional<FrameInspection> InspectDave(const FrameInfo&,
                                           absl::Span<const uint8_t> frame) {
  ClearRanges ranges;
  const ParsedDaveFooter footer = ParseDaveFooter(frame, &ranges);
  if (!footer.ok) {
    return std::nullopt;
  }
  FramePartsBuilder parts;
  size_t end = 0;
  for (const ByteRange& range : ranges.ranges()) {
    parts.Add(FramePart::kCiphertext, range.offset - end);
    parts.Add(FramePart::kClear, range.size);
    end = range.offset + range.size;
  }
  parts.Add(FramePart::kCiphertext, footer.media_size - end);
  parts.Add(FramePart::kTag, kDaveTagSize);
  parts.Add(FramePart::kNonce, Leb128Size(footer.nonce));
  parts.Add(FramePart::kRanges, ranges.encoded_size());
  parts.Add(FramePart::kTrailer, kDaveFooterEndSize);
  return FrameInspection{.fit = FrameFit::kClose,
                         .kid = footer.nonce >> kDaveCounterBits,
                         .counter = footer.nonce,
                         .parts = parts.Take()};
}

}  // namespace sealframe
