// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The end of a Matroska file by its own size field (RFC 9559, Section 5.1).
// libavformat takes a file that was cut off between two blocks for a whole one.
//
// Thread-safety: a pure function. It never allocates.

#ifndef SEALFRAME_TOOLS_MEDIA_AV_MATROSKA_END_H_
#define SEALFRAME_TOOLS_MEDIA_AV_MATROSKA_END_H_

#include <cstdint>
#include <optional>

#include "absl/types/span.h"

namespace sealframe {

// MatroskaEnd returns the offset at which the segment of `file`, which may be
// hostile, ends, or nothing if the file has no size, as a live recording.
std::optional<uint64_t> MatroskaEnd(absl::Span<const uint8_t> file);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_AV_MATROSKA_END_H_
