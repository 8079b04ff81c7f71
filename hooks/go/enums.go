// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0
// Code generated from sealframe.h by //tools/bindings:generate. DO NOT EDIT.

package sealframe

// #include <sealframe.h>
import "C"

import "strconv"

// Status is sealframe_status of sealframe.h. A newer library may have more values.
type Status int32

// The values of Status.
const (
	OK                 Status = C.SEALFRAME_OK
	InvalidArgument    Status = C.SEALFRAME_INVALID_ARGUMENT
	Unsupported        Status = C.SEALFRAME_UNSUPPORTED
	NotFound           Status = C.SEALFRAME_NOT_FOUND
	AlreadyExists      Status = C.SEALFRAME_ALREADY_EXISTS
	FailedPrecondition Status = C.SEALFRAME_FAILED_PRECONDITION
	ResourceExhausted  Status = C.SEALFRAME_RESOURCE_EXHAUSTED
	Unavailable        Status = C.SEALFRAME_UNAVAILABLE
	BufferTooSmall     Status = C.SEALFRAME_BUFFER_TOO_SMALL
	Internal           Status = C.SEALFRAME_INTERNAL
)

var statusNames = map[Status]string{
	OK:                 "ok",
	InvalidArgument:    "invalid_argument",
	Unsupported:        "unsupported",
	NotFound:           "not_found",
	AlreadyExists:      "already_exists",
	FailedPrecondition: "failed_precondition",
	ResourceExhausted:  "resource_exhausted",
	Unavailable:        "unavailable",
	BufferTooSmall:     "buffer_too_small",
	Internal:           "internal",
}

// String returns the name of the value, or its number.
func (v Status) String() string {
	if name, ok := statusNames[v]; ok {
		return name
	}
	return strconv.Itoa(int(v))
}

// Suite is sealframe_suite of sealframe.h. A newer library may have more values.
type Suite int32

// The values of Suite.
const (
	SuiteDefault               Suite = C.SEALFRAME_SUITE_DEFAULT
	AES_128_CTR_HMAC_SHA256_80 Suite = C.SEALFRAME_AES_128_CTR_HMAC_SHA256_80
	AES_128_CTR_HMAC_SHA256_64 Suite = C.SEALFRAME_AES_128_CTR_HMAC_SHA256_64
	AES_128_CTR_HMAC_SHA256_32 Suite = C.SEALFRAME_AES_128_CTR_HMAC_SHA256_32
	AES_128_GCM_SHA256_128     Suite = C.SEALFRAME_AES_128_GCM_SHA256_128
	AES_256_GCM_SHA512_128     Suite = C.SEALFRAME_AES_256_GCM_SHA512_128
	AES_256_CTR_HMAC_SHA512_80 Suite = C.SEALFRAME_AES_256_CTR_HMAC_SHA512_80
	AES_256_CTR_HMAC_SHA512_64 Suite = C.SEALFRAME_AES_256_CTR_HMAC_SHA512_64
	AES_256_CTR_HMAC_SHA512_32 Suite = C.SEALFRAME_AES_256_CTR_HMAC_SHA512_32
)

var suiteNames = map[Suite]string{
	SuiteDefault:               "default",
	AES_128_CTR_HMAC_SHA256_80: "AES_128_CTR_HMAC_SHA256_80",
	AES_128_CTR_HMAC_SHA256_64: "AES_128_CTR_HMAC_SHA256_64",
	AES_128_CTR_HMAC_SHA256_32: "AES_128_CTR_HMAC_SHA256_32",
	AES_128_GCM_SHA256_128:     "AES_128_GCM_SHA256_128",
	AES_256_GCM_SHA512_128:     "AES_256_GCM_SHA512_128",
	AES_256_CTR_HMAC_SHA512_80: "AES_256_CTR_HMAC_SHA512_80",
	AES_256_CTR_HMAC_SHA512_64: "AES_256_CTR_HMAC_SHA512_64",
	AES_256_CTR_HMAC_SHA512_32: "AES_256_CTR_HMAC_SHA512_32",
}

// String returns the name of the value, or its number.
func (v Suite) String() string {
	if name, ok := suiteNames[v]; ok {
		return name
	}
	return strconv.Itoa(int(v))
}

// KeyMode is sealframe_key_mode of sealframe.h. A newer library may have more values.
type KeyMode int32

