// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// AV1 as a stream of OBUs without a container, in either format of the AV1
// specification: low overhead (Section 5.2) and length-delimited (Annex B).
//
// A frame is a temporal unit in the low-overhead format, with its temporal
// delimiter, whichever format the file has.
//
// Thread-safety: these are pure functions. They allocate their results.

#ifndef SEALFRAME_TOOLS_MEDIA_OBU_STREAM_H_
#define SEALFRAME_TOOLS_MEDIA_OBU_STREAM_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

// The stream carries no timestamps. Units are assumed to be 1/30 s apart.
inline constexpr uint32_t kObuTicksPerUnit = 3000;

// LooksLikeObuStream returns whether `file` starts with a temporal delimiter in
// the low-overhead format, LooksLikeDelimitedObus whether it does in the
// length-delimited format.
bool LooksLikeObuStream(absl::Span<const uint8_t> file);
bool LooksLikeDelimitedObus(absl::Span<const uint8_t> file);

// ReadObuStream and ReadDelimitedObus return the temporal units of `file`,
// which may be hostile, or InvalidArgument naming the fault and its byte
// offset. The units of a low-overhead stream concatenate to `file`.
absl::StatusOr<std::vector<ContainerFrame>> ReadObuStream(
    absl::Span<const uint8_t> file);
absl::StatusOr<std::vector<ContainerFrame>> ReadDelimitedObus(
    absl::Span<const uint8_t> file);

// WriteObuStream concatenates `units`, which must be in the low-overhead
// format.
std::vector<uint8_t> WriteObuStream(
    absl::Span<const std::vector<uint8_t>> units);

// WriteDelimitedObus returns a length-delimited stream of `units`. Sizes are
// minimal, no OBU has a size of its own, and a frame unit ends with the last
// OBU of a frame. Returns InvalidArgument for a unit that does not parse.
absl::StatusOr<std::vector<uint8_t>> WriteDelimitedObus(
    absl::Span<const std::vector<uint8_t>> units);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_OBU_STREAM_H_
