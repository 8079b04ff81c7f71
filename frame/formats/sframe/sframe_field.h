// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One number of an SFrame header, the KID or the CTR (RFC 9605, Section 4.3): a
// nibble of the config byte, and a tail of up to eight bytes.
//
// The nibble is either the number itself (0 to 7), or a flag and the size of
// the tail less 1. The tail is big-endian and as short as possible.
//
// Thread-safety: pure functions. They never allocate. They are inline because
// calls would cost more than their work, on every frame.

#ifndef SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_FIELD_H_
#define SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_FIELD_H_

#include <cstddef>
#include <cstdint>

#include "absl/numeric/bits.h"
#include "absl/types/span.h"

namespace sealframe {

inline constexpr uint8_t kSFrameHasTail = 0x08;

// SFrameTailSize returns the size of the tail of `value`.
inline size_t SFrameTailSize(uint64_t value) {
  return value < kSFrameHasTail
             ? 0
             : (static_cast<size_t>(absl::bit_width(value)) + 7) / 8;
}

// SFrameNibble returns the nibble of `value`, whose tail has `tail` bytes.
inline uint8_t SFrameNibble(uint64_t value, size_t tail) {
  return static_cast<uint8_t>(tail == 0 ? value : kSFrameHasTail | (tail - 1));
}

// WriteSFrameTail writes the last `tail` bytes of `value` to `out`.
inline void WriteSFrameTail(uint64_t value, size_t tail, uint8_t* out) {
  for (size_t i = tail; i > 0; --i) {
    out[i - 1] = static_cast<uint8_t>(value);
    value >>= 8;
  }
}

// SFrameTailOf returns the size of the tail of a number with `nibble`.
inline size_t SFrameTailOf(uint8_t nibble) {
  return (nibble & kSFrameHasTail) == 0 ? 0 : (nibble & 0x07u) + 1;
}

// ReadSFrameField returns the number with `nibble` and `tail`.
inline uint64_t ReadSFrameField(uint8_t nibble,
                                absl::Span<const uint8_t> tail) {
  uint64_t value = tail.empty() ? nibble : 0;
  for (const uint8_t byte : tail) {
    value = (value << 8) | byte;
  }
  return value;
}

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_FIELD_H_
