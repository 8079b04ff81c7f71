// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0
// Made from sealframe.h by //tools/bindings:generate. Do not edit.

use std::marker::{PhantomData, PhantomPinned};
use std::os::raw::{c_char, c_void};

pub const ABI_VERSION: u32 = 4;
pub const MAX_FRAME_STATUSES: usize = 64;
pub const MAX_DIAGNOSIS_REASONS: usize = 8;
pub const MAX_DROP_REASONS: usize = 32;

#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct sealframe_status(pub i32);
pub const SEALFRAME_OK: sealframe_status = sealframe_status(0);
pub const SEALFRAME_INVALID_ARGUMENT: sealframe_status = sealframe_status(1);
pub const SEALFRAME_UNSUPPORTED: sealframe_status = sealframe_status(2);
pub const SEALFRAME_NOT_FOUND: sealframe_status = sealframe_status(3);
pub const SEALFRAME_ALREADY_EXISTS: sealframe_status = sealframe_status(4);
pub const SEALFRAME_FAILED_PRECONDITION: sealframe_status = sealframe_status(5);
pub const SEALFRAME_RESOURCE_EXHAUSTED: sealframe_status = sealframe_status(6);
pub const SEALFRAME_UNAVAILABLE: sealframe_status = sealframe_status(7);
pub const SEALFRAME_BUFFER_TOO_SMALL: sealframe_status = sealframe_status(8);
pub const SEALFRAME_INTERNAL: sealframe_status = sealframe_status(9);

#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct sealframe_suite(pub i32);
pub const SEALFRAME_SUITE_DEFAULT: sealframe_suite = sealframe_suite(0);
pub const SEALFRAME_AES_128_CTR_HMAC_SHA256_80: sealframe_suite = sealframe_suite(1);
pub const SEALFRAME_AES_128_CTR_HMAC_SHA256_64: sealframe_suite = sealframe_suite(2);
pub const SEALFRAME_AES_128_CTR_HMAC_SHA256_32: sealframe_suite = sealframe_suite(3);
pub const SEALFRAME_AES_128_GCM_SHA256_128: sealframe_suite = sealframe_suite(4);
pub const SEALFRAME_AES_256_GCM_SHA512_128: sealframe_suite = sealframe_suite(5);
pub const SEALFRAME_AES_256_CTR_HMAC_SHA512_80: sealframe_suite = sealframe_suite(6);
pub const SEALFRAME_AES_256_CTR_HMAC_SHA512_64: sealframe_suite = sealframe_suite(7);
pub const SEALFRAME_AES_256_CTR_HMAC_SHA512_32: sealframe_suite = sealframe_suite(8);

#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct sealframe_key_mode(pub i32);
pub const SEALFRAME_KEY_PER_PARTICIPANT: sealframe_key_mode = sealframe_key_mode(0);
pub const SEALFRAME_KEY_SHARED: sealframe_key_mode = sealframe_key_mode(1);

#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct sealframe_key_kind(pub i32);
pub const SEALFRAME_KEY_BYTES: sealframe_key_kind = sealframe_key_kind(0);
pub const SEALFRAME_KEY_PASSPHRASE: sealframe_key_kind = sealframe_key_kind(1);
pub const SEALFRAME_KEY_AEAD: sealframe_key_kind = sealframe_key_kind(2);

#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct sealframe_media(pub i32);
pub const SEALFRAME_AUDIO: sealframe_media = sealframe_media(0);
pub const SEALFRAME_VIDEO: sealframe_media = sealframe_media(1);

#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct sealframe_direction(pub i32);
pub const SEALFRAME_SEND: sealframe_direction = sealframe_direction(0);
pub const SEALFRAME_RECEIVE: sealframe_direction = sealframe_direction(1);

#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct sealframe_stream_state(pub i32);
pub const SEALFRAME_STATE_NEW: sealframe_stream_state = sealframe_stream_state(0);
pub const SEALFRAME_STATE_OK: sealframe_stream_state = sealframe_stream_state(1);
pub const SEALFRAME_STATE_ENCRYPTION_FAILED: sealframe_stream_state = sealframe_stream_state(2);
pub const SEALFRAME_STATE_DECRYPTION_FAILED: sealframe_stream_state = sealframe_stream_state(3);
pub const SEALFRAME_STATE_MISSING_KEY: sealframe_stream_state = sealframe_stream_state(4);
pub const SEALFRAME_STATE_KEY_RATCHETED: sealframe_stream_state = sealframe_stream_state(5);
pub const SEALFRAME_STATE_INTERNAL_ERROR: sealframe_stream_state = sealframe_stream_state(6);
pub const SEALFRAME_STATE_STALLED: sealframe_stream_state = sealframe_stream_state(7);

