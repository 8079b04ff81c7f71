// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0
// Made from sealframe.h by //tools/bindings:generate. Do not edit.

// Declarations of sealframe.h, which documents them. The module exports the functions,
// and memory.js has the kinds of fields and parameters.

// The texts of each enum's values, by their numbers.

export const STATUS = [
  'ok', 'invalid_argument', 'unsupported', 'not_found', 'already_exists',
  'failed_precondition', 'resource_exhausted', 'unavailable', 'buffer_too_small',
  'internal',
];

export const SUITE = [
  'default', 'AES_128_CTR_HMAC_SHA256_80', 'AES_128_CTR_HMAC_SHA256_64',
  'AES_128_CTR_HMAC_SHA256_32', 'AES_128_GCM_SHA256_128', 'AES_256_GCM_SHA512_128',
  'AES_256_CTR_HMAC_SHA512_80', 'AES_256_CTR_HMAC_SHA512_64',
  'AES_256_CTR_HMAC_SHA512_32',
];

export const KEY_MODE = [
  'per_participant', 'shared',
];

export const KEY_KIND = [
  'bytes', 'passphrase', 'aead',
];

export const MEDIA = [
  'audio', 'video',
];

export const DIRECTION = [
  'send', 'receive',
];

export const STREAM_STATE = [
  'new', 'ok', 'encryption_failed', 'decryption_failed', 'missing_key', 'key_ratcheted',
  'internal_error', 'stalled',
];

export const FRAME_STATUS = [
  'ok', 'passed_through', 'held', 'no_frame', 'not_ready', 'missing_key', 'malformed',
  'replayed', 'not_authentic', 'key_exhausted', 'counter_not_reserved', 'hold_expired',
  'too_large', 'metadata_too_large', 'buffer_too_small', 'buffers_overlap',
  'unsupported_codec', 'internal_error', 'invalid_argument', 'key_forked',
  'not_packetizable',
];

export const EVENT_KIND = [
  'stream_state', 'key_near_limit', 'key_limit_reached', 'reservation_failed',
];

export const CODEC = [
  'unknown', 'opus', 'vp8', 'vp9', 'h264', 'h265', 'av1',
];

// Each enum by the kind of its values.
export const ENUMS = {
  status: STATUS,
  suite: SUITE,
  key_mode: KEY_MODE,
  key_kind: KEY_KIND,
  media: MEDIA,
  direction: DIRECTION,
  stream_state: STREAM_STATE,
  frame_status: FRAME_STATUS,
  event_kind: EVENT_KIND,
  codec: CODEC,
};

