// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Writes MP4 and Matroska (WebM) files through libavformat.
//
// Thread-safety: none.

#ifndef SEALFRAME_TOOLS_MEDIA_AV_AV_OUTPUT_H_
#define SEALFRAME_TOOLS_MEDIA_AV_AV_OUTPUT_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/av/av_input.h"

namespace sealframe {

// WriteAvFile returns a file of `input`'s format with its streams, tags and
// packets, but with `payloads` as the contents of the packets. The same input
// makes the same file. Returns InvalidArgument if the number of payloads is not
// that of the packets, or the format cannot hold them: files of 2 GiB or more,
// for example.
absl::StatusOr<std::vector<uint8_t>> WriteAvFile(
    const AvInput& input, absl::Span<const absl::Span<const uint8_t>> payloads);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_AV_AV_OUTPUT_H_