// The values of KeyMode.
const (
	KeyPerParticipant KeyMode = C.SEALFRAME_KEY_PER_PARTICIPANT
	KeyShared         KeyMode = C.SEALFRAME_KEY_SHARED
)

var keyModeNames = map[KeyMode]string{
	KeyPerParticipant: "per_participant",
	KeyShared:         "shared",
}

// String returns the name of the value, or its number.
func (v KeyMode) String() string {
	if name, ok := keyModeNames[v]; ok {
		return name
	}
	return strconv.Itoa(int(v))
}

// KeyKind is sealframe_key_kind of sealframe.h. A newer library may have more values.
type KeyKind int32

// The values of KeyKind.
const (
	KeyBytes      KeyKind = C.SEALFRAME_KEY_BYTES
	KeyPassphrase KeyKind = C.SEALFRAME_KEY_PASSPHRASE
	KeyAEAD       KeyKind = C.SEALFRAME_KEY_AEAD
)

var keyKindNames = map[KeyKind]string{
	KeyBytes:      "bytes",
	KeyPassphrase: "passphrase",
	KeyAEAD:       "aead",
}

// String returns the name of the value, or its number.
func (v KeyKind) String() string {
	if name, ok := keyKindNames[v]; ok {
		return name
	}
	return strconv.Itoa(int(v))
}

// Media is sealframe_media of sealframe.h. A newer library may have more values.
type Media int32

// The values of Media.
const (
	Audio Media = C.SEALFRAME_AUDIO
	Video Media = C.SEALFRAME_VIDEO
)

var mediaNames = map[Media]string{
	Audio: "audio",
	Video: "video",
}

// String returns the name of the value, or its number.
func (v Media) String() string {
	if name, ok := mediaNames[v]; ok {
		return name
	}
	return strconv.Itoa(int(v))
}

// Direction is sealframe_direction of sealframe.h. A newer library may have more values.
type Direction int32

// The values of Direction.
const (
	Send    Direction = C.SEALFRAME_SEND
	Receive Direction = C.SEALFRAME_RECEIVE
)

var directionNames = map[Direction]string{
	Send:    "send",
	Receive: "receive",
}

// String returns the name of the value, or its number.
func (v Direction) String() string {
	if name, ok := directionNames[v]; ok {
		return name
	}
	return strconv.Itoa(int(v))
}

// StreamState is sealframe_stream_state of sealframe.h. A newer library may have more values.
type StreamState int32

// The values of StreamState.
const (
	StateNew              StreamState = C.SEALFRAME_STATE_NEW
	StateOK               StreamState = C.SEALFRAME_STATE_OK
	StateEncryptionFailed StreamState = C.SEALFRAME_STATE_ENCRYPTION_FAILED
	StateDecryptionFailed StreamState = C.SEALFRAME_STATE_DECRYPTION_FAILED
	StateMissingKey       StreamState = C.SEALFRAME_STATE_MISSING_KEY
	StateKeyRatcheted     StreamState = C.SEALFRAME_STATE_KEY_RATCHETED
	StateInternalError    StreamState = C.SEALFRAME_STATE_INTERNAL_ERROR
	StateStalled          StreamState = C.SEALFRAME_STATE_STALLED
)

var streamStateNames = map[StreamState]string{
	StateNew:              "new",
	StateOK:               "ok",
	StateEncryptionFailed: "encryption_failed",
	StateDecryptionFailed: "decryption_failed",
	StateMissingKey:       "missing_key",
	StateKeyRatcheted:     "key_ratcheted",
	StateInternalError:    "internal_error",
	StateStalled:          "stalled",
}

// String returns the name of the value, or its number.
func (v StreamState) String() string {
	if name, ok := streamStateNames[v]; ok {
		return name
	}
	return strconv.Itoa(int(v))
}

// FrameStatus is sealframe_frame_status of sealframe.h. A newer library may have more values.
type FrameStatus int32

