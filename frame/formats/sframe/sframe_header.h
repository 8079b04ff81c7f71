// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The SFrame header codec (RFC 9605, Section 4.3).
//
// A header names the key a frame was sealed under (KID) and the counter its
// nonce was built from (CTR). It is sent in the clear and authenticated with
// the frame, so a KID or CTR read here is only a claim until the frame opens:
// look a key up by it, but change no state because of it.
//
// Thread-safety: these are pure functions. They never allocate.

#ifndef SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_HEADER_H_
#define SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_HEADER_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

// The longest encoding: the config byte, then eight bytes each of KID and CTR.
inline constexpr size_t kMaxSFrameHeaderSize = 1 + 8 + 8;

// SFrameHeader is one decoded header. Every pair of values is encodable.
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
  size_t size = 0;           // Bytes taken by the header. Zero on error.
  SFrameHeader header = {};  // All zero on error.
};

// SFrameHeaderSize returns how many bytes `header` encodes to.
size_t SFrameHeaderSize(const SFrameHeader& header);

// WriteSFrameHeader encodes `header` at the front of `out` and returns the
// bytes written. If `out` is shorter than `SFrameHeaderSize(header)`, it
// returns zero and leaves `out` as it was.
[[nodiscard]] size_t WriteSFrameHeader(const SFrameHeader& header,
                                       absl::Span<uint8_t> out);

// ParseSFrameHeader decodes the header at the front of `frame`, which may be
// hostile. It accepts only the one encoding `WriteSFrameHeader` would produce.
[[nodiscard]] ParsedSFrameHeader ParseSFrameHeader(
    absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_HEADER_H_
