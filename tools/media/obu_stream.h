// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// AV1 as a stream of OBUs without a container, in the low-overhead format (AV1
// specification, Section 5.2). A frame is a temporal unit, with its temporal
// delimiter.
//
// Thread-safety: none for a file; the other functions are pure.

#ifndef SEALFRAME_TOOLS_MEDIA_OBU_STREAM_H_
#define SEALFRAME_TOOLS_MEDIA_OBU_STREAM_H_

#include <cstdint>
#include <memory>

#include "absl/types/span.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/media_file.h"

namespace sealframe {

// LooksLikeObuStream returns whether a file that starts with `front` starts
// with a temporal delimiter in the low-overhead format.
bool LooksLikeObuStream(absl::Span<const uint8_t> front);

// NewObuStreamFile returns the file in `input`, which must outlive it. Its
// units concatenate to the file.
std::unique_ptr<MediaFile> NewObuStreamFile(ByteInput& input, Purpose purpose);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_OBU_STREAM_H_
