// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Mistakes between the NAL units of H.264 and H.265 frames and inside them:
// changed start codes, zeros that a packetizer drops, length prefixes in place
// of start codes, and emulation prevention bytes (ITU-T H.264, Annex B and
// Section 7.4.1; ISO/IEC 14496-15).
//
// They try nothing for frames without a start code or a length.
//
// Thread-safety: pure functions. They allocate copies of the frame.

#ifndef SEALFRAME_FRAME_DIAGNOSIS_BETWEEN_MISTAKES_H_
#define SEALFRAME_FRAME_DIAGNOSIS_BETWEEN_MISTAKES_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/diagnosis/frame_mistake.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {

// The most ways to place zeros before start codes that are tried.
inline constexpr size_t kMaxStartCodeTries = 512;

// UndoStartCodes writes other numbers of zeros before the start codes, or start
// codes for length prefixes of four bytes.
bool UndoStartCodes(const FrameInfo& info, absl::Span<const uint8_t> frame,
                    TryFrame attempt);

// UndoEmulation removes emulation prevention bytes from the last NAL unit or
// from all, or adds them from the start of a unit on.
bool UndoEmulation(const FrameInfo& info, absl::Span<const uint8_t> frame,
                   TryFrame attempt);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_DIAGNOSIS_BETWEEN_MISTAKES_H_
