// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Mistakes at the front of a frame: headers and descriptors that a depacketizer
// should have removed (RFC 3550, RFC 8285, RFC 7741, RFC 9628, the RTP payload
// format for AV1), and length prefixes. Also the mistake around it: the blocks
// of a RED payload (RFC 2198).
//
// Thread-safety: pure functions. They allocate only words.

#ifndef SEALFRAME_FRAME_DIAGNOSIS_FRONT_MISTAKES_H_
#define SEALFRAME_FRAME_DIAGNOSIS_FRONT_MISTAKES_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/diagnosis/frame_mistake.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {

// The most bytes in front of a frame that are removed without a known meaning.
// RTP headers may be longer.
inline constexpr size_t kMaxPrefix = 64;

// UndoPrefix removes an RTP header, or 1 to `kMaxPrefix` bytes.
bool UndoPrefix(const FrameInfo& info, absl::Span<const uint8_t> frame,
                TryFrame attempt);

// UndoRed takes one block of a RED payload, the primary one first.
bool UndoRed(const FrameInfo& info, absl::Span<const uint8_t> frame,
             TryFrame attempt);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_DIAGNOSIS_FRONT_MISTAKES_H_