// The values of FrameStatus.
const (
	FrameOK                 FrameStatus = C.SEALFRAME_FRAME_OK
	FramePassedThrough      FrameStatus = C.SEALFRAME_FRAME_PASSED_THROUGH
	FrameHeld               FrameStatus = C.SEALFRAME_FRAME_HELD
	FrameNoFrame            FrameStatus = C.SEALFRAME_FRAME_NO_FRAME
	FrameNotReady           FrameStatus = C.SEALFRAME_FRAME_NOT_READY
	FrameMissingKey         FrameStatus = C.SEALFRAME_FRAME_MISSING_KEY
	FrameMalformed          FrameStatus = C.SEALFRAME_FRAME_MALFORMED
	FrameReplayed           FrameStatus = C.SEALFRAME_FRAME_REPLAYED
	FrameNotAuthentic       FrameStatus = C.SEALFRAME_FRAME_NOT_AUTHENTIC
	FrameKeyExhausted       FrameStatus = C.SEALFRAME_FRAME_KEY_EXHAUSTED
	FrameCounterNotReserved FrameStatus = C.SEALFRAME_FRAME_COUNTER_NOT_RESERVED
	FrameHoldExpired        FrameStatus = C.SEALFRAME_FRAME_HOLD_EXPIRED
	FrameTooLarge           FrameStatus = C.SEALFRAME_FRAME_TOO_LARGE
	FrameMetadataTooLarge   FrameStatus = C.SEALFRAME_FRAME_METADATA_TOO_LARGE
	FrameBufferTooSmall     FrameStatus = C.SEALFRAME_FRAME_BUFFER_TOO_SMALL
	FrameBuffersOverlap     FrameStatus = C.SEALFRAME_FRAME_BUFFERS_OVERLAP
	FrameUnsupportedCodec   FrameStatus = C.SEALFRAME_FRAME_UNSUPPORTED_CODEC
	FrameInternalError      FrameStatus = C.SEALFRAME_FRAME_INTERNAL_ERROR
	FrameInvalidArgument    FrameStatus = C.SEALFRAME_FRAME_INVALID_ARGUMENT
	FrameKeyForked          FrameStatus = C.SEALFRAME_FRAME_KEY_FORKED
	FrameNotPacketizable    FrameStatus = C.SEALFRAME_FRAME_NOT_PACKETIZABLE
)

var frameStatusNames = map[FrameStatus]string{
	FrameOK:                 "ok",
	FramePassedThrough:      "passed_through",
	FrameHeld:               "held",
	FrameNoFrame:            "no_frame",
	FrameNotReady:           "not_ready",
	FrameMissingKey:         "missing_key",
	FrameMalformed:          "malformed",
	FrameReplayed:           "replayed",
	FrameNotAuthentic:       "not_authentic",
	FrameKeyExhausted:       "key_exhausted",
	FrameCounterNotReserved: "counter_not_reserved",
	FrameHoldExpired:        "hold_expired",
	FrameTooLarge:           "too_large",
	FrameMetadataTooLarge:   "metadata_too_large",
	FrameBufferTooSmall:     "buffer_too_small",
	FrameBuffersOverlap:     "buffers_overlap",
	FrameUnsupportedCodec:   "unsupported_codec",
	FrameInternalError:      "internal_error",
	FrameInvalidArgument:    "invalid_argument",
	FrameKeyForked:          "key_forked",
	FrameNotPacketizable:    "not_packetizable",
}

// String returns the name of the value, or its number.
func (v FrameStatus) String() string {
	if name, ok := frameStatusNames[v]; ok {
		return name
	}
	return strconv.Itoa(int(v))
}

// EventKind is sealframe_event_kind of sealframe.h. A newer library may have more values.
type EventKind int32

// The values of EventKind.
const (
	EventStreamState       EventKind = C.SEALFRAME_EVENT_STREAM_STATE
	EventKeyNearLimit      EventKind = C.SEALFRAME_EVENT_KEY_NEAR_LIMIT
	EventKeyLimitReached   EventKind = C.SEALFRAME_EVENT_KEY_LIMIT_REACHED
	EventReservationFailed EventKind = C.SEALFRAME_EVENT_RESERVATION_FAILED
)

var eventKindNames = map[EventKind]string{
	EventStreamState:       "stream_state",
	EventKeyNearLimit:      "key_near_limit",
	EventKeyLimitReached:   "key_limit_reached",
	EventReservationFailed: "reservation_failed",
}

// String returns the name of the value, or its number.
func (v EventKind) String() string {
	if name, ok := eventKindNames[v]; ok {
		return name
	}
	return strconv.Itoa(int(v))
}

// Codec is sealframe_codec of sealframe.h. A newer library may have more values.
type Codec int32

