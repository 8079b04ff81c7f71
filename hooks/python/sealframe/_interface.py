# Copyright 2026 The Sealframe Authors
# SPDX-License-Identifier: Apache-2.0
# Made from sealframe.h by //tools/bindings:generate. Do not edit.
"""The declarations of sealframe.h for ctypes. The header documents them."""

import ctypes
import enum
from ctypes import CFUNCTYPE, POINTER, c_char, c_char_p, c_int32, c_size_t
from ctypes import c_uint8, c_uint32, c_uint64, c_void_p
from typing import Any, Dict, List, Tuple


class Enum(enum.IntEnum):
    """An enum of the interface. Values that a newer library added have no name."""

    @classmethod
    def _missing_(cls, value: object) -> "Enum":
        if not isinstance(value, int):
            raise ValueError(f"{value!r} is not a {cls.__name__}")
        unknown = int.__new__(cls, value)
        unknown._name_ = f"UNKNOWN_{value}"
        unknown._value_ = value
        return unknown


def refuse_zero_byte(value: Any) -> None:
    """refuse_zero_byte refuses a text that C would cut off."""
    if isinstance(value, bytes) and 0 in value:
        raise ValueError("a name contains a zero byte")


def refuse_other(value: int, held: int) -> None:
    """refuse_other refuses a number that C has as another one."""
    if value != held:
        raise OverflowError(f"{value} is out of range")


def number(kind: Any, value: int) -> Any:
    """number returns `value` as C's type `kind`, which can hold it."""
    made = kind(value)
    refuse_other(value, made.value)
    return made


class Checked:
    """The type `kind` of parameters, which refuses what C would change."""

    def __init__(self, kind: Any) -> None:
        self._kind = kind

    def from_param(self, value: Any) -> Any:
        if isinstance(value, int):
            return number(self._kind, value)
        refuse_zero_byte(value)
        return self._kind.from_param(value)


class Struct(ctypes.Structure):
    """A struct of the interface with its size set, and zero by default."""

    def __init__(self, **fields: Any) -> None:
        super().__init__(struct_size=ctypes.sizeof(self), **fields)

    def __setattr__(self, name: str, value: Any) -> None:
        super().__setattr__(name, value)
        if isinstance(value, int):
            refuse_other(value, getattr(self, name))
        else:
            refuse_zero_byte(value)


ABI_VERSION = 4
MAX_FRAME_STATUSES = 64
MAX_DIAGNOSIS_REASONS = 8
MAX_DROP_REASONS = 32


class Status(Enum):
    OK = 0
    INVALID_ARGUMENT = 1
    UNSUPPORTED = 2
    NOT_FOUND = 3
    ALREADY_EXISTS = 4
    FAILED_PRECONDITION = 5
    RESOURCE_EXHAUSTED = 6
    UNAVAILABLE = 7
    BUFFER_TOO_SMALL = 8
    INTERNAL = 9


class Suite(Enum):
    DEFAULT = 0
    AES_128_CTR_HMAC_SHA256_80 = 1
    AES_128_CTR_HMAC_SHA256_64 = 2
    AES_128_CTR_HMAC_SHA256_32 = 3
    AES_128_GCM_SHA256_128 = 4
    AES_256_GCM_SHA512_128 = 5
    AES_256_CTR_HMAC_SHA512_80 = 6
    AES_256_CTR_HMAC_SHA512_64 = 7
    AES_256_CTR_HMAC_SHA512_32 = 8


class KeyMode(Enum):
    PER_PARTICIPANT = 0
    SHARED = 1


class KeyKind(Enum):
    BYTES = 0
    PASSPHRASE = 1
    AEAD = 2


class Media(Enum):
    AUDIO = 0
    VIDEO = 1


class Direction(Enum):
    SEND = 0
    RECEIVE = 1


class StreamState(Enum):
    NEW = 0
    OK = 1
    ENCRYPTION_FAILED = 2
    DECRYPTION_FAILED = 3
    MISSING_KEY = 4
    KEY_RATCHETED = 5
    INTERNAL_ERROR = 6
    STALLED = 7


