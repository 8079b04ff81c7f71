// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// AV1 as a stream of OBUs without a container, in the length-delimited format
// (AV1 specification, Annex B). A frame is a temporal unit in the low-overhead
// format, with its temporal delimiter.
//
// Thread-safety: none for a file; the other functions are pure.

#ifndef SEALFRAME_TOOLS_MEDIA_DELIMITED_OBUS_H_
#define SEALFRAME_TOOLS_MEDIA_DELIMITED_OBUS_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/media_file.h"

namespace sealframe {

// LooksLikeDelimitedObus returns whether a file that starts with `front` starts
// with a temporal delimiter in the length-delimited format.
bool LooksLikeDelimitedObus(absl::Span<const uint8_t> front);

// NewDelimitedObuFile returns the file in `input`, which must outlive it. It
// could be restored only if its sizes are minimal, no OBU has a size of its
// own, and each frame unit ends with the last OBU of a frame.
std::unique_ptr<MediaFile> NewDelimitedObuFile(ByteInput& input,
                                               Purpose purpose);

// DelimitUnit returns `unit`, a temporal unit in the low-overhead format, in
// the length-delimited format. InvalidArgument if it does not parse.
absl::StatusOr<std::vector<uint8_t>> DelimitUnit(
    absl::Span<const uint8_t> unit);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_DELIMITED_OBUS_H_