#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct sealframe_frame_status(pub i32);
pub const SEALFRAME_FRAME_OK: sealframe_frame_status = sealframe_frame_status(0);
pub const SEALFRAME_FRAME_PASSED_THROUGH: sealframe_frame_status = sealframe_frame_status(1);
pub const SEALFRAME_FRAME_HELD: sealframe_frame_status = sealframe_frame_status(2);
pub const SEALFRAME_FRAME_NO_FRAME: sealframe_frame_status = sealframe_frame_status(3);
pub const SEALFRAME_FRAME_NOT_READY: sealframe_frame_status = sealframe_frame_status(4);
pub const SEALFRAME_FRAME_MISSING_KEY: sealframe_frame_status = sealframe_frame_status(5);
pub const SEALFRAME_FRAME_MALFORMED: sealframe_frame_status = sealframe_frame_status(6);
pub const SEALFRAME_FRAME_REPLAYED: sealframe_frame_status = sealframe_frame_status(7);
pub const SEALFRAME_FRAME_NOT_AUTHENTIC: sealframe_frame_status = sealframe_frame_status(8);
pub const SEALFRAME_FRAME_KEY_EXHAUSTED: sealframe_frame_status = sealframe_frame_status(9);
pub const SEALFRAME_FRAME_COUNTER_NOT_RESERVED: sealframe_frame_status = sealframe_frame_status(10);
pub const SEALFRAME_FRAME_HOLD_EXPIRED: sealframe_frame_status = sealframe_frame_status(11);
pub const SEALFRAME_FRAME_TOO_LARGE: sealframe_frame_status = sealframe_frame_status(12);
pub const SEALFRAME_FRAME_METADATA_TOO_LARGE: sealframe_frame_status = sealframe_frame_status(13);
pub const SEALFRAME_FRAME_BUFFER_TOO_SMALL: sealframe_frame_status = sealframe_frame_status(14);
pub const SEALFRAME_FRAME_BUFFERS_OVERLAP: sealframe_frame_status = sealframe_frame_status(15);
pub const SEALFRAME_FRAME_UNSUPPORTED_CODEC: sealframe_frame_status = sealframe_frame_status(16);
pub const SEALFRAME_FRAME_INTERNAL_ERROR: sealframe_frame_status = sealframe_frame_status(17);
pub const SEALFRAME_FRAME_INVALID_ARGUMENT: sealframe_frame_status = sealframe_frame_status(18);
pub const SEALFRAME_FRAME_KEY_FORKED: sealframe_frame_status = sealframe_frame_status(19);
pub const SEALFRAME_FRAME_NOT_PACKETIZABLE: sealframe_frame_status = sealframe_frame_status(20);

#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct sealframe_event_kind(pub i32);
pub const SEALFRAME_EVENT_STREAM_STATE: sealframe_event_kind = sealframe_event_kind(0);
pub const SEALFRAME_EVENT_KEY_NEAR_LIMIT: sealframe_event_kind = sealframe_event_kind(1);
pub const SEALFRAME_EVENT_KEY_LIMIT_REACHED: sealframe_event_kind = sealframe_event_kind(2);
pub const SEALFRAME_EVENT_RESERVATION_FAILED: sealframe_event_kind = sealframe_event_kind(3);

#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct sealframe_codec(pub i32);
pub const SEALFRAME_CODEC_UNKNOWN: sealframe_codec = sealframe_codec(0);
pub const SEALFRAME_CODEC_OPUS: sealframe_codec = sealframe_codec(1);
pub const SEALFRAME_CODEC_VP8: sealframe_codec = sealframe_codec(2);
pub const SEALFRAME_CODEC_VP9: sealframe_codec = sealframe_codec(3);
pub const SEALFRAME_CODEC_H264: sealframe_codec = sealframe_codec(4);
pub const SEALFRAME_CODEC_H265: sealframe_codec = sealframe_codec(5);
pub const SEALFRAME_CODEC_AV1: sealframe_codec = sealframe_codec(6);

#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct sealframe_failure_reason(pub i32);
pub const SEALFRAME_REASON_NONE: sealframe_failure_reason = sealframe_failure_reason(0);
pub const SEALFRAME_REASON_PADDING: sealframe_failure_reason = sealframe_failure_reason(1);
pub const SEALFRAME_REASON_START_CODES: sealframe_failure_reason = sealframe_failure_reason(2);
pub const SEALFRAME_REASON_FRAME_KIND: sealframe_failure_reason = sealframe_failure_reason(3);
pub const SEALFRAME_REASON_KEY_DERIVATION: sealframe_failure_reason = sealframe_failure_reason(4);
pub const SEALFRAME_REASON_KEY_SIZE: sealframe_failure_reason = sealframe_failure_reason(5);
pub const SEALFRAME_REASON_SUITE: sealframe_failure_reason = sealframe_failure_reason(6);
pub const SEALFRAME_REASON_RATCHET_STEP: sealframe_failure_reason = sealframe_failure_reason(7);
pub const SEALFRAME_REASON_PROFILE: sealframe_failure_reason = sealframe_failure_reason(8);
pub const SEALFRAME_REASON_PLAIN_FRAME: sealframe_failure_reason = sealframe_failure_reason(9);
pub const SEALFRAME_REASON_REPLAY: sealframe_failure_reason = sealframe_failure_reason(10);
pub const SEALFRAME_REASON_CUT_OFF: sealframe_failure_reason = sealframe_failure_reason(11);
pub const SEALFRAME_REASON_UNKNOWN: sealframe_failure_reason = sealframe_failure_reason(12);
pub const SEALFRAME_REASON_PREFIX: sealframe_failure_reason = sealframe_failure_reason(13);
pub const SEALFRAME_REASON_RED: sealframe_failure_reason = sealframe_failure_reason(14);
pub const SEALFRAME_REASON_SALT: sealframe_failure_reason = sealframe_failure_reason(15);
pub const SEALFRAME_REASON_METADATA: sealframe_failure_reason = sealframe_failure_reason(16);
pub const SEALFRAME_REASON_EMULATION_PREVENTION: sealframe_failure_reason = sealframe_failure_reason(17);
pub const SEALFRAME_REASON_PARTICIPANT: sealframe_failure_reason = sealframe_failure_reason(18);
pub const SEALFRAME_REASON_KEY_INDEX: sealframe_failure_reason = sealframe_failure_reason(19);
pub const SEALFRAME_REASON_KEY: sealframe_failure_reason = sealframe_failure_reason(20);
pub const SEALFRAME_REASON_ALTERED: sealframe_failure_reason = sealframe_failure_reason(21);

