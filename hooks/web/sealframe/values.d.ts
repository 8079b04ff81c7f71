// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0
// Made from sealframe.h by //tools/bindings:generate. Do not edit.

// The values of each enum of sealframe.h, which documents them.

export type Status = 'ok' | 'invalid_argument' | 'unsupported' | 'not_found'
    | 'already_exists' | 'failed_precondition' | 'resource_exhausted' | 'unavailable'
    | 'buffer_too_small' | 'internal';

export type Suite = 'default' | 'AES_128_CTR_HMAC_SHA256_80'
    | 'AES_128_CTR_HMAC_SHA256_64' | 'AES_128_CTR_HMAC_SHA256_32'
    | 'AES_128_GCM_SHA256_128' | 'AES_256_GCM_SHA512_128' | 'AES_256_CTR_HMAC_SHA512_80'
    | 'AES_256_CTR_HMAC_SHA512_64' | 'AES_256_CTR_HMAC_SHA512_32';

export type KeyMode = 'per_participant' | 'shared';

export type KeyKind = 'bytes' | 'passphrase' | 'aead';

export type Media = 'audio' | 'video';

export type Direction = 'send' | 'receive';

export type StreamState = 'new' | 'ok' | 'encryption_failed' | 'decryption_failed'
    | 'missing_key' | 'key_ratcheted' | 'internal_error' | 'stalled';

export type FrameStatus = 'ok' | 'passed_through' | 'held' | 'no_frame' | 'not_ready'
    | 'missing_key' | 'malformed' | 'replayed' | 'not_authentic' | 'key_exhausted'
    | 'counter_not_reserved' | 'hold_expired' | 'too_large' | 'metadata_too_large'
    | 'buffer_too_small' | 'buffers_overlap' | 'unsupported_codec' | 'internal_error'
    | 'invalid_argument' | 'key_forked' | 'not_packetizable';

export type EventKind = 'stream_state' | 'key_near_limit' | 'key_limit_reached'
    | 'reservation_failed';

export type Codec = 'unknown' | 'opus' | 'vp8' | 'vp9' | 'h264' | 'h265' | 'av1';
