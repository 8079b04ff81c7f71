// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Reads the visible fields of a sealed frame, in a named profile or in every
// profile whose structure it has.
//
// Structure alone distinguishes profiles here, and chance can imitate it:
// almost any bytes could be SFrame. Only opening a frame proves its profile
// (detect_profile.h).
//
// Thread-safety: pure functions. They allocate. Frames may be hostile; the time
// is linear in their size.

#ifndef SEALFRAME_FRAME_FORMATS_INSPECT_FRAME_H_
#define SEALFRAME_FRAME_FORMATS_INSPECT_FRAME_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"

namespace sealframe {

// InspectFrameAs inspects `frame` as one of the named profile. It returns
// nothing if the frame does not have the profile's structure, or if no profile
// has that name.
std::optional<FrameInspection> InspectFrameAs(absl::string_view profile,
                                              const FrameInfo& info,
                                              absl::Span<const uint8_t> frame);

// InspectFrame inspects `frame` in each wire format whose structure it has: the
// best fit first, and among equals the format with the most distinctive
// structure. Profiles that share a wire format count once, under the first.
std::vector<FrameInspection> InspectFrame(const FrameInfo& info,
                                          absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_INSPECT_FRAME_H_