class FrameStatus(Enum):
    OK = 0
    PASSED_THROUGH = 1
    HELD = 2
    NO_FRAME = 3
    NOT_READY = 4
    MISSING_KEY = 5
    MALFORMED = 6
    REPLAYED = 7
    NOT_AUTHENTIC = 8
    KEY_EXHAUSTED = 9
    COUNTER_NOT_RESERVED = 10
    HOLD_EXPIRED = 11
    TOO_LARGE = 12
    METADATA_TOO_LARGE = 13
    BUFFER_TOO_SMALL = 14
    BUFFERS_OVERLAP = 15
    UNSUPPORTED_CODEC = 16
    INTERNAL_ERROR = 17
    INVALID_ARGUMENT = 18
    KEY_FORKED = 19
    NOT_PACKETIZABLE = 20


class EventKind(Enum):
    STREAM_STATE = 0
    KEY_NEAR_LIMIT = 1
    KEY_LIMIT_REACHED = 2
    RESERVATION_FAILED = 3


class Codec(Enum):
    UNKNOWN = 0
    OPUS = 1
    VP8 = 2
    VP9 = 3
    H264 = 4
    H265 = 5
    AV1 = 6


class FailureReason(Enum):
    NONE = 0
    PADDING = 1
    START_CODES = 2
    FRAME_KIND = 3
    KEY_DERIVATION = 4
    KEY_SIZE = 5
    SUITE = 6
    RATCHET_STEP = 7
    PROFILE = 8
    PLAIN_FRAME = 9
    REPLAY = 10
    CUT_OFF = 11
    UNKNOWN = 12
    PREFIX = 13
    RED = 14
    SALT = 15
    METADATA = 16
    EMULATION_PREVENTION = 17
    PARTICIPANT = 18
    KEY_INDEX = 19
    KEY = 20
    ALTERED = 21


class PayloadOrigin(Enum):
    RAW = 0
    PACKETIZED = 1


class InsertResult(Enum):
    HELD = 0
    FRAME_READY = 1
    DROPPED = 2
    INVALID_ARGUMENT = 3


class DropReason(Enum):
    NO_DESCRIPTOR = 0
    TOO_LARGE = 1
    SEQUENCE_JUMP = 2
    LATE = 3
    DUPLICATE = 4
    MIXED_ORIGIN = 5
    MIXED_PAYLOAD_TYPE = 6
    MIXED_TIMESTAMP = 7
    TIMED_OUT = 8
    WINDOW_PASSED = 9
    NOT_TAKEN = 10


class SdpDecision(Enum):
    PLAIN = 0
    SFRAME = 1
    STOP = 2
    REFUSE = 3


class Provider(ctypes.Structure):
    """A handle."""


class Session(ctypes.Structure):
    """A handle."""


class SendTransform(ctypes.Structure):
    """A handle."""


class ReceiveTransform(ctypes.Structure):
    """A handle."""


class ProfileDetector(ctypes.Structure):
    """A handle."""


class DataPacketSealer(ctypes.Structure):
    """A handle."""


class DataPacketOpener(ctypes.Structure):
    """A handle."""


class Packetizer(ctypes.Structure):
    """A handle."""


class Depacketizer(ctypes.Structure):
    """A handle."""


class Sdp(ctypes.Structure):
    """A handle."""


class Error(Struct):
    _fields_ = [
        ("struct_size", c_size_t),
        ("message", c_char * 256),
    ]


class ProfileInfo(Struct):
    _fields_ = [
        ("struct_size", c_size_t),
        ("max_key_index", c_uint64),
        ("seals_whole_frames", c_uint32),
        ("takes_metadata", c_uint32),
        ("allows_shared_key", c_uint32),
        ("needs_sender_numbers", c_uint32),
        ("key_kinds", c_uint32),
        ("reserved", c_uint32),
    ]


ReserveCounters = CFUNCTYPE(c_int32, c_void_p, POINTER(c_uint8), c_uint64, POINTER(c_uint64))


