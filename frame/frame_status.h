// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The outcomes of sealing or opening one frame. The set is closed: each hook
// maps it to the codes of its stack in one switch.
//
// Thread-safety: pure functions over constant data. They never allocate.

#ifndef SEALFRAME_FRAME_FRAME_STATUS_H_
#define SEALFRAME_FRAME_FRAME_STATUS_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"

namespace sealframe {

enum class FrameStatus : uint8_t {
  // A frame came out.
  kOk,
  kPassedThrough,  // Copied, as the application or the format demands.

  // A frame may come out later.
  kHeld,     // Kept until its key is set.
  kNoFrame,  // No held frame can come out now.

  // The frame is dropped.
  kNotReady,            // End-to-end encryption is not switched on yet.
  kMissingKey,          // Its key is not set, and it is not held.
  kMalformed,           // It is not in this format, or is truncated.
  kReplayed,            // It was opened before, or precedes the replay window.
  kNotAuthentic,        // It was altered, or sealed with another key.
  kKeyExhausted,        // Its key has reached its limit and must be replaced.
  kKeyForked,           // Its key was set before this process was forked.
  kCounterNotReserved,  // The next counters are not reserved yet.
  kHoldExpired,         // Its key was not set in time, or room ran out.
  kFrameTooLarge,       // It exceeds `kMaxFrameSize`, or that size sealed.
  kMetadataTooLarge,    // Its metadata exceeds the limit of its format.
  kBufferTooSmall,      // It does not fit in the output.
  kBuffersOverlap,    // The output overlaps an input but does not start at it.
  kUnsupportedCodec,  // The format cannot carry this codec.
  kNotPacketizable,   // No RTP packetizer could carry it once it is sealed.
  kInternalError,     // A step failed that should not be able to.
};

inline constexpr size_t kFrameStatusCount =
    static_cast<size_t>(FrameStatus::kInternalError) + 1;

// FrameStatusName returns the name for logs and statistics, for example
// "missing_key".
absl::string_view FrameStatusName(FrameStatus status);

// FrameResult is the outcome of sealing or opening one frame.
struct FrameResult {
  FrameStatus status = FrameStatus::kOk;
  // Bytes written; 0 unless the status is kOk or kPassedThrough.
  size_t size = 0;
  // The key id that the sealed frame carries, as `InspectFrame` reads it: the
  // KID (SFrame), the ring index (LiveKit, VideoSDK, Jitsi), or the low 8 bits
  // of the generation (DAVE). For sealing, that is the output frame; for
  // opening, the input frame, even if it does not open. 0 if no sealed frame
  // came out, if it carries no key id, or if it was refused unread.
  uint64_t kid = 0;
};

// CameOut returns whether the output holds a frame.
constexpr bool CameOut(FrameStatus status) {
  return status == FrameStatus::kOk || status == FrameStatus::kPassedThrough;
}

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FRAME_STATUS_H_
