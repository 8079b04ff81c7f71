// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Unsigned LEB128 numbers: seven bits a byte, the least significant first, the
// top bit set on all bytes but the last (AV1 specification, Section 4.10.5).
// AV1 writes OBU sizes this way, DAVE the numbers of its footer.
//
// Thread-safety: these are pure functions. They never allocate.

#ifndef SEALFRAME_FRAME_CODEC_LEB128_H_
#define SEALFRAME_FRAME_CODEC_LEB128_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

// The longest encoding of a 64-bit value.
inline constexpr size_t kMaxLeb128Size = 10;

// Leb128 is a number read off the front of some bytes.
struct Leb128 {
  uint64_t value = 0;  // Zero on failure.
  size_t size = 0;     // Bytes taken. Zero on failure.
};

// Leb128Size returns how many bytes `value` encodes to.
size_t Leb128Size(uint64_t value);

// WriteLeb128 encodes `value` in as few bytes as it needs at the front of
// `out` and returns the bytes written. If `out` is shorter than
// `Leb128Size(value)`, it returns zero and leaves `out` as it was.
[[nodiscard]] size_t WriteLeb128(uint64_t value, absl::Span<uint8_t> out);

// ReadLeb128 decodes the number at the front of `bytes`, padded or not: AV1
// encoders pad sizes that they fill in later. It fails if `bytes` end inside
// the number, or if the number needs more than 64 bits.
[[nodiscard]] Leb128 ReadLeb128(absl::Span<const uint8_t> bytes);

// ReadMinimalLeb128 is `ReadLeb128`, but fails for any encoding other than the
// one that `WriteLeb128` would produce.
[[nodiscard]] Leb128 ReadMinimalLeb128(absl::Span<const uint8_t> bytes);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_LEB128_H_
