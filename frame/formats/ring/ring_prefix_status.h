// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The status of a frame of the ring format for which no clear prefix was found.
//
// Thread-safety: a pure function. It never allocates.

#ifndef SEALFRAME_FRAME_FORMATS_RING_RING_PREFIX_STATUS_H_
#define SEALFRAME_FRAME_FORMATS_RING_RING_PREFIX_STATUS_H_

#include "sealframe/frame/codec/clear_prefix.h"
#include "sealframe/frame/frame_status.h"

namespace sealframe {

// StatusOf returns the status of a frame for `error`, or kOk if there is none.
constexpr FrameStatus StatusOf(ClearPrefixError error) {
  switch (error) {
    case ClearPrefixError::kNone:
      return FrameStatus::kOk;
    case ClearPrefixError::kRefusedCodec:
      return FrameStatus::kUnsupportedCodec;
    case ClearPrefixError::kFrameTooShort:
      return FrameStatus::kMalformed;
    case ClearPrefixError::kNoSlice:
      return FrameStatus::kNotPacketizable;
    case ClearPrefixError::kNotAPrefix:
      break;
  }
  return FrameStatus::kInternalError;
}

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_RING_PREFIX_STATUS_H_
