// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Unsigned LEB128 integers: seven bits per byte, least significant first, with
// the top bit set on all bytes but the last (AV1 specification,
// Section 4.10.5). AV1 encodes OBU sizes this way, and DAVE the integers in its
// footer.
//
// Thread-safety: pure functions. They never allocate.

#ifndef SEALFRAME_FRAME_CODEC_LEB128_H_
#define SEALFRAME_FRAME_CODEC_LEB128_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

// The longest encoding of a 64-bit value.
inline constexpr size_t kMaxLeb128Size = 10;

// Leb128 is a decoded integer.
struct Leb128 {
  uint64_t value = 0;  // Zero on failure.
  size_t size = 0;     // Bytes read. Zero on failure.
};

// Leb128Size returns the size of the shortest encoding of `value`.
size_t Leb128Size(uint64_t value);

// WriteLeb128 writes the shortest encoding of `value` to the front of `out` and
// returns its size. If `out` is shorter than `Leb128Size(value)`, it returns
// zero and leaves `out` unchanged.
[[nodiscard]] size_t WriteLeb128(uint64_t value, absl::Span<uint8_t> out);

// ReadLeb128 decodes the integer at the front of `bytes`. It accepts padding,
// because AV1 encoders pad sizes that they fill in later. It fails if `bytes`
// end inside the integer or if the value exceeds 64 bits.
[[nodiscard]] Leb128 ReadLeb128(absl::Span<const uint8_t> bytes);

// ReadMinimalLeb128 is like `ReadLeb128`, but rejects any encoding other than
// that of `WriteLeb128`.
[[nodiscard]] Leb128 ReadMinimalLeb128(absl::Span<const uint8_t> bytes);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_LEB128_H_
