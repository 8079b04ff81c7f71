// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/stream_event.h"

#include <optional>

#include "absl/strings/string_view.h"
#include "sealframe/frame/frame_status.h"

namespace sealframe {

absl::string_view StreamStateName(StreamState state) {
  switch (state) {
    case StreamState::kNew:
      return "new";
    case StreamState::kOk:
      return "ok";
    case StreamState::kEncryptionFailed:
      return "encryption_failed";
    case StreamState::kDecryptionFailed:
      return "decryption_failed";
    case StreamState::kMissingKey:
      return "missing_key";
    case StreamState::kKeyRatcheted:
      return "key_ratcheted";
    case StreamState::kInternalError:
      return "internal_error";
    case StreamState::kStalled:
      return "stalled";
  }
  return "unknown";
}

absl::string_view EventKindName(EventKind kind) {
  switch (kind) {
    case EventKind::kStreamState:
      return "stream_state";
    case EventKind::kKeyNearLimit:
      return "key_near_limit";
    case EventKind::kKeyLimitReached:
      return "key_limit_reached";
    case EventKind::kReservationFailed:
      return "reservation_failed";
  }
  return "unknown";
}

std::optional<StreamState> StateAfter(FrameStatus status, Direction direction) {
  switch (status) {
    case FrameStatus::kOk:
      return StreamState::kOk;
    case FrameStatus::kMissingKey:
      return StreamState::kMissingKey;
    case FrameStatus::kMalformed:
    case FrameStatus::kNotAuthentic:
    case FrameStatus::kKeyExhausted:
    case FrameStatus::kKeyForked:
    case FrameStatus::kCounterNotReserved:
    case FrameStatus::kFrameTooLarge:
    case FrameStatus::kMetadataTooLarge:
    case FrameStatus::kUnsupportedCodec:
    case FrameStatus::kNotPacketizable:
      return direction == Direction::kSend ? StreamState::kEncryptionFailed
                                           : StreamState::kDecryptionFailed;
    case FrameStatus::kBufferTooSmall:
    case FrameStatus::kBuffersOverlap:
    case FrameStatus::kInternalError:
      break;
    case FrameStatus::kPassedThrough:
    case FrameStatus::kHeld:
    case FrameStatus::kNoFrame:
    case FrameStatus::kNotReady:
    case FrameStatus::kReplayed:
    case FrameStatus::kHoldExpired:
      return std::nullopt;
  }
  return StreamState::kInternalError;
}

}  // namespace sealframe
