// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The visible fields of SFrame frames (RFC 9605, Section 4.3).
//
// Thread-safety: pure functions. They allocate. Frames may be hostile; the
// time is linear in their size.

#ifndef SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_INSPECTION_H_
#define SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_INSPECTION_H_

#include <cstdint>
#include <optional>

#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"

namespace sealframe {

// InspectSFrame reads the header of `frame`, or returns nothing if it has none
// or no room for the shortest tag.
std::optional<FrameInspection> InspectSFrame(const FrameInfo& info,
                                             absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_INSPECTION_H_