// The values of Codec.
const (
	CodecUnknown Codec = C.SEALFRAME_CODEC_UNKNOWN
	CodecOpus    Codec = C.SEALFRAME_CODEC_OPUS
	CodecVP8     Codec = C.SEALFRAME_CODEC_VP8
	CodecVP9     Codec = C.SEALFRAME_CODEC_VP9
	CodecH264    Codec = C.SEALFRAME_CODEC_H264
	CodecH265    Codec = C.SEALFRAME_CODEC_H265
	CodecAV1     Codec = C.SEALFRAME_CODEC_AV1
)

var codecNames = map[Codec]string{
	CodecUnknown: "unknown",
	CodecOpus:    "opus",
	CodecVP8:     "vp8",
	CodecVP9:     "vp9",
	CodecH264:    "h264",
	CodecH265:    "h265",
	CodecAV1:     "av1",
}

// String returns the name of the value, or its number.
func (v Codec) String() string {
	if name, ok := codecNames[v]; ok {
		return name
	}
	return strconv.Itoa(int(v))
}

// FailureReason is sealframe_failure_reason of sealframe.h. A newer library may have more values.
type FailureReason int32

// The values of FailureReason.
const (
	ReasonNone                FailureReason = C.SEALFRAME_REASON_NONE
	ReasonPadding             FailureReason = C.SEALFRAME_REASON_PADDING
	ReasonStartCodes          FailureReason = C.SEALFRAME_REASON_START_CODES
	ReasonFrameKind           FailureReason = C.SEALFRAME_REASON_FRAME_KIND
	ReasonKeyDerivation       FailureReason = C.SEALFRAME_REASON_KEY_DERIVATION
	ReasonKeySize             FailureReason = C.SEALFRAME_REASON_KEY_SIZE
	ReasonSuite               FailureReason = C.SEALFRAME_REASON_SUITE
	ReasonRatchetStep         FailureReason = C.SEALFRAME_REASON_RATCHET_STEP
	ReasonProfile             FailureReason = C.SEALFRAME_REASON_PROFILE
	ReasonPlainFrame          FailureReason = C.SEALFRAME_REASON_PLAIN_FRAME
	ReasonReplay              FailureReason = C.SEALFRAME_REASON_REPLAY
	ReasonCutOff              FailureReason = C.SEALFRAME_REASON_CUT_OFF
	ReasonUnknown             FailureReason = C.SEALFRAME_REASON_UNKNOWN
	ReasonPrefix              FailureReason = C.SEALFRAME_REASON_PREFIX
	ReasonRED                 FailureReason = C.SEALFRAME_REASON_RED
	ReasonSalt                FailureReason = C.SEALFRAME_REASON_SALT
	ReasonMetadata            FailureReason = C.SEALFRAME_REASON_METADATA
	ReasonEmulationPrevention FailureReason = C.SEALFRAME_REASON_EMULATION_PREVENTION
	ReasonParticipant         FailureReason = C.SEALFRAME_REASON_PARTICIPANT
	ReasonKeyIndex            FailureReason = C.SEALFRAME_REASON_KEY_INDEX
	ReasonKey                 FailureReason = C.SEALFRAME_REASON_KEY
	ReasonAltered             FailureReason = C.SEALFRAME_REASON_ALTERED
)

var failureReasonNames = map[FailureReason]string{
	ReasonNone:                "none",
	ReasonPadding:             "padding",
	ReasonStartCodes:          "start_codes",
	ReasonFrameKind:           "frame_kind",
	ReasonKeyDerivation:       "key_derivation",
	ReasonKeySize:             "key_size",
	ReasonSuite:               "suite",
	ReasonRatchetStep:         "ratchet_step",
	ReasonProfile:             "profile",
	ReasonPlainFrame:          "plain_frame",
	ReasonReplay:              "replay",
	ReasonCutOff:              "cut_off",
	ReasonUnknown:             "unknown",
	ReasonPrefix:              "prefix",
	ReasonRED:                 "red",
	ReasonSalt:                "salt",
	ReasonMetadata:            "metadata",
	ReasonEmulationPrevention: "emulation_prevention",
	ReasonParticipant:         "participant",
	ReasonKeyIndex:            "key_index",
	ReasonKey:                 "key",
	ReasonAltered:             "altered",
}

// String returns the name of the value, or its number.
func (v FailureReason) String() string {
	if name, ok := failureReasonNames[v]; ok {
		return name
	}
	return strconv.Itoa(int(v))
}

// PayloadOrigin is sealframe_payload_origin of sealframe.h. A newer library may have more values.
type PayloadOrigin int32

