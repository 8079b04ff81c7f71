// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Mistakes at the end of a frame: bytes that were appended, such as RTP padding
// or a packet trailer, and bytes that were lost.
//
// A frame that lost part of its tag or nonce never opens. One that lost only
// bytes that all frames have opens once they are restored.
//
// Thread-safety: pure functions. They allocate.

#ifndef SEALFRAME_FRAME_DIAGNOSIS_END_MISTAKES_H_
#define SEALFRAME_FRAME_DIAGNOSIS_END_MISTAKES_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/diagnosis/frame_mistake.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {

// The longest padding of an RTP packet.
inline constexpr size_t kMaxPadding = 255;

// UndoPadding removes 1 to `kMaxPadding` bytes, or more if they are zeros.
bool UndoPadding(const FrameInfo& info, absl::Span<const uint8_t> frame,
                 TryFrame attempt);

// UndoCut restores the last bytes that a profile's frames end in: a key index,
// an IV's size, or a marker.
bool UndoCut(const FrameInfo& info, absl::Span<const uint8_t> frame,
             TryFrame attempt);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_DIAGNOSIS_END_MISTAKES_H_
