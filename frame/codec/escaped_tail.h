// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The end of a frame in which emulation prevention bytes may be inserted, for
// inspection: parsed fields on one side, their place on the wire on the other.
//
// Thread-safety: pure functions. They allocate. Frames may be hostile; the time
// is linear in their size.

#ifndef SEALFRAME_FRAME_CODEC_ESCAPED_TAIL_H_
#define SEALFRAME_FRAME_CODEC_ESCAPED_TAIL_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"

namespace sealframe {

// FindEscapes returns the offsets of emulation prevention bytes in `wire`: each
// 3 that follows two zeros.
std::vector<size_t> FindEscapes(absl::Span<const uint8_t> wire);

// EscapedTail holds the last bytes of a frame without emulation prevention
// bytes, and the offset of each on the wire.
struct EscapedTail {
  std::vector<uint8_t> bytes = {};
  std::vector<size_t> offsets = {};
};

// TailOf returns the last `size` bytes of `wire`, or all if it is shorter,
// without those at `escapes`.
EscapedTail TailOf(absl::Span<const uint8_t> wire, std::vector<size_t> escapes,
                   size_t size);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_ESCAPED_TAIL_H_
