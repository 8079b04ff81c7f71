// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The fuzz harness of what this tree itself reads of MP4 and Matroska files.
// FFmpeg's libraries read the rest.
//
// Thread-safety: a pure function. It allocates.

#ifndef SEALFRAME_TOOLS_MEDIA_TESTING_PACKED_FRAME_FUZZ_H_
#define SEALFRAME_TOOLS_MEDIA_TESTING_PACKED_FRAME_FUZZ_H_

#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

// FuzzPackedFrame reads `data` as the front of a Matroska file, and as a codec
// and a size of sizes (in one byte), the size of a sealed frame (one byte), the
// sealed frame, and the frame in its place in the file. Aborts unless a frame
// that can be sealed comes back, byte for byte, and the sealed one, too.
void FuzzPackedFrame(absl::Span<const uint8_t> data);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_TESTING_PACKED_FRAME_FUZZ_H_
