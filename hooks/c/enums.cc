// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/c/enums.h"

#include <optional>

#include "absl/status/status.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/rtp/depacketizer_stats.h"
#include "sealframe/frame/rtp/depacketizer_types.h"
#include "sealframe/frame/rtp/payload_descriptor.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider_options.h"

namespace sealframe {

// These switches have no default, so that a new engine value does not compile
// until it has a C value.

sealframe_status ToC(absl::StatusCode code) {
  switch (code) {
    case absl::StatusCode::kOk:
      return SEALFRAME_OK;
    case absl::StatusCode::kInvalidArgument:
      return SEALFRAME_INVALID_ARGUMENT;
    case absl::StatusCode::kUnimplemented:
      return SEALFRAME_UNSUPPORTED;
    case absl::StatusCode::kNotFound:
      return SEALFRAME_NOT_FOUND;
    case absl::StatusCode::kAlreadyExists:
      return SEALFRAME_ALREADY_EXISTS;
    case absl::StatusCode::kFailedPrecondition:
      return SEALFRAME_FAILED_PRECONDITION;
    case absl::StatusCode::kResourceExhausted:
      return SEALFRAME_RESOURCE_EXHAUSTED;
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDataLoss:
      return SEALFRAME_UNAVAILABLE;
    case absl::StatusCode::kOutOfRange:
      return SEALFRAME_BUFFER_TOO_SMALL;
    default:  // Abseil's set is open, and the engine uses no others.
      return SEALFRAME_INTERNAL;
  }
}

sealframe_frame_status ToC(FrameStatus status) {
  switch (status) {
    case FrameStatus::kOk:
      return SEALFRAME_FRAME_OK;
    case FrameStatus::kPassedThrough:
      return SEALFRAME_FRAME_PASSED_THROUGH;
    case FrameStatus::kHeld:
      return SEALFRAME_FRAME_HELD;
    case FrameStatus::kNoFrame:
      return SEALFRAME_FRAME_NO_FRAME;
    case FrameStatus::kNotReady:
      return SEALFRAME_FRAME_NOT_READY;
    case FrameStatus::kMissingKey:
      return SEALFRAME_FRAME_MISSING_KEY;
    case FrameStatus::kMalformed:
      return SEALFRAME_FRAME_MALFORMED;
    case FrameStatus::kReplayed:
      return SEALFRAME_FRAME_REPLAYED;
    case FrameStatus::kNotAuthentic:
      return SEALFRAME_FRAME_NOT_AUTHENTIC;
    case FrameStatus::kKeyExhausted:
      return SEALFRAME_FRAME_KEY_EXHAUSTED;
    case FrameStatus::kKeyForked:
      return SEALFRAME_FRAME_KEY_FORKED;
    case FrameStatus::kCounterNotReserved:
      return SEALFRAME_FRAME_COUNTER_NOT_RESERVED;
    case FrameStatus::kHoldExpired:
      return SEALFRAME_FRAME_HOLD_EXPIRED;
    case FrameStatus::kFrameTooLarge:
      return SEALFRAME_FRAME_TOO_LARGE;
    case FrameStatus::kMetadataTooLarge:
      return SEALFRAME_FRAME_METADATA_TOO_LARGE;
    case FrameStatus::kBufferTooSmall:
      return SEALFRAME_FRAME_BUFFER_TOO_SMALL;
    case FrameStatus::kBuffersOverlap:
      return SEALFRAME_FRAME_BUFFERS_OVERLAP;
    case FrameStatus::kUnsupportedCodec:
      return SEALFRAME_FRAME_UNSUPPORTED_CODEC;
    case FrameStatus::kNotPacketizable:
      return SEALFRAME_FRAME_NOT_PACKETIZABLE;
    case FrameStatus::kInternalError:
      return SEALFRAME_FRAME_INTERNAL_ERROR;
  }
  return SEALFRAME_FRAME_INTERNAL_ERROR;
}

sealframe_stream_state ToC(StreamState state) {
  switch (state) {
    case StreamState::kNew:
      return SEALFRAME_STATE_NEW;
    case StreamState::kOk:
      return SEALFRAME_STATE_OK;
    case StreamState::kEncryptionFailed:
      return SEALFRAME_STATE_ENCRYPTION_FAILED;
    case StreamState::kDecryptionFailed:
      return SEALFRAME_STATE_DECRYPTION_FAILED;
    case StreamState::kMissingKey:
      return SEALFRAME_STATE_MISSING_KEY;
    case StreamState::kKeyRatcheted:
      return SEALFRAME_STATE_KEY_RATCHETED;
    case StreamState::kStalled:
      return SEALFRAME_STATE_STALLED;
    case StreamState::kInternalError:
      return SEALFRAME_STATE_INTERNAL_ERROR;
  }
  return SEALFRAME_STATE_INTERNAL_ERROR;
}

sealframe_event_kind ToC(EventKind kind) {
  switch (kind) {
    case EventKind::kStreamState:
      return SEALFRAME_EVENT_STREAM_STATE;
    case EventKind::kKeyNearLimit:
      return SEALFRAME_EVENT_KEY_NEAR_LIMIT;
    case EventKind::kKeyLimitReached:
      return SEALFRAME_EVENT_KEY_LIMIT_REACHED;
    case EventKind::kReservationFailed:
      return SEALFRAME_EVENT_RESERVATION_FAILED;
  }
  return SEALFRAME_EVENT_STREAM_STATE;
}

sealframe_media ToC(MediaKind media) {
  switch (media) {
    case MediaKind::kAudio:
      return SEALFRAME_AUDIO;
    case MediaKind::kVideo:
      return SEALFRAME_VIDEO;
  }
  return SEALFRAME_VIDEO;
}

sealframe_direction ToC(Direction direction) {
  switch (direction) {
    case Direction::kSend:
      return SEALFRAME_SEND;
    case Direction::kReceive:
      return SEALFRAME_RECEIVE;
  }
  return SEALFRAME_RECEIVE;
}

sealframe_codec ToC(Codec codec) {
  switch (codec) {
    case Codec::kUnknown:
      return SEALFRAME_CODEC_UNKNOWN;
    case Codec::kOpus:
      return SEALFRAME_CODEC_OPUS;
    case Codec::kVp8:
      return SEALFRAME_CODEC_VP8;
    case Codec::kVp9:
      return SEALFRAME_CODEC_VP9;
    case Codec::kH264:
      return SEALFRAME_CODEC_H264;
    case Codec::kH265:
      return SEALFRAME_CODEC_H265;
    case Codec::kAv1:
      return SEALFRAME_CODEC_AV1;
  }
  return SEALFRAME_CODEC_UNKNOWN;
}

sealframe_key_kind ToC(KeyKind kind) {
  switch (kind) {
    case KeyKind::kKey:
      return SEALFRAME_KEY_BYTES;
    case KeyKind::kPassphrase:
      return SEALFRAME_KEY_PASSPHRASE;
    case KeyKind::kAeadKey:
      return SEALFRAME_KEY_AEAD;
  }
  return SEALFRAME_KEY_BYTES;
}

sealframe_payload_origin ToC(PayloadOrigin origin) {
  switch (origin) {
    case PayloadOrigin::kRaw:
      return SEALFRAME_ORIGIN_RAW;
    case PayloadOrigin::kPacketized:
      return SEALFRAME_ORIGIN_PACKETIZED;
  }
  return SEALFRAME_ORIGIN_RAW;
}

sealframe_insert_result ToC(InsertResult result) {
  switch (result) {
    case InsertResult::kHeld:
      return SEALFRAME_INSERT_HELD;
    case InsertResult::kFrameReady:
      return SEALFRAME_INSERT_FRAME_READY;
    case InsertResult::kDropped:
      return SEALFRAME_INSERT_DROPPED;
  }
  return SEALFRAME_INSERT_DROPPED;
}

sealframe_frame_status ToC(NextFrameResult result) {
  switch (result) {
    case NextFrameResult::kFrame:
      return SEALFRAME_FRAME_OK;
    case NextFrameResult::kNoFrame:
      return SEALFRAME_FRAME_NO_FRAME;
    case NextFrameResult::kBufferTooSmall:
      return SEALFRAME_FRAME_BUFFER_TOO_SMALL;
  }
  return SEALFRAME_FRAME_NO_FRAME;
}

sealframe_drop_reason ToC(DepacketizerDrop reason) {
  switch (reason) {
    case DepacketizerDrop::kNoDescriptor:
      return SEALFRAME_DROP_NO_DESCRIPTOR;
    case DepacketizerDrop::kTooLarge:
      return SEALFRAME_DROP_TOO_LARGE;
    case DepacketizerDrop::kSequenceJump:
      return SEALFRAME_DROP_SEQUENCE_JUMP;
    case DepacketizerDrop::kLate:
      return SEALFRAME_DROP_LATE;
    case DepacketizerDrop::kDuplicate:
      return SEALFRAME_DROP_DUPLICATE;
    case DepacketizerDrop::kMixedOrigin:
      return SEALFRAME_DROP_MIXED_ORIGIN;
    case DepacketizerDrop::kMixedPayloadType:
      return SEALFRAME_DROP_MIXED_PAYLOAD_TYPE;
    case DepacketizerDrop::kMixedTimestamp:
      return SEALFRAME_DROP_MIXED_TIMESTAMP;
    case DepacketizerDrop::kTimedOut:
      return SEALFRAME_DROP_TIMED_OUT;
    case DepacketizerDrop::kWindowPassed:
      return SEALFRAME_DROP_WINDOW_PASSED;
    case DepacketizerDrop::kNotTaken:
      return SEALFRAME_DROP_NOT_TAKEN;
  }
  return SEALFRAME_DROP_NOT_TAKEN;
}

std::optional<MediaKind> FromC(sealframe_media media) {
  switch (media) {
    case SEALFRAME_AUDIO:
      return MediaKind::kAudio;
    case SEALFRAME_VIDEO:
      return MediaKind::kVideo;
  }
  return std::nullopt;
}

std::optional<Codec> FromC(sealframe_codec codec) {
  switch (codec) {
    case SEALFRAME_CODEC_UNKNOWN:
      return Codec::kUnknown;
    case SEALFRAME_CODEC_OPUS:
      return Codec::kOpus;
    case SEALFRAME_CODEC_VP8:
      return Codec::kVp8;
    case SEALFRAME_CODEC_VP9:
      return Codec::kVp9;
    case SEALFRAME_CODEC_H264:
      return Codec::kH264;
    case SEALFRAME_CODEC_H265:
      return Codec::kH265;
    case SEALFRAME_CODEC_AV1:
      return Codec::kAv1;
  }
  return std::nullopt;
}

std::optional<KeyMode> FromC(sealframe_key_mode mode) {
  switch (mode) {
    case SEALFRAME_KEY_PER_PARTICIPANT:
      return KeyMode::kPerParticipant;
    case SEALFRAME_KEY_SHARED:
      return KeyMode::kShared;
  }
  return std::nullopt;
}

std::optional<PayloadOrigin> FromC(sealframe_payload_origin origin) {
  switch (origin) {
    case SEALFRAME_ORIGIN_RAW:
      return PayloadOrigin::kRaw;
    case SEALFRAME_ORIGIN_PACKETIZED:
      return PayloadOrigin::kPacketized;
  }
  return std::nullopt;
}

}  // namespace sealframe
