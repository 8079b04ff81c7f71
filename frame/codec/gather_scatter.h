// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Gathers the clear ranges of a frame into one piece and the rest into another,
// as a cipher needs them, and scatters the pieces back.
//
// Thread-safety: pure functions. They never allocate.

#ifndef SEALFRAME_FRAME_CODEC_GATHER_SCATTER_H_
#define SEALFRAME_FRAME_CODEC_GATHER_SCATTER_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_ranges.h"

namespace sealframe {

// ClearSize returns the total size of `ranges`.
inline size_t ClearSize(const ClearRanges& ranges) {
  size_t size = 0;
  for (const ByteRange& range : ranges.ranges()) {
    size += range.size;
  }
  return size;
}

// IsClearPrefix returns whether `ranges` are empty or cover only the front of a
// frame. Such a frame needs no gathering.
inline bool IsClearPrefix(const ClearRanges& ranges) {
  const absl::Span<const ByteRange> list = ranges.ranges();
  return list.empty() || (list.size() == 1 && list[0].offset == 0);
}

// GatherRanges writes the bytes of `frame` that are in `ranges` to `out`,
// followed by all others. `ranges` must lie inside the frame, and `out` must
// have its size and be disjoint from it.
void GatherRanges(absl::Span<const uint8_t> frame, const ClearRanges& ranges,
                  absl::Span<uint8_t> out);

// ScatterRanges reverses GatherRanges: it writes to `out` the frame with
// `clear` in its `ranges` and `secret` everywhere else. `out` must have the
// size of both together. `secret` may begin where `out` does; otherwise all
// three must be disjoint.
void ScatterRanges(absl::Span<const uint8_t> clear,
                   absl::Span<const uint8_t> secret, const ClearRanges& ranges,
                   absl::Span<uint8_t> out);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_GATHER_SCATTER_H_
