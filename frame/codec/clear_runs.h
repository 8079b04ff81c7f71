// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A frame with several clear ranges, and the same as a cipher takes it: all
// that is in the clear in one piece, and all that is not in another.
//
// Thread-safety: these are pure functions. They never allocate.

#ifndef SEALFRAME_FRAME_CODEC_CLEAR_RUNS_H_
#define SEALFRAME_FRAME_CODEC_CLEAR_RUNS_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/clear_ranges.h"

namespace sealframe {

// ClearSize returns how many bytes `ranges` leave in the clear.
inline size_t ClearSize(const ClearRanges& ranges) {
  size_t size = 0;
  for (const ByteRange& range : ranges.ranges()) {
    size += range.size;
  }
  return size;
}

// IsClearPrefix returns whether `ranges` leave nothing in the clear but the
// front of a frame, or nothing at all, so that both pieces are where they are.
inline bool IsClearPrefix(const ClearRanges& ranges) {
  const absl::Span<const ByteRange> list = ranges.ranges();
  return list.empty() || (list.size() == 1 && list[0].offset == 0);
}

// SplitRuns writes the bytes of `frame` to `out`, which has its size and is
// disjoint from it: first those in `ranges`, which lie inside the frame, and
// then the others.
void SplitRuns(absl::Span<const uint8_t> frame, const ClearRanges& ranges,
               absl::Span<uint8_t> out);

// JoinRuns writes the frame that has `clear` in its `ranges` and `secret`
// beside them to `out`, which has the size of both together. `secret` may begin
// where `out` does; otherwise all three are disjoint.
void JoinRuns(absl::Span<const uint8_t> clear, absl::Span<const uint8_t> secret,
              const ClearRanges& ranges, absl::Span<uint8_t> out);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_CLEAR_RUNS_H_
