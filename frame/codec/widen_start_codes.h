// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Widens start codes of three bytes to four, as LiveKit's format requires in
// the clear prefix of H.264 and H.265 frames: the prefix is authenticated, and
// receivers rebuild frames with four-byte codes.
//
// Thread-safety: pure functions. They never allocate.

#ifndef SEALFRAME_FRAME_CODEC_WIDEN_START_CODES_H_
#define SEALFRAME_FRAME_CODEC_WIDEN_START_CODES_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/crypto/buffers.h"

namespace sealframe {

// MaxWidenedSize returns the largest widened size of `size` bytes. It does not
// wrap.
constexpr size_t MaxWidenedSize(size_t size) {
  return AddSizes(size, size / 3);
}

// WidenedSize returns the widened size of `in`.
size_t WidenedSize(absl::Span<const uint8_t> in);

// WidenStartCodes writes `in` to `out`, inserting a zero before each 00 00 01
// that does not follow one, and returns the number of bytes written. If `out`
// is shorter than `WidenedSize(in)`, it returns zero and leaves `out`
// unchanged. `in` must be disjoint from `out`, or the end of its first
// `WidenedSize(in)` bytes.
[[nodiscard]] size_t WidenStartCodes(absl::Span<const uint8_t> in,
                                     absl::Span<uint8_t> out);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_WIDEN_START_CODES_H_