// The size of each struct, and the offset, kind and count of each field.
export const STRUCTS = {
  error: {size: 260, fields: {
    structSize: [0, 'size'],
    message: [4, 'char', 256],
  }},
  providerOptions: {size: 120, fields: {
    structSize: [0, 'size'],
    profile: [4, 'string'],
    keyMode: [8, 'key_mode'],
    maxKeysPerParticipant: [12, 'u32'],
    ratchetOverlapMs: [16, 'u64'],
    counterReservationsFolder: [24, 'string'],
    suite: [28, 'suite'],
    ratchetBits: [32, 'u32'],
    sharedSenderBits: [36, 'u32'],
    sharedEpochBits: [40, 'u32'],
    sharedContext: [48, 'u64'],
    perSsrc: [56, 'u32'],
    keyBits: [60, 'u32'],
    keyRingSize: [64, 'u32'],
    ratchetWindow: [68, 'u32'],
    salt: [72, 'bytes'],
    allowAv1: [80, 'u32'],
    stripPacketTrailer: [84, 'u32'],
    failureTolerance: [88, 'u32'],
    acceptPlain: [92, 'u32'],
    hasRatchetWindow: [96, 'u32'],
    allowShortTags: [100, 'u32'],
    replayWindow: [104, 'u32'],
    ciscoMls: [108, 'u32'],
    reserveCounters: [112, 'pointer'],
    reserveCountersUserData: [116, 'pointer'],
  }},
  currentKey: {size: 40, fields: {
    structSize: [0, 'size'],
    keyIndex: [8, 'u64'],
    step: [16, 'u64'],
    keySize: [24, 'size'],
    kind: [28, 'key_kind'],
    reserved: [32, 'u32'],
  }},
  sessionOptions: {size: 20, fields: {
    structSize: [0, 'size'],
    passFrameWhenCryptorNotReady: [4, 'u32'],
    allowNoKey: [8, 'u32'],
    wake: [12, 'pointer'],
    wakeUserData: [16, 'pointer'],
  }},
  event: {size: 48, fields: {
    structSize: [0, 'size'],
    participant: [4, 'string'],
    kid: [8, 'u64'],
    kind: [16, 'event_kind'],
    state: [20, 'stream_state'],
    track: [24, 'string'],
    media: [28, 'media'],
    direction: [32, 'direction'],
    reason: [36, 'frame_status'],
    reserved: [40, 'u32'],
  }},
  frameInfo: {size: 40, fields: {
    structSize: [0, 'size'],
    codec: [4, 'codec'],
    isKeyFrame: [8, 'u32'],
    ssrc: [12, 'u32'],
    rtpTimestamp: [16, 'u32'],
    metadata: [20, 'bytes'],
    token: [32, 'u64'],
  }},
  frameResult: {size: 16, fields: {
    structSize: [0, 'size'],
    size: [4, 'size'],
    kid: [8, 'u64'],
  }},
  streamConfig: {size: 32, fields: {
    structSize: [0, 'size'],
    participant: [4, 'string'],
    track: [8, 'string'],
    media: [12, 'media'],
    holdMaxFrames: [16, 'u32'],
    holdMaxBytes: [20, 'size'],
    holdMaxAgeMs: [24, 'u64'],
  }},
  sealJob: {size: 40, fields: {
    structSize: [0, 'size'],
    transform: [4, 'pointer'],
    info: [8, 'pointer'],
    frame: [12, 'bytes'],
    out: [20, 'pointer'],
    outCapacity: [24, 'size'],
    result: [28, 'pointer'],
    status: [32, 'frame_status'],
    reserved: [36, 'u32'],
  }},
  openJob: {size: 40, fields: {
    structSize: [0, 'size'],
    transform: [4, 'pointer'],
    info: [8, 'pointer'],
    frame: [12, 'bytes'],
    out: [20, 'pointer'],
    outCapacity: [24, 'size'],
    result: [28, 'pointer'],
    status: [32, 'frame_status'],
    reserved: [36, 'u32'],
  }},
  streamStats: {size: 592, fields: {
    structSize: [0, 'size'],
    framesIn: [8, 'u64'],
    bytesIn: [16, 'u64'],
    framesOut: [24, 'u64'],
    bytesOut: [32, 'u64'],
    framesMeasured: [40, 'u64'],
    latencyP50Ns: [48, 'u64'],
    latencyP90Ns: [56, 'u64'],
    latencyP99Ns: [64, 'u64'],
    latencyP100Ns: [72, 'u64'],
    framesByStatus: [80, 'u64', 64],
  }},
  keyStats: {size: 32, fields: {
    structSize: [0, 'size'],
    kid: [8, 'u64'],
    framesOpened: [16, 'u64'],
    framesReplayed: [24, 'u64'],
  }},
  dataPacketHeader: {size: 20, fields: {
    structSize: [0, 'size'],
    iv: [4, 'u8', 12],
    keyIndex: [16, 'u32'],
  }},
  inspection: {size: 56, fields: {
    structSize: [0, 'size'],
    profile: [4, 'string'],
    kid: [8, 'u64'],
    counter: [16, 'u64'],
    headerSize: [24, 'size'],
    clearSize: [28, 'size'],
    ciphertextSize: [32, 'size'],
    tagSize: [36, 'size'],
    nonceSize: [40, 'size'],
    rangesSize: [44, 'size'],
    trailerSize: [48, 'size'],
  }},
};

