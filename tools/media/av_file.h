// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// MP4 and Matroska (WebM) files, through the program `sealframe-av`
// (av_program.h).
//
// Packets go one by one through both programs. The new file is kept in a
// temporary file until its last packet, because these formats are not written
// from front to back; so is an input that cannot seek, such as a pipe.
//
// Thread-safety: none.

#ifndef SEALFRAME_TOOLS_MEDIA_AV_FILE_H_
#define SEALFRAME_TOOLS_MEDIA_AV_FILE_H_

#include <cstdint>
#include <memory>

#include "absl/types/span.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/media_file.h"

namespace sealframe {

// LooksLikeAv returns whether `front` starts like an MP4 or a Matroska file.
bool LooksLikeAv(absl::Span<const uint8_t> front);

// NewAvFile returns the file in `input`, which must outlive it. It is written
// with the same format, streams and times; its layout may differ. Its turns
// with packets come first, then those that write the file.
std::unique_ptr<MediaFile> NewAvFile(ByteInput& input, Purpose purpose);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_AV_FILE_H_
