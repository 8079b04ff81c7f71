// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Emulation prevention (ITU-T H.264, Section 7.4.1): a byte 03 before each byte
// of 3 or less that follows two zeros, so that no start code can come about by
// chance. LiveKit's format escapes all it encrypts in H.264 and H.265 frames.
//
// The count of zeros starts at none at the first byte, whatever lies before it,
// and starts anew behind each 03. Nothing is added at the end.
//
// Thread-safety: these are pure functions. They never allocate.

#ifndef SEALFRAME_FRAME_CODEC_EMULATION_PREVENTION_H_
#define SEALFRAME_FRAME_CODEC_EMULATION_PREVENTION_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

// MaxEscapedSize returns the most that `size` bytes can escape to.
constexpr size_t MaxEscapedSize(size_t size) {
  return size + (size > 0 ? (size - 1) / 2 : 0);
}

// EscapedSize returns how many bytes `in` escapes to.
size_t EscapedSize(absl::Span<const uint8_t> in);

// Escape writes `in` to `out`, escaped, and returns the bytes written. If `out`
// is shorter than `EscapedSize(in)`, it returns zero and leaves `out` as it
// was. `out` may begin where `in` does, or the two are disjoint.
[[nodiscard]] size_t Escape(absl::Span<const uint8_t> in,
                            absl::Span<uint8_t> out);

// UnescapedSize returns how many bytes `in` unescapes to.
size_t UnescapedSize(absl::Span<const uint8_t> in);

// Unescape writes `in` to `out` without the 03 that follow two zeros, whatever
// comes behind them, and returns the bytes written. If `out` is shorter than
// `in`, it returns zero and leaves `out` as it was. `out` may begin where `in`
// does, or the two are disjoint.
//
// What `Escape` wrote comes back as it was. Other input may share its result
// with what `Escape` writes: only an authentication of the result counts.
[[nodiscard]] size_t Unescape(absl::Span<const uint8_t> in,
                              absl::Span<uint8_t> out);

// UnescapeEnd writes the last bytes that `in` unescapes to, as many as `out`
// holds, and reads no more of `in` than it takes. If there are fewer, it
// returns false and `out` is in no particular state.
[[nodiscard]] bool UnescapeEnd(absl::Span<const uint8_t> in,
                               absl::Span<uint8_t> out);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_EMULATION_PREVENTION_H_