// The values of PayloadOrigin.
const (
	OriginRaw        PayloadOrigin = C.SEALFRAME_ORIGIN_RAW
	OriginPacketized PayloadOrigin = C.SEALFRAME_ORIGIN_PACKETIZED
)

var payloadOriginNames = map[PayloadOrigin]string{
	OriginRaw:        "raw",
	OriginPacketized: "packetized",
}

// String returns the name of the value, or its number.
func (v PayloadOrigin) String() string {
	if name, ok := payloadOriginNames[v]; ok {
		return name
	}
	return strconv.Itoa(int(v))
}

// InsertResult is sealframe_insert_result of sealframe.h. A newer library may have more values.
type InsertResult int32

// The values of InsertResult.
const (
	InsertHeld            InsertResult = C.SEALFRAME_INSERT_HELD
	InsertFrameReady      InsertResult = C.SEALFRAME_INSERT_FRAME_READY
	InsertDropped         InsertResult = C.SEALFRAME_INSERT_DROPPED
	InsertInvalidArgument InsertResult = C.SEALFRAME_INSERT_INVALID_ARGUMENT
)

var insertResultNames = map[InsertResult]string{
	InsertHeld:            "held",
	InsertFrameReady:      "frame_ready",
	InsertDropped:         "dropped",
	InsertInvalidArgument: "invalid_argument",
}

// String returns the name of the value, or its number.
func (v InsertResult) String() string {
	if name, ok := insertResultNames[v]; ok {
		return name
	}
	return strconv.Itoa(int(v))
}

// DropReason is sealframe_drop_reason of sealframe.h. A newer library may have more values.
type DropReason int32

// The values of DropReason.
const (
	DropNoDescriptor     DropReason = C.SEALFRAME_DROP_NO_DESCRIPTOR
	DropTooLarge         DropReason = C.SEALFRAME_DROP_TOO_LARGE
	DropSequenceJump     DropReason = C.SEALFRAME_DROP_SEQUENCE_JUMP
	DropLate             DropReason = C.SEALFRAME_DROP_LATE
	DropDuplicate        DropReason = C.SEALFRAME_DROP_DUPLICATE
	DropMixedOrigin      DropReason = C.SEALFRAME_DROP_MIXED_ORIGIN
	DropMixedPayloadType DropReason = C.SEALFRAME_DROP_MIXED_PAYLOAD_TYPE
	DropMixedTimestamp   DropReason = C.SEALFRAME_DROP_MIXED_TIMESTAMP
	DropTimedOut         DropReason = C.SEALFRAME_DROP_TIMED_OUT
	DropWindowPassed     DropReason = C.SEALFRAME_DROP_WINDOW_PASSED
	DropNotTaken         DropReason = C.SEALFRAME_DROP_NOT_TAKEN
)

var dropReasonNames = map[DropReason]string{
	DropNoDescriptor:     "no_descriptor",
	DropTooLarge:         "too_large",
	DropSequenceJump:     "sequence_jump",
	DropLate:             "late",
	DropDuplicate:        "duplicate",
	DropMixedOrigin:      "mixed_origin",
	DropMixedPayloadType: "mixed_payload_type",
	DropMixedTimestamp:   "mixed_timestamp",
	DropTimedOut:         "timed_out",
	DropWindowPassed:     "window_passed",
	DropNotTaken:         "not_taken",
}

// String returns the name of the value, or its number.
func (v DropReason) String() string {
	if name, ok := dropReasonNames[v]; ok {
		return name
	}
	return strconv.Itoa(int(v))
}

// SDPDecision is sealframe_sdp_decision of sealframe.h. A newer library may have more values.
type SDPDecision int32

// The values of SDPDecision.
const (
	SDPPlain  SDPDecision = C.SEALFRAME_SDP_PLAIN
	SDPSFrame SDPDecision = C.SEALFRAME_SDP_SFRAME
	SDPStop   SDPDecision = C.SEALFRAME_SDP_STOP
	SDPRefuse SDPDecision = C.SEALFRAME_SDP_REFUSE
)

var sDPDecisionNames = map[SDPDecision]string{
	SDPPlain:  "plain",
	SDPSFrame: "sframe",
	SDPStop:   "stop",
	SDPRefuse: "refuse",
}

// String returns the name of the value, or its number.
func (v SDPDecision) String() string {
	if name, ok := sDPDecisionNames[v]; ok {
		return name
	}
	return strconv.Itoa(int(v))
}
