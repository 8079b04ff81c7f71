// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What the frame formats need to know of a VP8 frame (RFC 6386, Section 9.1).
//
// Thread-safety: this is a pure function. It never allocates.

#ifndef SEALFRAME_FRAME_CODEC_VP8_H_
#define SEALFRAME_FRAME_CODEC_VP8_H_

#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

// IsVp8KeyFrame returns whether the frame tag says key frame: its lowest bit is
// clear. An empty frame is none.
inline bool IsVp8KeyFrame(absl::Span<const uint8_t> frame) {
  return !frame.empty() && (frame[0] & 0x01) == 0;
}

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_VP8_H_