class ProviderOptions(Struct):
    _fields_ = [
        ("struct_size", c_size_t),
        ("profile", c_char_p),
        ("key_mode", c_int32),
        ("max_keys_per_participant", c_uint32),
        ("ratchet_overlap_ms", c_uint64),
        ("counter_reservations_folder", c_char_p),
        ("suite", c_int32),
        ("ratchet_bits", c_uint32),
        ("shared_sender_bits", c_uint32),
        ("shared_epoch_bits", c_uint32),
        ("shared_context", c_uint64),
        ("per_ssrc", c_uint32),
        ("key_bits", c_uint32),
        ("key_ring_size", c_uint32),
        ("ratchet_window", c_uint32),
        ("salt", c_void_p),
        ("salt_size", c_size_t),
        ("allow_av1", c_uint32),
        ("strip_packet_trailer", c_uint32),
        ("failure_tolerance", c_uint32),
        ("accept_plain", c_uint32),
        ("has_ratchet_window", c_uint32),
        ("allow_short_tags", c_uint32),
        ("replay_window", c_uint32),
        ("cisco_mls", c_uint32),
        ("reserve_counters", ReserveCounters),
        ("reserve_counters_user_data", c_void_p),
    ]


class CurrentKey(Struct):
    _fields_ = [
        ("struct_size", c_size_t),
        ("key_index", c_uint64),
        ("step", c_uint64),
        ("key_size", c_size_t),
        ("kind", c_int32),
        ("reserved", c_uint32),
    ]


Wake = CFUNCTYPE(None, c_void_p)


class SessionOptions(Struct):
    _fields_ = [
        ("struct_size", c_size_t),
        ("pass_frame_when_cryptor_not_ready", c_uint32),
        ("allow_no_key", c_uint32),
        ("wake", Wake),
        ("wake_user_data", c_void_p),
    ]


class Event(Struct):
    _fields_ = [
        ("struct_size", c_size_t),
        ("participant", c_char_p),
        ("kid", c_uint64),
        ("kind", c_int32),
        ("state", c_int32),
        ("track", c_char_p),
        ("media", c_int32),
        ("direction", c_int32),
        ("reason", c_int32),
        ("reserved", c_uint32),
    ]


class FrameInfo(Struct):
    _fields_ = [
        ("struct_size", c_size_t),
        ("codec", c_int32),
        ("is_key_frame", c_uint32),
        ("ssrc", c_uint32),
        ("rtp_timestamp", c_uint32),
        ("metadata", c_void_p),
        ("metadata_size", c_size_t),
        ("token", c_uint64),
    ]


class FrameResult(Struct):
    _fields_ = [
        ("struct_size", c_size_t),
        ("size", c_size_t),
        ("kid", c_uint64),
    ]


class StreamConfig(Struct):
    _fields_ = [
        ("struct_size", c_size_t),
        ("participant", c_char_p),
        ("track", c_char_p),
        ("media", c_int32),
        ("hold_max_frames", c_uint32),
        ("hold_max_bytes", c_size_t),
        ("hold_max_age_ms", c_uint64),
    ]


class SealJob(Struct):
    _fields_ = [
        ("struct_size", c_size_t),
        ("transform", POINTER(SendTransform)),
        ("info", POINTER(FrameInfo)),
        ("frame", c_void_p),
        ("frame_size", c_size_t),
        ("out", c_void_p),
        ("out_capacity", c_size_t),
        ("result", POINTER(FrameResult)),
        ("status", c_int32),
        ("reserved", c_uint32),
    ]


class OpenJob(Struct):
    _fields_ = [
        ("struct_size", c_size_t),
        ("transform", POINTER(ReceiveTransform)),
        ("info", POINTER(FrameInfo)),
        ("frame", c_void_p),
        ("frame_size", c_size_t),
        ("out", c_void_p),
        ("out_capacity", c_size_t),
        ("result", POINTER(FrameResult)),
        ("status", c_int32),
        ("reserved", c_uint32),
    ]


class StreamStats(Struct):
    _fields_ = [
        ("struct_size", c_size_t),
        ("frames_in", c_uint64),
        ("bytes_in", c_uint64),
        ("frames_out", c_uint64),
        ("bytes_out", c_uint64),
        ("frames_measured", c_uint64),
        ("latency_p50_ns", c_uint64),
        ("latency_p90_ns", c_uint64),
        ("latency_p99_ns", c_uint64),
        ("latency_p100_ns", c_uint64),
        ("frames_by_status", c_uint64 * MAX_FRAME_STATUSES),
    ]


