// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A fast search for two consecutive zero bytes. Start codes and the sequences
// that emulation prevention escapes all begin with such a pair, which occurs in
// random data only once in 65,536 positions. Searching for pairs lets either
// scan run at memory speed.
//
// Thread-safety: a pure function. It never allocates.

#ifndef SEALFRAME_FRAME_CODEC_ZERO_PAIR_H_
#define SEALFRAME_FRAME_CODEC_ZERO_PAIR_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

// FindZeroPair returns the offset of the first pair of zero bytes that begins
// at `from` or later, or `bytes.size()` if there is none.
size_t FindZeroPair(absl::Span<const uint8_t> bytes, size_t from);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_ZERO_PAIR_H_
