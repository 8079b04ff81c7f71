// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// IVF files with VP8, VP9 or AV1: a 32-byte header, then frames, each preceded
// by its size (32 bits) and presentation time (64 bits), all little-endian.
//
// Thread-safety: none.

#ifndef SEALFRAME_TOOLS_MEDIA_IVF_H_
#define SEALFRAME_TOOLS_MEDIA_IVF_H_

#include <cstdint>
#include <memory>

#include "absl/types/span.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/media_file.h"

namespace sealframe {

// LooksLikeIvf returns whether a file that starts with `front` has IVF's
// signature.
bool LooksLikeIvf(absl::Span<const uint8_t> front);

// NewIvfFile returns the file in `input`, which must outlive it. Timestamps are
// the file's, converted to 90 kHz and reduced modulo 2^32. All else but the
// frames and their sizes is preserved.
std::unique_ptr<MediaFile> NewIvfFile(ByteInput& input);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_IVF_H_
