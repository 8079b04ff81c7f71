// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The part of a VP8 frame tag that the frame formats read (RFC 6386, Section
// 9.1).
//
// Thread-safety: a pure function. It never allocates.

#ifndef SEALFRAME_FRAME_CODEC_VP8_H_
#define SEALFRAME_FRAME_CODEC_VP8_H_

#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

// IsVp8KeyFrame returns whether the lowest bit of the frame tag is clear, which
// marks a key frame. It returns false for an empty frame.
inline bool IsVp8KeyFrame(absl::Span<const uint8_t> frame) {
  return !frame.empty() && (frame[0] & 0x01) == 0;
}

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_VP8_H_
