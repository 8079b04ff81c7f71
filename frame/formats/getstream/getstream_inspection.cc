// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/getstream/getstream_inspection.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/frame/codec/escaped_tail.h"
#include "sealframe/frame/formats/getstream/getstream_trailer.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"

namespace sealframe {

std::optional<FrameInspection> InspectGetStream(
    const FrameInfo&, absl::Span<const uint8_t> frame) {
  const ParsedGetStreamFrame parsed = ParseGetStreamFrame(frame);
  if (parsed.error != GetStreamError::kNone) {
    return std::nullopt;
  }
  const GetStreamTrailer& trailer = parsed.trailer;
  const size_t start = GetStreamEscapeStart(frame.first(trailer.clear_size));
  const absl::Span<const uint8_t> wire = frame.subspan(start);
  const std::vector<size_t> escapes =
      trailer.escaped ? FindEscapes(wire) : std::vector<size_t>();
  const EscapedTail tail =
      TailOf(wire, escapes, kGetStreamTagSize + kGetStreamTrailerSize);
  const size_t tag = start + tail.offsets[0];
  const size_t nonce = start + tail.offsets[kGetStreamTagSize];
  const size_t end = start + tail.offsets[kGetStreamTagSize + kNonceSize];
  FramePartsBuilder parts;
  parts.Add(FramePart::kClear, trailer.clear_size);
  parts.Add(FramePart::kCiphertext, tag - trailer.clear_size);
  parts.Add(FramePart::kTag, nonce - tag);
  parts.Add(FramePart::kNonce, end - nonce);
  parts.Add(FramePart::kTrailer, frame.size() - end);
  return FrameInspection{.fit = FrameFit::kClose,
                         .kid = trailer.key_index,
                         .counter = LoadBigEndian32(trailer.iv.data() + 8),
                         .escapes = escapes.size(),
                         .parts = parts.Take()};
}

}  // namespace sealframe
