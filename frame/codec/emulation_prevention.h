// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Emulation prevention (ITU-T H.264, Section 7.4.1) inserts a byte 03 before
// each byte of 3 or less that follows two zeros, so that data never contains a
// start code. LiveKit's format escapes all encrypted data in H.264 and H.265
// frames.
//
// Zeros before the first byte do not count, and the count restarts after each
// 03. Nothing is appended at the end.
//
// Thread-safety: pure functions. They never allocate.

#ifndef SEALFRAME_FRAME_CODEC_EMULATION_PREVENTION_H_
#define SEALFRAME_FRAME_CODEC_EMULATION_PREVENTION_H_

#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/types/span.h"
#include "sealframe/crypto/buffers.h"

namespace sealframe {

// MaxEscapedSize returns the largest escaped size of `size` bytes. It does not
// wrap.
constexpr size_t MaxEscapedSize(size_t size) {
  return AddSizes(size, size > 0 ? (size - 1) / 2 : 0);
}

// EscapedSize returns the escaped size of `in`.
size_t EscapedSize(absl::Span<const uint8_t> in);

// Escape writes the escaped form of `in` to `out` and returns its size. If
// `out` is shorter than `EscapedSize(in)`, it returns zero and leaves `out`
// unchanged. `out` must begin where `in` does or be disjoint from it.
[[nodiscard]] size_t Escape(absl::Span<const uint8_t> in,
                            absl::Span<uint8_t> out);

// MeasureUnescaped returns the size of what `in` unescapes to, and how many
// bytes at its front are before the first escape; or nothing if `Escape` writes
// `in` for no input. Every input has one escaped form.
struct UnescapedSizes {
  size_t size;
  size_t plain;
};
std::optional<UnescapedSizes> MeasureUnescaped(absl::Span<const uint8_t> in);

// Unescape writes `in` to `out` without each 03 that follows two zeros,
// regardless of the byte after it, and returns the number of bytes written. If
// `out` is shorter than `in`, it returns zero and leaves `out` unchanged. `out`
// must begin where `in` does or be disjoint from it.
//
// Unescape reverses Escape. Inputs that `MeasureUnescaped` refuses unescape as
// well, to the same bytes as others.
[[nodiscard]] size_t Unescape(absl::Span<const uint8_t> in,
                              absl::Span<uint8_t> out);

// UnescapeEnd writes the last bytes that `in` unescapes to, as many as `out`
// holds, and reads no more of `in` than it takes. If there are fewer, it
// returns false and `out` is in no particular state.
[[nodiscard]] bool UnescapeEnd(absl::Span<const uint8_t> in,
                               absl::Span<uint8_t> out);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_EMULATION_PREVENTION_H_
