// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// How the sealing or opening of one frame ended. The set is closed: each hook
// maps it to its stack's own codes in one switch.
//
// Thread-safety: pure functions over constant data. They never allocate.

#ifndef SEALFRAME_FRAME_FRAME_STATUS_H_
#define SEALFRAME_FRAME_FRAME_STATUS_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"

namespace sealframe {

enum class FrameStatus : uint8_t {
  // The frame came out.
  kOk,
  kPassedThrough,  // Unchanged: the application asked for that.

  // The frame may come out later.
  kHeld,     // Kept until its key is there.
  kNoFrame,  // Nothing that was held can come out now.

  // The frame is dropped.
  kNotReady,            // End-to-end encryption is not switched on yet.
  kMissingKey,          // There is no key for it.
  kMalformed,           // It is not in this format, or is cut off.
  kReplayed,            // It was opened before, or is too old to tell.
  kNotAuthentic,        // It was altered, or sealed with another key.
  kKeyExhausted,        // Its key is at its limit and must be changed.
  kCounterNotReserved,  // The next counters are not written down yet.
  kHoldExpired,         // Its key did not come in time, or room ran out.
  kFrameTooLarge,       // It is over `kMaxFrameSize`, or what that seals to.
  kMetadataTooLarge,    // Its metadata is over what its format carries.
  kBufferTooSmall,      // The output has no room for it.
  kBuffersOverlap,      // The output shares bytes with what it may not.
  kUnsupportedCodec,    // The format cannot carry this codec.
  kInternalError,       // The cipher failed where it cannot.
};

inline constexpr size_t kFrameStatusCount =
    static_cast<size_t>(FrameStatus::kInternalError) + 1;

// FrameStatusName returns the name that logs and statistics show, for example
// "missing_key".
absl::string_view FrameStatusName(FrameStatus status);

// FrameResult is how one frame ended and how many bytes came out. `size` is
// zero unless the status is `kOk` or `kPassedThrough`.
struct FrameResult {
  FrameStatus status = FrameStatus::kOk;
  size_t size = 0;
  uint64_t kid = 0;  // The KID, or key index, that the frame names.
};

// CameOut returns whether `status` leaves a frame in the output.
constexpr bool CameOut(FrameStatus status) {
  return status == FrameStatus::kOk || status == FrameStatus::kPassedThrough;
}

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FRAME_STATUS_H_
