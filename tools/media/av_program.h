// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// MP4 and Matroska (WebM) files, through the program `sealframe-av`, which is
// built where FFmpeg's libavformat is installed. It is looked for beside the
// running program, then in PATH.
//
// If it is missing, or fails, the status is Unavailable or InvalidArgument with
// the reason.
//
// Thread-safety: safe to call from any thread. Each call runs a process and
// waits for it. Whole files are held in memory.

#ifndef SEALFRAME_TOOLS_MEDIA_AV_PROGRAM_H_
#define SEALFRAME_TOOLS_MEDIA_AV_PROGRAM_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

// LooksLikeAv returns whether `file` starts like an MP4 or a Matroska file.
bool LooksLikeAv(absl::Span<const uint8_t> file);

// ReadAv returns the packets of `file`, which may be hostile, unchanged.
absl::StatusOr<std::vector<ContainerFrame>> ReadAv(
    absl::Span<const uint8_t> file);

// WriteAv returns a file of the same format, streams and times as `file`, with
// its packets replaced by `payloads`, in order. Its layout may differ.
absl::StatusOr<std::vector<uint8_t>> WriteAv(
    absl::Span<const uint8_t> file,
    absl::Span<const std::vector<uint8_t>> payloads);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_AV_PROGRAM_H_