#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct sealframe_payload_origin(pub i32);
pub const SEALFRAME_ORIGIN_RAW: sealframe_payload_origin = sealframe_payload_origin(0);
pub const SEALFRAME_ORIGIN_PACKETIZED: sealframe_payload_origin = sealframe_payload_origin(1);

#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct sealframe_insert_result(pub i32);
pub const SEALFRAME_INSERT_HELD: sealframe_insert_result = sealframe_insert_result(0);
pub const SEALFRAME_INSERT_FRAME_READY: sealframe_insert_result = sealframe_insert_result(1);
pub const SEALFRAME_INSERT_DROPPED: sealframe_insert_result = sealframe_insert_result(2);
pub const SEALFRAME_INSERT_INVALID_ARGUMENT: sealframe_insert_result = sealframe_insert_result(3);

#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct sealframe_drop_reason(pub i32);
pub const SEALFRAME_DROP_NO_DESCRIPTOR: sealframe_drop_reason = sealframe_drop_reason(0);
pub const SEALFRAME_DROP_TOO_LARGE: sealframe_drop_reason = sealframe_drop_reason(1);
pub const SEALFRAME_DROP_SEQUENCE_JUMP: sealframe_drop_reason = sealframe_drop_reason(2);
pub const SEALFRAME_DROP_LATE: sealframe_drop_reason = sealframe_drop_reason(3);
pub const SEALFRAME_DROP_DUPLICATE: sealframe_drop_reason = sealframe_drop_reason(4);
pub const SEALFRAME_DROP_MIXED_ORIGIN: sealframe_drop_reason = sealframe_drop_reason(5);
pub const SEALFRAME_DROP_MIXED_PAYLOAD_TYPE: sealframe_drop_reason = sealframe_drop_reason(6);
pub const SEALFRAME_DROP_MIXED_TIMESTAMP: sealframe_drop_reason = sealframe_drop_reason(7);
pub const SEALFRAME_DROP_TIMED_OUT: sealframe_drop_reason = sealframe_drop_reason(8);
pub const SEALFRAME_DROP_WINDOW_PASSED: sealframe_drop_reason = sealframe_drop_reason(9);
pub const SEALFRAME_DROP_NOT_TAKEN: sealframe_drop_reason = sealframe_drop_reason(10);

#[repr(transparent)]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct sealframe_sdp_decision(pub i32);
pub const SEALFRAME_SDP_PLAIN: sealframe_sdp_decision = sealframe_sdp_decision(0);
pub const SEALFRAME_SDP_SFRAME: sealframe_sdp_decision = sealframe_sdp_decision(1);
pub const SEALFRAME_SDP_STOP: sealframe_sdp_decision = sealframe_sdp_decision(2);
pub const SEALFRAME_SDP_REFUSE: sealframe_sdp_decision = sealframe_sdp_decision(3);

#[repr(C)]
pub struct sealframe_provider {
    _private: [u8; 0],
    _not_send: PhantomData<(*mut u8, PhantomPinned)>,
}

#[repr(C)]
pub struct sealframe_session {
    _private: [u8; 0],
    _not_send: PhantomData<(*mut u8, PhantomPinned)>,
}

#[repr(C)]
pub struct sealframe_send_transform {
    _private: [u8; 0],
    _not_send: PhantomData<(*mut u8, PhantomPinned)>,
}

#[repr(C)]
pub struct sealframe_receive_transform {
    _private: [u8; 0],
    _not_send: PhantomData<(*mut u8, PhantomPinned)>,
}

#[repr(C)]
pub struct sealframe_profile_detector {
    _private: [u8; 0],
    _not_send: PhantomData<(*mut u8, PhantomPinned)>,
}

#[repr(C)]
pub struct sealframe_data_packet_sealer {
    _private: [u8; 0],
    _not_send: PhantomData<(*mut u8, PhantomPinned)>,
}

#[repr(C)]
pub struct sealframe_data_packet_opener {
    _private: [u8; 0],
    _not_send: PhantomData<(*mut u8, PhantomPinned)>,
}

#[repr(C)]
pub struct sealframe_packetizer {
    _private: [u8; 0],
    _not_send: PhantomData<(*mut u8, PhantomPinned)>,
}