class KeyStats(Struct):
    _fields_ = [
        ("struct_size", c_size_t),
        ("kid", c_uint64),
        ("frames_opened", c_uint64),
        ("frames_replayed", c_uint64),
    ]


class DataPacketHeader(Struct):
    _fields_ = [
        ("struct_size", c_size_t),
        ("iv", c_uint8 * 12),
        ("key_index", c_uint32),
    ]


class Inspection(Struct):
    _fields_ = [
        ("struct_size", c_size_t),
        ("profile", c_char_p),
        ("kid", c_uint64),
        ("counter", c_uint64),
        ("header_size", c_size_t),
        ("clear_size", c_size_t),
        ("ciphertext_size", c_size_t),
        ("tag_size", c_size_t),
        ("nonce_size", c_size_t),
        ("ranges_size", c_size_t),
        ("trailer_size", c_size_t),
    ]


class DiagnosisKey(Struct):
    _fields_ = [
        ("struct_size", c_size_t),
        ("participant", c_char_p),
        ("key_index", c_uint64),
        ("step", c_uint64),
        ("key", c_void_p),
        ("key_size", c_size_t),
        ("kind", c_int32),
        ("any_key_index", c_uint32),
    ]


class Diagnosis(Struct):
    _fields_ = [
        ("struct_size", c_size_t),
        ("status", c_int32),
        ("reason", c_int32),
        ("num_reasons", c_uint32),
        ("num_possible", c_uint32),
        ("reasons", c_int32 * MAX_DIAGNOSIS_REASONS),
        ("possible", c_int32 * MAX_DIAGNOSIS_REASONS),
        ("opened_size", c_size_t),
        ("explanation", c_char * 1024),
    ]


class Payload(Struct):
    _fields_ = [
        ("struct_size", c_size_t),
        ("size", c_size_t),
        ("marker", c_uint32),
        ("is_first", c_uint32),
        ("is_last", c_uint32),
        ("reserved", c_uint32),
    ]


class DepacketizerOptions(Struct):
    _fields_ = [
        ("struct_size", c_size_t),
        ("max_packets", c_size_t),
        ("max_payload_size", c_size_t),
        ("timeout_ms", c_uint64),
    ]


class RtpPacket(Struct):
    _fields_ = [
        ("struct_size", c_size_t),
        ("payload", c_void_p),
        ("payload_size", c_size_t),
        ("received_ms", c_uint64),
        ("sequence_number", c_uint32),
        ("timestamp", c_uint32),
        ("payload_type", c_uint32),
        ("marker", c_uint32),
    ]


class DepacketizedFrame(Struct):
    _fields_ = [
        ("struct_size", c_size_t),
        ("size", c_size_t),
        ("first_sequence", c_uint64),
        ("last_sequence", c_uint64),
        ("timestamp", c_uint32),
        ("payload_type", c_uint32),
        ("marker", c_uint32),
        ("origin", c_int32),
    ]


class DepacketizerStats(Struct):
    _fields_ = [
        ("struct_size", c_size_t),
        ("packets_received", c_uint64),
        ("packets_delivered", c_uint64),
        ("frames_delivered", c_uint64),
        ("packets_dropped", c_uint64 * MAX_DROP_REASONS),
    ]


class SdpSection(Struct):
    _fields_ = [
        ("struct_size", c_size_t),
        ("mid", c_char_p),
        ("is_rtp", c_uint32),
        ("is_rejected", c_uint32),
        ("has_sframe", c_uint32),
        ("reserved", c_uint32),
    ]


EventCallback = CFUNCTYPE(None, POINTER(Event), c_void_p)

