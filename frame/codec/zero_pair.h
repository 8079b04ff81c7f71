// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A fast search for two zero bytes in a row. Start codes and the bytes that
// emulation prevention guards against all begin with such a pair, which random
// bytes hold once in 65,536: looking for the pair lets either scan run as fast
// as memory is read.
//
// Thread-safety: this is a pure function. It never allocates.

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