// What each function returns, and the kinds of its parameters.
export const FUNCTIONS = {
  version: ['string'],
  provider_create: ['status', 'in providerOptions', 'out handle', 'error'],
  provider_destroy: ['void', 'handle'],
  provider_add_local_participant: ['status', 'handle', 'string', 'in u64', 'error'],
  provider_add_remote_participant: ['status', 'handle', 'string', 'in u64', 'error'],
  provider_remove_participant: ['status', 'handle', 'string', 'error'],
  provider_add_ssrc: ['status', 'handle', 'string', 'u32', 'error'],
  provider_set_key: ['status', 'handle', 'string', 'u64', 'u64', 'bytes', 'error'],
  provider_set_passphrase: ['status', 'handle', 'string', 'u64', 'u64', 'bytes', 'error'],
  provider_set_aead_key: ['status', 'handle', 'string', 'u64', 'u64', 'bytes', 'error'],
  provider_set_derived_key: ['status', 'handle', 'string', 'u64', 'bytes', 'bytes', 'error'],
  provider_set_shared_key: ['status', 'handle', 'u64', 'bytes', 'error'],
  provider_set_shared_passphrase: ['status', 'handle', 'u64', 'bytes', 'error'],
  provider_set_shared_aead_key: ['status', 'handle', 'u64', 'bytes', 'error'],
  provider_activate: ['status', 'handle', 'string', 'u64', 'error'],
  provider_retire: ['status', 'handle', 'string', 'u64', 'u64', 'error'],
  provider_retire_shared_key: ['status', 'handle', 'u64', 'u64', 'error'],
  provider_ratchet: ['status', 'handle', 'string', 'error'],
  provider_set_server_trailer: ['status', 'handle', 'bytes', 'error'],
  provider_set_dave_passthrough: ['status', 'handle', 'u32', 'u32', 'error'],
  provider_current_key: ['status', 'handle', 'string', 'out currentKey', 'pointer', 'size', 'error'],
  session_create: ['status', 'handle', 'in sessionOptions', 'out handle', 'error'],
  session_destroy: ['void', 'handle'],
  session_set_e2ee_enabled: ['status', 'handle', 'u32'],
  session_is_e2ee_enabled: ['u32', 'handle'],
  session_poll: ['status', 'handle', 'pointer', 'pointer'],
  send_transform_create: ['status', 'handle', 'in streamConfig', 'out handle', 'error'],
  send_transform_destroy: ['void', 'handle'],
  send_transform_max_sealed_size: ['size', 'handle', 'size'],
  send_transform_seal: ['frame_status', 'handle', 'in frameInfo', 'bytes', 'pointer', 'size', 'out frameResult'],
  receive_transform_create: ['status', 'handle', 'in streamConfig', 'out handle', 'error'],
  receive_transform_destroy: ['void', 'handle'],
  receive_transform_max_opened_size: ['size', 'handle', 'size'],
  receive_transform_open: ['frame_status', 'handle', 'in frameInfo', 'bytes', 'pointer', 'size', 'out frameResult'],
  receive_transform_open_held: ['frame_status', 'handle', 'out frameInfo', 'pointer', 'size', 'out frameResult'],
  receive_transform_next_held_size: ['size', 'handle'],
  receive_transform_num_held: ['size', 'handle'],
  receive_transform_held_token: ['u64', 'handle', 'size'],
  seal_batch: ['status', 'pointer', 'size'],
  open_batch: ['status', 'pointer', 'size'],
  send_transform_get_stats: ['status', 'handle', 'out streamStats'],
  receive_transform_get_stats: ['status', 'handle', 'out streamStats'],
  receive_transform_get_key_stats: ['status', 'handle', 'size', 'out keyStats'],
  data_packet_sealed_size: ['size', 'size'],
  data_packet_sealer_create: ['status', 'handle', 'string', 'out handle', 'error'],
  data_packet_sealer_destroy: ['void', 'handle'],
  data_packet_sealer_seal: ['frame_status', 'handle', 'bytes', 'pointer', 'size', 'out dataPacketHeader', 'out frameResult'],
  data_packet_opener_create: ['status', 'handle', 'string', 'out handle', 'error'],
  data_packet_opener_destroy: ['void', 'handle'],
  data_packet_opener_open: ['frame_status', 'handle', 'in dataPacketHeader', 'bytes', 'pointer', 'size', 'out frameResult'],
  inspect: ['status', 'string', 'media', 'in frameInfo', 'bytes', 'out inspection', 'error'],
  encode_sender_key_id: ['status', 'u64', 'u64', 'u32', 'out u64', 'error'],
  decode_sender_key_id: ['status', 'u64', 'u32', 'out u64', 'out u64', 'error'],
  encode_mls_key_id: ['status', 'u64', 'u64', 'u64', 'u32', 'u32', 'out u64', 'error'],
  decode_mls_key_id: ['status', 'u64', 'u32', 'u32', 'out u64', 'out u64', 'out u64', 'error'],
};