# What each function returns and takes.
FUNCTIONS: Dict[str, Tuple[Any, List[Any]]] = {
    "sealframe_abi_version": (c_uint32, []),
    "sealframe_version": (c_char_p, []),
    "sealframe_status_name": (c_char_p, [c_int32]),
    "sealframe_profile_name": (c_char_p, [c_size_t]),
    "sealframe_profile_get_info": (Status, [c_char_p, POINTER(ProfileInfo)]),
    "sealframe_suite_name": (c_char_p, [c_int32]),
    "sealframe_suite_from_name": (Status, [c_char_p, POINTER(c_int32)]),
    "sealframe_provider_create": (Status, [POINTER(ProviderOptions), POINTER(POINTER(Provider)), POINTER(Error)]),
    "sealframe_provider_destroy": (None, [POINTER(Provider)]),
    "sealframe_provider_add_local_participant": (Status, [POINTER(Provider), c_char_p, POINTER(c_uint64), POINTER(Error)]),
    "sealframe_provider_add_remote_participant": (Status, [POINTER(Provider), c_char_p, POINTER(c_uint64), POINTER(Error)]),
    "sealframe_provider_remove_participant": (Status, [POINTER(Provider), c_char_p, POINTER(Error)]),
    "sealframe_provider_add_ssrc": (Status, [POINTER(Provider), c_char_p, c_uint32, POINTER(Error)]),
    "sealframe_provider_set_key": (Status, [POINTER(Provider), c_char_p, c_uint64, c_uint64, c_void_p, c_size_t, POINTER(Error)]),
    "sealframe_provider_set_passphrase": (Status, [POINTER(Provider), c_char_p, c_uint64, c_uint64, c_void_p, c_size_t, POINTER(Error)]),
    "sealframe_provider_set_aead_key": (Status, [POINTER(Provider), c_char_p, c_uint64, c_uint64, c_void_p, c_size_t, POINTER(Error)]),
    "sealframe_provider_set_derived_key": (Status, [POINTER(Provider), c_char_p, c_uint64, c_void_p, c_size_t, c_void_p, c_size_t, POINTER(Error)]),
    "sealframe_provider_set_shared_key": (Status, [POINTER(Provider), c_uint64, c_void_p, c_size_t, POINTER(Error)]),
    "sealframe_provider_set_shared_passphrase": (Status, [POINTER(Provider), c_uint64, c_void_p, c_size_t, POINTER(Error)]),
    "sealframe_provider_set_shared_aead_key": (Status, [POINTER(Provider), c_uint64, c_void_p, c_size_t, POINTER(Error)]),
    "sealframe_provider_activate": (Status, [POINTER(Provider), c_char_p, c_uint64, POINTER(Error)]),
    "sealframe_provider_retire": (Status, [POINTER(Provider), c_char_p, c_uint64, c_uint64, POINTER(Error)]),
    "sealframe_provider_retire_shared_key": (Status, [POINTER(Provider), c_uint64, c_uint64, POINTER(Error)]),
    "sealframe_provider_ratchet": (Status, [POINTER(Provider), c_char_p, POINTER(Error)]),
    "sealframe_provider_set_server_trailer": (Status, [POINTER(Provider), c_void_p, c_size_t, POINTER(Error)]),
    "sealframe_provider_set_dave_passthrough": (Status, [POINTER(Provider), c_uint32, c_uint32, POINTER(Error)]),
    "sealframe_provider_current_key": (Status, [POINTER(Provider), c_char_p, POINTER(CurrentKey), c_void_p, c_size_t, POINTER(Error)]),
    "sealframe_session_create": (Status, [POINTER(Provider), POINTER(SessionOptions), POINTER(POINTER(Session)), POINTER(Error)]),
    "sealframe_session_destroy": (None, [POINTER(Session)]),
    "sealframe_session_set_e2ee_enabled": (Status, [POINTER(Session), c_uint32]),
    "sealframe_session_is_e2ee_enabled": (c_uint32, [POINTER(Session)]),
    "sealframe_stream_state_name": (c_char_p, [c_int32]),
    "sealframe_frame_status_name": (c_char_p, [c_int32]),
    "sealframe_event_kind_name": (c_char_p, [c_int32]),
    "sealframe_session_poll": (Status, [POINTER(Session), EventCallback, c_void_p]),
    "sealframe_codec_from_name": (Codec, [c_char_p]),
    "sealframe_send_transform_create": (Status, [POINTER(Session), POINTER(StreamConfig), POINTER(POINTER(SendTransform)), POINTER(Error)]),
    "sealframe_send_transform_destroy": (None, [POINTER(SendTransform)]),
    "sealframe_send_transform_max_sealed_size": (c_size_t, [POINTER(SendTransform), c_size_t]),
    "sealframe_send_transform_seal": (FrameStatus, [POINTER(SendTransform), POINTER(FrameInfo), c_void_p, c_size_t, c_void_p, c_size_t, POINTER(FrameResult)]),
    "sealframe_receive_transform_create": (Status, [POINTER(Session), POINTER(StreamConfig), POINTER(POINTER(ReceiveTransform)), POINTER(Error)]),
    "sealframe_receive_transform_destroy": (None, [POINTER(ReceiveTransform)]),
    "sealframe_receive_transform_max_opened_size": (c_size_t, [POINTER(ReceiveTransform), c_size_t]),
    "sealframe_receive_transform_open": (FrameStatus, [POINTER(ReceiveTransform), POINTER(FrameInfo), c_void_p, c_size_t, c_void_p, c_size_t, POINTER(FrameResult)]),
    "sealframe_receive_transform_open_held": (FrameStatus, [POINTER(ReceiveTransform), POINTER(FrameInfo), c_void_p, c_size_t, POINTER(FrameResult)]),
    "sealframe_receive_transform_next_held_size": (c_size_t, [POINTER(ReceiveTransform)]),
    "sealframe_receive_transform_num_held": (c_size_t, [POINTER(ReceiveTransform)]),
    "sealframe_receive_transform_held_token": (c_uint64, [POINTER(ReceiveTransform), c_size_t]),
    "sealframe_seal_batch": (Status, [POINTER(POINTER(SealJob)), c_size_t]),
    "sealframe_open_batch": (Status, [POINTER(POINTER(OpenJob)), c_size_t]),
    "sealframe_send_transform_get_stats": (Status, [POINTER(SendTransform), POINTER(StreamStats)]),
    "sealframe_receive_transform_get_stats": (Status, [POINTER(ReceiveTransform), POINTER(StreamStats)]),
    "sealframe_receive_transform_get_key_stats": (Status, [POINTER(ReceiveTransform), c_size_t, POINTER(KeyStats)]),
    "sealframe_profile_detector_create": (Status, [POINTER(POINTER(Session)), c_size_t, POINTER(StreamConfig), POINTER(POINTER(ProfileDetector)), POINTER(Error)]),
    "sealframe_profile_detector_destroy": (None, [POINTER(ProfileDetector)]),
    "sealframe_profile_detector_max_opened_size": (c_size_t, [POINTER(ProfileDetector), c_size_t]),
    "sealframe_profile_detector_open": (FrameStatus, [POINTER(ProfileDetector), POINTER(FrameInfo), c_void_p, c_size_t, c_void_p, c_size_t, POINTER(FrameResult)]),
    "sealframe_profile_detector_detected": (Status, [POINTER(ProfileDetector), POINTER(c_size_t)]),
    "sealframe_profile_detector_get_stats": (Status, [POINTER(ProfileDetector), c_size_t, POINTER(StreamStats)]),
    "sealframe_data_packet_sealed_size": (c_size_t, [c_size_t]),
    "sealframe_data_packet_sealer_create": (Status, [POINTER(Provider), c_char_p, POINTER(POINTER(DataPacketSealer)), POINTER(Error)]),
    "sealframe_data_packet_sealer_destroy": (None, [POINTER(DataPacketSealer)]),
    "sealframe_data_packet_sealer_seal": (FrameStatus, [POINTER(DataPacketSealer), c_void_p, c_size_t, c_void_p, c_size_t, POINTER(DataPacketHeader), POINTER(FrameResult)]),
    "sealframe_data_packet_opener_create": (Status, [POINTER(Provider), c_char_p, POINTER(POINTER(DataPacketOpener)), POINTER(Error)]),
    "sealframe_data_packet_opener_destroy": (None, [POINTER(DataPacketOpener)]),
    "sealframe_data_packet_opener_open": (FrameStatus, [POINTER(DataPacketOpener), POINTER(DataPacketHeader), c_void_p, c_size_t, c_void_p, c_size_t, POINTER(FrameResult)]),
    "sealframe_inspect": (Status, [c_char_p, c_int32, POINTER(FrameInfo), c_void_p, c_size_t, POINTER(Inspection), POINTER(Error)]),
    "sealframe_failure_reason_name": (c_char_p, [c_int32]),
    "sealframe_diagnose": (Status, [POINTER(ProviderOptions), POINTER(POINTER(DiagnosisKey)), c_size_t, c_int32, POINTER(FrameInfo), c_void_p, c_size_t, POINTER(Diagnosis), POINTER(Error)]),
    "sealframe_encode_sender_key_id": (Status, [c_uint64, c_uint64, c_uint32, POINTER(c_uint64), POINTER(Error)]),
    "sealframe_decode_sender_key_id": (Status, [c_uint64, c_uint32, POINTER(c_uint64), POINTER(c_uint64), POINTER(Error)]),
    "sealframe_encode_mls_key_id": (Status, [c_uint64, c_uint64, c_uint64, c_uint32, c_uint32, POINTER(c_uint64), POINTER(Error)]),
    "sealframe_decode_mls_key_id": (Status, [c_uint64, c_uint32, c_uint32, POINTER(c_uint64), POINTER(c_uint64), POINTER(c_uint64), POINTER(Error)]),
    "sealframe_packetizer_create": (Status, [c_size_t, POINTER(POINTER(Packetizer)), POINTER(Error)]),
    "sealframe_packetizer_destroy": (None, [POINTER(Packetizer)]),
    "sealframe_packetizer_start": (c_size_t, [POINTER(Packetizer), c_void_p, c_size_t, c_int32, c_uint32]),
    "sealframe_packetizer_next": (FrameStatus, [POINTER(Packetizer), c_void_p, c_size_t, POINTER(Payload)]),
    "sealframe_depacketizer_create": (Status, [POINTER(DepacketizerOptions), POINTER(POINTER(Depacketizer)), POINTER(Error)]),
    "sealframe_depacketizer_destroy": (None, [POINTER(Depacketizer)]),
    "sealframe_depacketizer_insert": (InsertResult, [POINTER(Depacketizer), POINTER(RtpPacket)]),
    "sealframe_depacketizer_next_size": (c_size_t, [POINTER(Depacketizer)]),
    "sealframe_depacketizer_next": (FrameStatus, [POINTER(Depacketizer), c_void_p, c_size_t, POINTER(DepacketizedFrame)]),
    "sealframe_depacketizer_get_stats": (Status, [POINTER(Depacketizer), POINTER(DepacketizerStats)]),
    "sealframe_sdp_create": (Status, [c_char_p, POINTER(POINTER(Sdp)), POINTER(Error)]),
    "sealframe_sdp_destroy": (None, [POINTER(Sdp)]),
    "sealframe_sdp_text": (c_char_p, [POINTER(Sdp)]),
    "sealframe_sdp_num_sections": (c_size_t, [POINTER(Sdp)]),
    "sealframe_sdp_get_section": (Status, [POINTER(Sdp), c_size_t, POINTER(SdpSection)]),
    "sealframe_sdp_add_sframe": (Status, [POINTER(Sdp), c_size_t, POINTER(Error)]),
    "sealframe_sdp_remove_sframe": (Status, [POINTER(Sdp), c_size_t, POINTER(Error)]),
    "sealframe_sdp_reject_section": (Status, [POINTER(Sdp), c_size_t, POINTER(Error)]),
    "sealframe_sdp_check_payload_types": (Status, [POINTER(Sdp), POINTER(Error)]),
    "sealframe_sdp_decide": (SdpDecision, [c_uint32, c_uint32]),
}

# A pointer to bytes is an address, and may point to a zero.
_CHECKED = (c_char_p, c_int32, c_size_t, c_uint32, c_uint64)


def load(path: str) -> ctypes.CDLL:
    """load returns the library at `path` with the types of all its functions."""
    library = ctypes.CDLL(path)
    for name, (returned, arguments) in FUNCTIONS.items():
        function = getattr(library, name)
        function.restype = returned
        function.argtypes = [Checked(kind) if kind in _CHECKED else kind
                             for kind in arguments]
    return library
