// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/frame_status.h"

#include "absl/strings/string_view.h"

namespace sealframe {

absl::string_view FrameStatusName(FrameStatus status) {
  switch (status) {
    case FrameStatus::kOk:
      return "ok";
    case FrameStatus::kPassedThrough:
      return "passed_through";
    case FrameStatus::kHeld:
      return "held";
    case FrameStatus::kNoFrame:
      return "no_frame";
    case FrameStatus::kNotReady:
      return "not_ready";
    case FrameStatus::kMissingKey:
      return "missing_key";
    case FrameStatus::kMalformed:
      return "malformed";
    case FrameStatus::kReplayed:
      return "replayed";
    case FrameStatus::kNotAuthentic:
      return "not_authentic";
    case FrameStatus::kKeyExhausted:
      return "key_exhausted";
    case FrameStatus::kKeyForked:
      return "key_forked";
    case FrameStatus::kCounterNotReserved:
      return "counter_not_reserved";
    case FrameStatus::kHoldExpired:
      return "hold_expired";
    case FrameStatus::kFrameTooLarge:
      return "frame_too_large";
    case FrameStatus::kMetadataTooLarge:
      return "metadata_too_large";
    case FrameStatus::kBufferTooSmall:
      return "buffer_too_small";
    case FrameStatus::kBuffersOverlap:
      return "buffers_overlap";
    case FrameStatus::kUnsupportedCodec:
      return "unsupported_codec";
    case FrameStatus::kNotPacketizable:
      return "not_packetizable";
    case FrameStatus::kInternalError:
      return "internal_error";
  }
  return "unknown";
}

}  // namespace sealframe
