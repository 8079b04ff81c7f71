// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A fast search for the three bytes that may not occur inside a NAL unit: two
// zeros before a byte of at most 3 (ITU-T H.264, Section 7.4.1). Every start
// code contains such a sequence, and so does everything that emulation
// prevention escapes or has escaped. In random data, one in four million
// positions has one, so searching for them lets each scan run at memory speed.
//
// Thread-safety: a pure function. It never allocates.

#ifndef SEALFRAME_FRAME_CODEC_FORBIDDEN_SEQUENCE_H_
#define SEALFRAME_FRAME_CODEC_FORBIDDEN_SEQUENCE_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

// The largest byte that may not follow two zeros.
inline constexpr uint8_t kMaxForbiddenEnd = 0x03;

// FindForbidden returns the offset of the first sequence that begins at `from`
// or later, or `bytes.size()` if there is none. It takes time linear in the
// distance searched.
size_t FindForbidden(absl::Span<const uint8_t> bytes, size_t from);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_FORBIDDEN_SEQUENCE_H_
