// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// IVF files with VP8, VP9 or AV1: a 32-byte header, then frames, each preceded
// by its size (32 bits) and presentation time (64 bits), all little-endian.
//
// Thread-safety: these are pure functions. They allocate their results.

#ifndef SEALFRAME_TOOLS_MEDIA_IVF_H_
#define SEALFRAME_TOOLS_MEDIA_IVF_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

// LooksLikeIvf returns whether `file` starts with IVF's signature.
bool LooksLikeIvf(absl::Span<const uint8_t> file);

// ReadIvf returns the frames of `file`, which may be hostile, or
// InvalidArgument naming the fault and its byte offset. Timestamps are the
// file's, converted to 90 kHz and reduced modulo 2^32.
absl::StatusOr<std::vector<ContainerFrame>> ReadIvf(
    absl::Span<const uint8_t> file);

// WriteIvf returns `file` with its frames replaced by `payloads`, in order. All
// else but the frames' sizes is preserved. Returns InvalidArgument if `file` is
// malformed, the number of payloads differs from the number of frames, or a
// payload has 4 GiB or more.
absl::StatusOr<std::vector<uint8_t>> WriteIvf(
    absl::Span<const uint8_t> file,
    absl::Span<const std::vector<uint8_t>> payloads);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_IVF_H_
