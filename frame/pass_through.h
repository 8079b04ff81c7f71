// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Passes a frame unchanged, where the application or a format demands it.
//
// Thread-safety: a pure function that never allocates.

#ifndef SEALFRAME_FRAME_PASS_THROUGH_H_
#define SEALFRAME_FRAME_PASS_THROUGH_H_

#include <algorithm>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/frame_status.h"

namespace sealframe {

// CopyTo copies `from` to the front of `out`, unless it is there already. There
// must be room.
inline void CopyTo(absl::Span<const uint8_t> from, absl::Span<uint8_t> out) {
  if (from.data() != out.data()) {
    std::copy(from.begin(), from.end(), out.begin());
  }
}

// PassThrough writes `frame` to the front of `out`, which starts where `frame`
// does or is disjoint from it. If the frame does not fit, it writes nothing.
inline FrameResult PassThrough(absl::Span<const uint8_t> frame,
                               absl::Span<uint8_t> out) {
  if (out.size() < frame.size()) {
    return {.status = FrameStatus::kBufferTooSmall};
  }
  CopyTo(frame, out);
  return {.status = FrameStatus::kPassedThrough, .size = frame.size()};
}

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_PASS_THROUGH_H_
