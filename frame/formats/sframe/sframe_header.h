// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The SFrame header codec (RFC 9605, Section 4.3).
//
// A header contains the identifier of a frame's key (KID) and the counter of
// its nonce (CTR). It is sent in the clear and authenticated with the frame, so
// a KID or CTR is only a claim until the frame opens. Use it to look up a key,
// but do not change state because of it.
//
// Thread-safety: pure functions. They never allocate. They are inline, as in
// sframe_field.h.

#ifndef SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_HEADER_H_
#define SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_HEADER_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/formats/sframe/sframe_field.h"

namespace sealframe {

// The longest encoding: the config byte, then eight bytes each of KID and CTR.
inline constexpr size_t kMaxSFrameHeaderSize = 1 + 8 + 8;

// SFrameHeader is a decoded header. Every pair of values has an encoding.
struct SFrameHeader {
  uint64_t kid = 0;
  uint64_t ctr = 0;
};

enum class SFrameHeaderError : uint8_t {
  kNone,
  kTruncated,   // The input ends inside the header.
  kNotMinimal,  // A field uses more bytes than its value needs.
};

struct ParsedSFrameHeader {
  SFrameHeaderError error = SFrameHeaderError::kNone;
  size_t size = 0;           // The header's, in bytes. Zero on error.
  SFrameHeader header = {};  // All zero on error.
};

// SFrameHeaderSize returns the size of the encoding of `header`.
inline size_t SFrameHeaderSize(const SFrameHeader& header) {
  return 1 + SFrameTailSize(header.kid) + SFrameTailSize(header.ctr);
}

// WriteSFrameHeader encodes `header` at the front of `out` and returns its
// size. If `out` is shorter than `SFrameHeaderSize(header)`, it returns zero
// and leaves `out` unchanged.
[[nodiscard]] inline size_t WriteSFrameHeader(const SFrameHeader& header,
                                              absl::Span<uint8_t> out) {
  const size_t kid_tail = SFrameTailSize(header.kid);
  const size_t ctr_tail = SFrameTailSize(header.ctr);
  const size_t size = 1 + kid_tail + ctr_tail;
  if (out.size() < size) {
    return 0;
  }
  out[0] = static_cast<uint8_t>(SFrameNibble(header.kid, kid_tail) << 4 |
                                SFrameNibble(header.ctr, ctr_tail));
  WriteSFrameTail(header.kid, kid_tail, out.data() + 1);
  WriteSFrameTail(header.ctr, ctr_tail, out.data() + 1 + kid_tail);
  return size;
}

// ParseSFrameHeader decodes the header at the front of `frame`, which may be
// hostile. It accepts only the encoding that `WriteSFrameHeader` produces.
[[nodiscard]] inline ParsedSFrameHeader ParseSFrameHeader(
    absl::Span<const uint8_t> frame) {
  if (frame.empty()) {
    return {.error = SFrameHeaderError::kTruncated};
  }
  const uint8_t kid_nibble = frame[0] >> 4;
  const uint8_t ctr_nibble = frame[0] & 0x0f;
  const size_t kid_tail = SFrameTailOf(kid_nibble);
  const size_t ctr_tail = SFrameTailOf(ctr_nibble);
  const size_t size = 1 + kid_tail + ctr_tail;
  if (frame.size() < size) {
    return {.error = SFrameHeaderError::kTruncated};
  }
  const uint8_t* const tails = frame.data() + 1;
  const uint64_t kid = ReadSFrameField(kid_nibble, {tails, kid_tail});
  const uint64_t ctr =
      ReadSFrameField(ctr_nibble, {tails + kid_tail, ctr_tail});
  if (SFrameTailSize(kid) != kid_tail || SFrameTailSize(ctr) != ctr_tail) {
    return {.error = SFrameHeaderError::kNotMinimal};
  }
  return {.size = size, .header = {.kid = kid, .ctr = ctr}};
}

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_HEADER_H_
