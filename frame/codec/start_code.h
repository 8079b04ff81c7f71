// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Searches for start codes, 00 00 01, which separate the NAL units of an Annex
// B byte stream (ITU-T H.264 and H.265, Annex B).
//
// Thread-safety: pure functions. They never allocate.

#ifndef SEALFRAME_FRAME_CODEC_START_CODE_H_
#define SEALFRAME_FRAME_CODEC_START_CODE_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

inline constexpr size_t kStartCodeSize = 3;

// FindStartCode returns the offset of the first 00 00 01 that begins at `from`
// or later, or `bytes.size()` if there is none. It takes time linear in the
// distance searched.
size_t FindStartCode(absl::Span<const uint8_t> bytes, size_t from);

// SectionMakesStartCode returns whether any start code in `frame` includes at
// least one of the `size` bytes at `offset`, even if it begins before or ends
// after them. The section must lie inside the frame.
bool SectionMakesStartCode(absl::Span<const uint8_t> frame, size_t offset,
                           size_t size);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_START_CODE_H_
