// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Start codes of three bytes made into start codes of four, as LiveKit's format
// does in the clear prefix of H.264 and H.265 frames: receivers rebuild frames
// with codes of four bytes, and the prefix is authenticated.
//
// Thread-safety: these are pure functions. They never allocate.

#ifndef SEALFRAME_FRAME_CODEC_WIDEN_START_CODES_H_
#define SEALFRAME_FRAME_CODEC_WIDEN_START_CODES_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

// MaxWidenedSize returns the most that `size` bytes can widen to.
constexpr size_t MaxWidenedSize(size_t size) { return size + size / 3; }

// WidenedSize returns how many bytes `in` widens to.
size_t WidenedSize(absl::Span<const uint8_t> in);

// WidenStartCodes writes `in` to `out` with a zero before each 00 00 01 that
// has none, and returns the bytes written. If `out` is shorter than
// `WidenedSize(in)`, it returns zero and leaves `out` as it was. The two are
// disjoint.
[[nodiscard]] size_t WidenStartCodes(absl::Span<const uint8_t> in,
                                     absl::Span<uint8_t> out);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_WIDEN_START_CODES_H_
