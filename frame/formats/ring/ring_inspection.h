// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The visible fields of LiveKit's and Jitsi's frames: a clear prefix, then
// ciphertext, tag, IV and trailer, which LiveKit escapes in Annex B streams.
//
// Thread-safety: pure functions. They allocate. Frames may be hostile; the
// time is linear in their size.

#ifndef SEALFRAME_FRAME_FORMATS_RING_RING_INSPECTION_H_
#define SEALFRAME_FRAME_FORMATS_RING_RING_INSPECTION_H_

#include <cstdint>
#include <optional>

#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_inspection.h"

namespace sealframe {

// InspectLiveKit and InspectJFrame read the IV trailer of `frame`, or return
// nothing if it has none. The clear prefix depends on `info`.
std::optional<FrameInspection> InspectLiveKit(const FrameInfo& info,
                                              absl::Span<const uint8_t> frame);
std::optional<FrameInspection> InspectJFrame(const FrameInfo& info,
                                             absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_RING_INSPECTION_H_
