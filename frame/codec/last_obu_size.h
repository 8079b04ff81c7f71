// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Gives the last OBU of an AV1 frame a size. RTP carries the last OBU without
// one, and so does DAVE, but decoders of the low-overhead format need it.
//
// Thread-safety: a pure function. It never allocates, and takes time linear in
// the frame.

#ifndef SEALFRAME_FRAME_CODEC_LAST_OBU_SIZE_H_
#define SEALFRAME_FRAME_CODEC_LAST_OBU_SIZE_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

// AddLastObuSize inserts the size of the last OBU of the frame in the first
// `frame_size` bytes of `buffer`, and returns the new size of the frame.
// `buffer` has room for `Leb128Size(frame_size)` bytes more. A frame whose OBUs
// all have sizes, or that does not parse, stays as it is: it may be hostile.
size_t AddLastObuSize(size_t frame_size, absl::Span<uint8_t> buffer);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_LAST_OBU_SIZE_H_