#[repr(C)]
pub struct sealframe_depacketizer {
    _private: [u8; 0],
    _not_send: PhantomData<(*mut u8, PhantomPinned)>,
}

#[repr(C)]
pub struct sealframe_sdp {
    _private: [u8; 0],
    _not_send: PhantomData<(*mut u8, PhantomPinned)>,
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct sealframe_error {
    pub struct_size: usize,
    pub message: [c_char; 256],
}

impl Default for sealframe_error {
    fn default() -> Self {
        // SAFETY: zero is a value of every field.
        let mut made: Self = unsafe { std::mem::zeroed() };
        made.struct_size = std::mem::size_of::<Self>();
        made
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct sealframe_profile_info {
    pub struct_size: usize,
    pub max_key_index: u64,
    pub seals_whole_frames: u32,
    pub takes_metadata: u32,
    pub allows_shared_key: u32,
    pub needs_sender_numbers: u32,
    pub key_kinds: u32,
    pub reserved: u32,
}

impl Default for sealframe_profile_info {
    fn default() -> Self {
        // SAFETY: zero is a value of every field.
        let mut made: Self = unsafe { std::mem::zeroed() };
        made.struct_size = std::mem::size_of::<Self>();
        made
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct sealframe_provider_options {
    pub struct_size: usize,
    pub profile: *const c_char,
    pub key_mode: sealframe_key_mode,
    pub max_keys_per_participant: u32,
    pub ratchet_overlap_ms: u64,
    pub counter_reservations_folder: *const c_char,
    pub suite: sealframe_suite,
    pub ratchet_bits: u32,
    pub shared_sender_bits: u32,
    pub shared_epoch_bits: u32,
    pub shared_context: u64,
    pub per_ssrc: u32,
    pub key_bits: u32,
    pub key_ring_size: u32,
    pub ratchet_window: u32,
    pub salt: *const u8,
    pub salt_size: usize,
    pub allow_av1: u32,
    pub strip_packet_trailer: u32,
    pub failure_tolerance: u32,
    pub accept_plain: u32,
    pub has_ratchet_window: u32,
    pub allow_short_tags: u32,
    pub replay_window: u32,
    pub cisco_mls: u32,
    pub reserve_counters: Option<unsafe extern "C" fn(reserve_counters_user_data: *mut c_void, fingerprint: *const u8, count: u64, begin: *mut u64) -> sealframe_status>,
    pub reserve_counters_user_data: *mut c_void,
}

impl Default for sealframe_provider_options {
    fn default() -> Self {
        // SAFETY: zero is a value of every field.
        let mut made: Self = unsafe { std::mem::zeroed() };
        made.struct_size = std::mem::size_of::<Self>();
        made
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct sealframe_current_key {
    pub struct_size: usize,
    pub key_index: u64,
    pub step: u64,
    pub key_size: usize,
    pub kind: sealframe_key_kind,
    pub reserved: u32,
}

impl Default for sealframe_current_key {
    fn default() -> Self {
        // SAFETY: zero is a value of every field.
        let mut made: Self = unsafe { std::mem::zeroed() };
        made.struct_size = std::mem::size_of::<Self>();
        made
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct sealframe_session_options {
    pub struct_size: usize,
    pub pass_frame_when_cryptor_not_ready: u32,
    pub allow_no_key: u32,
    pub wake: Option<unsafe extern "C" fn(wake_user_data: *mut c_void)>,
    pub wake_user_data: *mut c_void,
}

impl Default for sealframe_session_options {
    fn default() -> Self {
        // SAFETY: zero is a value of every field.
        let mut made: Self = unsafe { std::mem::zeroed() };
        made.struct_size = std::mem::size_of::<Self>();
        made
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct sealframe_event {
    pub struct_size: usize,
    pub participant: *const c_char,
    pub kid: u64,
    pub kind: sealframe_event_kind,
    pub state: sealframe_stream_state,
    pub track: *const c_char,
    pub media: sealframe_media,
    pub direction: sealframe_direction,
    pub reason: sealframe_frame_status,
    pub reserved: u32,
}

impl Default for sealframe_event {
    fn default() -> Self {
        // SAFETY: zero is a value of every field.
        let mut made: Self = unsafe { std::mem::zeroed() };
        made.struct_size = std::mem::size_of::<Self>();
        made
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct sealframe_frame_info {
    pub struct_size: usize,
    pub codec: sealframe_codec,
    pub is_key_frame: u32,
    pub ssrc: u32,
    pub rtp_timestamp: u32,
    pub metadata: *const u8,
    pub metadata_size: usize,
    pub token: u64,
}

impl Default for sealframe_frame_info {
    fn default() -> Self {
        // SAFETY: zero is a value of every field.
        let mut made: Self = unsafe { std::mem::zeroed() };
        made.struct_size = std::mem::size_of::<Self>();
        made
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct sealframe_frame_result {
    pub struct_size: usize,
    pub size: usize,
    pub kid: u64,
}

impl Default for sealframe_frame_result {
    fn default() -> Self {
        // SAFETY: zero is a value of every field.
        let mut made: Self = unsafe { std::mem::zeroed() };
        made.struct_size = std::mem::size_of::<Self>();
        made
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct sealframe_stream_config {
    pub struct_size: usize,
    pub participant: *const c_char,
    pub track: *const c_char,
    pub media: sealframe_media,
    pub hold_max_frames: u32,
    pub hold_max_bytes: usize,
    pub hold_max_age_ms: u64,
}

impl Default for sealframe_stream_config {
    fn default() -> Self {
        // SAFETY: zero is a value of every field.
        let mut made: Self = unsafe { std::mem::zeroed() };
        made.struct_size = std::mem::size_of::<Self>();
        made
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct sealframe_seal_job {
    pub struct_size: usize,
    pub transform: *mut sealframe_send_transform,
    pub info: *const sealframe_frame_info,
    pub frame: *const u8,
    pub frame_size: usize,
    pub out: *mut u8,
    pub out_capacity: usize,
    pub result: *mut sealframe_frame_result,
    pub status: sealframe_frame_status,
    pub reserved: u32,
}

impl Default for sealframe_seal_job {
    fn default() -> Self {
        // SAFETY: zero is a value of every field.
        let mut made: Self = unsafe { std::mem::zeroed() };
        made.struct_size = std::mem::size_of::<Self>();
        made
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct sealframe_open_job {
    pub struct_size: usize,
    pub transform: *mut sealframe_receive_transform,
    pub info: *const sealframe_frame_info,
    pub frame: *const u8,
    pub frame_size: usize,
    pub out: *mut u8,
    pub out_capacity: usize,
    pub result: *mut sealframe_frame_result,
    pub status: sealframe_frame_status,
    pub reserved: u32,
}

impl Default for sealframe_open_job {
    fn default() -> Self {
        // SAFETY: zero is a value of every field.
        let mut made: Self = unsafe { std::mem::zeroed() };
        made.struct_size = std::mem::size_of::<Self>();
        made
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct sealframe_stream_stats {
    pub struct_size: usize,
    pub frames_in: u64,
    pub bytes_in: u64,
    pub frames_out: u64,
    pub bytes_out: u64,
    pub frames_measured: u64,
    pub latency_p50_ns: u64,
    pub latency_p90_ns: u64,
    pub latency_p99_ns: u64,
    pub latency_p100_ns: u64,
    pub frames_by_status: [u64; MAX_FRAME_STATUSES],
}

impl Default for sealframe_stream_stats {
    fn default() -> Self {
        // SAFETY: zero is a value of every field.
        let mut made: Self = unsafe { std::mem::zeroed() };
        made.struct_size = std::mem::size_of::<Self>();
        made
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct sealframe_key_stats {
    pub struct_size: usize,
    pub kid: u64,
    pub frames_opened: u64,
    pub frames_replayed: u64,
}

impl Default for sealframe_key_stats {
    fn default() -> Self {
        // SAFETY: zero is a value of every field.
        let mut made: Self = unsafe { std::mem::zeroed() };
        made.struct_size = std::mem::size_of::<Self>();
        made
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct sealframe_data_packet_header {
    pub struct_size: usize,
    pub iv: [u8; 12],
    pub key_index: u32,
}

impl Default for sealframe_data_packet_header {
    fn default() -> Self {
        // SAFETY: zero is a value of every field.
        let mut made: Self = unsafe { std::mem::zeroed() };
        made.struct_size = std::mem::size_of::<Self>();
        made
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct sealframe_inspection {
    pub struct_size: usize,
    pub profile: *const c_char,
    pub kid: u64,
    pub counter: u64,
    pub header_size: usize,
    pub clear_size: usize,
    pub ciphertext_size: usize,
    pub tag_size: usize,
    pub nonce_size: usize,
    pub ranges_size: usize,
    pub trailer_size: usize,
}

impl Default for sealframe_inspection {
    fn default() -> Self {
        // SAFETY: zero is a value of every field.
        let mut made: Self = unsafe { std::mem::zeroed() };
        made.struct_size = std::mem::size_of::<Self>();
        made
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct sealframe_diagnosis_key {
    pub struct_size: usize,
    pub participant: *const c_char,
    pub key_index: u64,
    pub step: u64,
    pub key: *const u8,
    pub key_size: usize,
    pub kind: sealframe_key_kind,
    pub any_key_index: u32,
}

impl Default for sealframe_diagnosis_key {
    fn default() -> Self {
        // SAFETY: zero is a value of every field.
        let mut made: Self = unsafe { std::mem::zeroed() };
        made.struct_size = std::mem::size_of::<Self>();
        made
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct sealframe_diagnosis {
    pub struct_size: usize,
    pub status: sealframe_frame_status,
    pub reason: sealframe_failure_reason,
    pub num_reasons: u32,
    pub num_possible: u32,
    pub reasons: [sealframe_failure_reason; MAX_DIAGNOSIS_REASONS],
    pub possible: [sealframe_failure_reason; MAX_DIAGNOSIS_REASONS],
    pub opened_size: usize,
    pub explanation: [c_char; 1024],
}

impl Default for sealframe_diagnosis {
    fn default() -> Self {
        // SAFETY: zero is a value of every field.
        let mut made: Self = unsafe { std::mem::zeroed() };
        made.struct_size = std::mem::size_of::<Self>();
        made
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct sealframe_payload {
    pub struct_size: usize,
    pub size: usize,
    pub marker: u32,
    pub is_first: u32,
    pub is_last: u32,
    pub reserved: u32,
}

impl Default for sealframe_payload {
    fn default() -> Self {
        // SAFETY: zero is a value of every field.
        let mut made: Self = unsafe { std::mem::zeroed() };
        made.struct_size = std::mem::size_of::<Self>();
        made
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct sealframe_depacketizer_options {
    pub struct_size: usize,
    pub max_packets: usize,
    pub max_payload_size: usize,
    pub timeout_ms: u64,
}

impl Default for sealframe_depacketizer_options {
    fn default() -> Self {
        // SAFETY: zero is a value of every field.
        let mut made: Self = unsafe { std::mem::zeroed() };
        made.struct_size = std::mem::size_of::<Self>();
        made
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct sealframe_rtp_packet {
    pub struct_size: usize,
    pub payload: *const u8,
    pub payload_size: usize,
    pub received_ms: u64,
    pub sequence_number: u32,
    pub timestamp: u32,
    pub payload_type: u32,
    pub marker: u32,
}

impl Default for sealframe_rtp_packet {
    fn default() -> Self {
        // SAFETY: zero is a value of every field.
        let mut made: Self = unsafe { std::mem::zeroed() };
        made.struct_size = std::mem::size_of::<Self>();
        made
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct sealframe_depacketized_frame {
    pub struct_size: usize,
    pub size: usize,
    pub first_sequence: u64,
    pub last_sequence: u64,
    pub timestamp: u32,
    pub payload_type: u32,
    pub marker: u32,
    pub origin: sealframe_payload_origin,
}

impl Default for sealframe_depacketized_frame {
    fn default() -> Self {
        // SAFETY: zero is a value of every field.
        let mut made: Self = unsafe { std::mem::zeroed() };
        made.struct_size = std::mem::size_of::<Self>();
        made
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct sealframe_depacketizer_stats {
    pub struct_size: usize,
    pub packets_received: u64,
    pub packets_delivered: u64,
    pub frames_delivered: u64,
    pub packets_dropped: [u64; MAX_DROP_REASONS],
}

impl Default for sealframe_depacketizer_stats {
    fn default() -> Self {
        // SAFETY: zero is a value of every field.
        let mut made: Self = unsafe { std::mem::zeroed() };
        made.struct_size = std::mem::size_of::<Self>();
        made
    }
}

#[repr(C)]
#[derive(Clone, Copy)]
pub struct sealframe_sdp_section {
    pub struct_size: usize,
    pub mid: *const c_char,
    pub is_rtp: u32,
    pub is_rejected: u32,
    pub has_sframe: u32,
    pub reserved: u32,
}

impl Default for sealframe_sdp_section {
    fn default() -> Self {
        // SAFETY: zero is a value of every field.
        let mut made: Self = unsafe { std::mem::zeroed() };
        made.struct_size = std::mem::size_of::<Self>();
        made
    }
}

pub type sealframe_event_callback = Option<unsafe extern "C" fn(event: *const sealframe_event, user_data: *mut c_void)>;

extern "C" {
    pub fn sealframe_abi_version() -> u32;
    pub fn sealframe_version() -> *const c_char;
    pub fn sealframe_status_name(status: sealframe_status) -> *const c_char;
    pub fn sealframe_profile_name(index: usize) -> *const c_char;
    pub fn sealframe_profile_get_info(profile: *const c_char, info: *mut sealframe_profile_info) -> sealframe_status;
    pub fn sealframe_suite_name(suite: sealframe_suite) -> *const c_char;
    pub fn sealframe_suite_from_name(name: *const c_char, suite: *mut sealframe_suite) -> sealframe_status;
    pub fn sealframe_provider_create(options: *const sealframe_provider_options, provider: *mut *mut sealframe_provider, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_provider_destroy(provider: *mut sealframe_provider);
    pub fn sealframe_provider_add_local_participant(provider: *mut sealframe_provider, participant: *const c_char, sender_number: *const u64, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_provider_add_remote_participant(provider: *mut sealframe_provider, participant: *const c_char, sender_number: *const u64, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_provider_remove_participant(provider: *mut sealframe_provider, participant: *const c_char, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_provider_add_ssrc(provider: *mut sealframe_provider, participant: *const c_char, ssrc: u32, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_provider_set_key(provider: *mut sealframe_provider, participant: *const c_char, key_index: u64, step: u64, key: *const u8, key_size: usize, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_provider_set_passphrase(provider: *mut sealframe_provider, participant: *const c_char, key_index: u64, step: u64, passphrase: *const u8, passphrase_size: usize, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_provider_set_aead_key(provider: *mut sealframe_provider, participant: *const c_char, key_index: u64, step: u64, key: *const u8, key_size: usize, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_provider_set_derived_key(provider: *mut sealframe_provider, participant: *const c_char, key_index: u64, key: *const u8, key_size: usize, salt: *const u8, salt_size: usize, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_provider_set_shared_key(provider: *mut sealframe_provider, key_index: u64, key: *const u8, key_size: usize, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_provider_set_shared_passphrase(provider: *mut sealframe_provider, key_index: u64, passphrase: *const u8, passphrase_size: usize, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_provider_set_shared_aead_key(provider: *mut sealframe_provider, key_index: u64, key: *const u8, key_size: usize, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_provider_activate(provider: *mut sealframe_provider, participant: *const c_char, key_index: u64, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_provider_retire(provider: *mut sealframe_provider, participant: *const c_char, key_index: u64, overlap_ms: u64, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_provider_retire_shared_key(provider: *mut sealframe_provider, key_index: u64, overlap_ms: u64, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_provider_ratchet(provider: *mut sealframe_provider, participant: *const c_char, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_provider_set_server_trailer(provider: *mut sealframe_provider, trailer: *const u8, trailer_size: usize, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_provider_set_dave_passthrough(provider: *mut sealframe_provider, sends_plain: u32, accepts_plain: u32, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_provider_current_key(provider: *mut sealframe_provider, participant: *const c_char, current: *mut sealframe_current_key, key: *mut u8, capacity: usize, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_session_create(provider: *mut sealframe_provider, options: *const sealframe_session_options, session: *mut *mut sealframe_session, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_session_destroy(session: *mut sealframe_session);
    pub fn sealframe_session_set_e2ee_enabled(session: *mut sealframe_session, enabled: u32) -> sealframe_status;
    pub fn sealframe_session_is_e2ee_enabled(session: *const sealframe_session) -> u32;
    pub fn sealframe_stream_state_name(state: sealframe_stream_state) -> *const c_char;
    pub fn sealframe_frame_status_name(status: sealframe_frame_status) -> *const c_char;
    pub fn sealframe_event_kind_name(kind: sealframe_event_kind) -> *const c_char;
    pub fn sealframe_session_poll(session: *mut sealframe_session, callback: sealframe_event_callback, user_data: *mut c_void) -> sealframe_status;
    pub fn sealframe_codec_from_name(name: *const c_char) -> sealframe_codec;
    pub fn sealframe_send_transform_create(session: *mut sealframe_session, config: *const sealframe_stream_config, transform: *mut *mut sealframe_send_transform, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_send_transform_destroy(transform: *mut sealframe_send_transform);
    pub fn sealframe_send_transform_max_sealed_size(transform: *const sealframe_send_transform, frame_size: usize) -> usize;
    pub fn sealframe_send_transform_seal(transform: *mut sealframe_send_transform, info: *const sealframe_frame_info, frame: *const u8, frame_size: usize, out: *mut u8, out_capacity: usize, result: *mut sealframe_frame_result) -> sealframe_frame_status;
    pub fn sealframe_receive_transform_create(session: *mut sealframe_session, config: *const sealframe_stream_config, transform: *mut *mut sealframe_receive_transform, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_receive_transform_destroy(transform: *mut sealframe_receive_transform);
    pub fn sealframe_receive_transform_max_opened_size(transform: *const sealframe_receive_transform, sealed_size: usize) -> usize;
    pub fn sealframe_receive_transform_open(transform: *mut sealframe_receive_transform, info: *const sealframe_frame_info, frame: *const u8, frame_size: usize, out: *mut u8, out_capacity: usize, result: *mut sealframe_frame_result) -> sealframe_frame_status;
    pub fn sealframe_receive_transform_open_held(transform: *mut sealframe_receive_transform, info: *mut sealframe_frame_info, out: *mut u8, out_capacity: usize, result: *mut sealframe_frame_result) -> sealframe_frame_status;
    pub fn sealframe_receive_transform_next_held_size(transform: *mut sealframe_receive_transform) -> usize;
    pub fn sealframe_receive_transform_num_held(transform: *const sealframe_receive_transform) -> usize;
    pub fn sealframe_receive_transform_held_token(transform: *const sealframe_receive_transform, index: usize) -> u64;
    pub fn sealframe_seal_batch(jobs: *const *mut sealframe_seal_job, num_jobs: usize) -> sealframe_status;
    pub fn sealframe_open_batch(jobs: *const *mut sealframe_open_job, num_jobs: usize) -> sealframe_status;
    pub fn sealframe_send_transform_get_stats(transform: *const sealframe_send_transform, stats: *mut sealframe_stream_stats) -> sealframe_status;
    pub fn sealframe_receive_transform_get_stats(transform: *const sealframe_receive_transform, stats: *mut sealframe_stream_stats) -> sealframe_status;
    pub fn sealframe_receive_transform_get_key_stats(transform: *const sealframe_receive_transform, index: usize, stats: *mut sealframe_key_stats) -> sealframe_status;
    pub fn sealframe_profile_detector_create(sessions: *const *mut sealframe_session, num_sessions: usize, config: *const sealframe_stream_config, detector: *mut *mut sealframe_profile_detector, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_profile_detector_destroy(detector: *mut sealframe_profile_detector);
    pub fn sealframe_profile_detector_max_opened_size(detector: *const sealframe_profile_detector, sealed_size: usize) -> usize;
    pub fn sealframe_profile_detector_open(detector: *mut sealframe_profile_detector, info: *const sealframe_frame_info, frame: *const u8, frame_size: usize, out: *mut u8, out_capacity: usize, result: *mut sealframe_frame_result) -> sealframe_frame_status;
    pub fn sealframe_profile_detector_detected(detector: *const sealframe_profile_detector, index: *mut usize) -> sealframe_status;
    pub fn sealframe_profile_detector_get_stats(detector: *const sealframe_profile_detector, index: usize, stats: *mut sealframe_stream_stats) -> sealframe_status;
    pub fn sealframe_data_packet_sealed_size(packet_size: usize) -> usize;
    pub fn sealframe_data_packet_sealer_create(provider: *mut sealframe_provider, participant: *const c_char, sealer: *mut *mut sealframe_data_packet_sealer, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_data_packet_sealer_destroy(sealer: *mut sealframe_data_packet_sealer);
    pub fn sealframe_data_packet_sealer_seal(sealer: *mut sealframe_data_packet_sealer, packet: *const u8, packet_size: usize, out: *mut u8, out_capacity: usize, header: *mut sealframe_data_packet_header, result: *mut sealframe_frame_result) -> sealframe_frame_status;
    pub fn sealframe_data_packet_opener_create(provider: *mut sealframe_provider, participant: *const c_char, opener: *mut *mut sealframe_data_packet_opener, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_data_packet_opener_destroy(opener: *mut sealframe_data_packet_opener);
    pub fn sealframe_data_packet_opener_open(opener: *mut sealframe_data_packet_opener, header: *const sealframe_data_packet_header, sealed: *const u8, sealed_size: usize, out: *mut u8, out_capacity: usize, result: *mut sealframe_frame_result) -> sealframe_frame_status;
    pub fn sealframe_inspect(profile: *const c_char, media: sealframe_media, info: *const sealframe_frame_info, frame: *const u8, frame_size: usize, inspection: *mut sealframe_inspection, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_failure_reason_name(reason: sealframe_failure_reason) -> *const c_char;
    pub fn sealframe_diagnose(options: *const sealframe_provider_options, keys: *const *const sealframe_diagnosis_key, num_keys: usize, media: sealframe_media, info: *const sealframe_frame_info, frame: *const u8, frame_size: usize, diagnosis: *mut sealframe_diagnosis, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_encode_sender_key_id(generation: u64, step: u64, ratchet_bits: u32, kid: *mut u64, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_decode_sender_key_id(kid: u64, ratchet_bits: u32, generation: *mut u64, step: *mut u64, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_encode_mls_key_id(context: u64, index: u64, epoch: u64, sender_bits: u32, epoch_bits: u32, kid: *mut u64, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_decode_mls_key_id(kid: u64, sender_bits: u32, epoch_bits: u32, context: *mut u64, index: *mut u64, epoch: *mut u64, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_packetizer_create(max_payload_size: usize, packetizer: *mut *mut sealframe_packetizer, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_packetizer_destroy(packetizer: *mut sealframe_packetizer);
    pub fn sealframe_packetizer_start(packetizer: *mut sealframe_packetizer, sealed: *const u8, sealed_size: usize, origin: sealframe_payload_origin, marker: u32) -> usize;
    pub fn sealframe_packetizer_next(packetizer: *mut sealframe_packetizer, out: *mut u8, out_capacity: usize, payload: *mut sealframe_payload) -> sealframe_frame_status;
    pub fn sealframe_depacketizer_create(options: *const sealframe_depacketizer_options, depacketizer: *mut *mut sealframe_depacketizer, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_depacketizer_destroy(depacketizer: *mut sealframe_depacketizer);
    pub fn sealframe_depacketizer_insert(depacketizer: *mut sealframe_depacketizer, packet: *const sealframe_rtp_packet) -> sealframe_insert_result;
    pub fn sealframe_depacketizer_next_size(depacketizer: *const sealframe_depacketizer) -> usize;
    pub fn sealframe_depacketizer_next(depacketizer: *mut sealframe_depacketizer, out: *mut u8, out_capacity: usize, frame: *mut sealframe_depacketized_frame) -> sealframe_frame_status;
    pub fn sealframe_depacketizer_get_stats(depacketizer: *const sealframe_depacketizer, stats: *mut sealframe_depacketizer_stats) -> sealframe_status;
    pub fn sealframe_sdp_create(text: *const c_char, sdp: *mut *mut sealframe_sdp, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_sdp_destroy(sdp: *mut sealframe_sdp);
    pub fn sealframe_sdp_text(sdp: *const sealframe_sdp) -> *const c_char;
    pub fn sealframe_sdp_num_sections(sdp: *const sealframe_sdp) -> usize;
    pub fn sealframe_sdp_get_section(sdp: *const sealframe_sdp, section: usize, info: *mut sealframe_sdp_section) -> sealframe_status;
    pub fn sealframe_sdp_add_sframe(sdp: *mut sealframe_sdp, section: usize, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_sdp_remove_sframe(sdp: *mut sealframe_sdp, section: usize, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_sdp_reject_section(sdp: *mut sealframe_sdp, section: usize, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_sdp_check_payload_types(sdp: *const sealframe_sdp, error: *mut sealframe_error) -> sealframe_status;
    pub fn sealframe_sdp_decide(we_want: u32, peer_has: u32) -> sealframe_sdp_decision;
}
