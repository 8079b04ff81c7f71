// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// How much of a frame GetStream's format leaves in the clear when sealing.
// Receivers read the size from the trailer, and need no codec.
//
// Thread-safety: a pure function. It never allocates.

#ifndef SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_CLEAR_HEADER_H_
#define SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_CLEAR_HEADER_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {

struct GetStreamClearHeader {
  size_t size = 0;       // Up to the size of the frame.
  bool escapes = false;  // Whether the bytes behind it are escaped.
};

// FindGetStreamClearHeader returns the clear header of `frame`, which may be
// hostile, or none if the format does not carry its codec. All audio is treated
// as Opus. H.264 is clear through the first slice's NAL header and one byte
// more, and all encrypted if there is no slice.
absl::optional<GetStreamClearHeader> FindGetStreamClearHeader(
    const FrameInfo& info, absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_CLEAR_HEADER_H_
