// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The visible fields of GetStream's frames.
//
// Thread-safety: pure functions. They allocate. Frames may be hostile; the
// time is linear in their size.

#ifndef SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_INSPECTION_H_
#define SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_INSPECTION_H_

#include <cstdint>
#include <optional>

#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"

namespace sealframe {

// InspectGetStream reads the trailer of `frame`, or returns nothing if it has
// none.
std::optional<FrameInspection> InspectGetStream(
    const FrameInfo& info, absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_INSPECTION_H_
