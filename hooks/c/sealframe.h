// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Sealframe's C interface: end-to-end encryption of encoded media frames.
// C99, and C++; nothing but the C library is needed.
//
// An application makes a provider, which holds keys, then a session over it,
// and from that a transform for each stream in each direction. Transforms seal
// and open frames; `sealframe_session_poll` tells how they fare.
//
// What is true of every function, unless it says otherwise:
//
// Handles. What `_create` makes is its caller's until `_destroy`, which ignores
// NULL. They may be destroyed in any order: a session keeps what it needs of
// its provider, and a transform of both. There is no global state.
//
// Threads. A function is marked
//   [any]     if any threads may call it for one handle at the same time, or
//   [stream]  if one thread at a time may use the handle for it.
// Different handles never need care. `_destroy` comes after the handle's last
// call. Only what says so may call a callback.
//
// Allocation. Functions marked [frame] never allocate, block, wait or log.
//
// Errors. Functions that set keys and configuration return a `sealframe_status`
// and explain it in `*error`, if that is not NULL. On failure nothing is
// changed and every output is NULL or zero. Functions that take frames return
// how the frame ended. A NULL argument that is not marked "may be NULL" is an
// error and never a crash. Memory that runs out ends the process.
//
// Structs. Each begins with `struct_size`, which the caller sets to the
// `sizeof` of the type it was compiled with, all else zero: zero is every
// field's default. So older callers, who know only the beginning of a struct,
// and a newer library understand each other, and the other way round as long as
// the caller uses nothing that the library does not know: a larger struct is
// taken if its unknown tail is zero, and refused if it is not. The library
// fills as much of an output struct as it and the caller know, and zeros the
// rest. A size that no version can have is refused, before anything is done.
// `SEALFRAME_INIT` makes a struct of defaults.
//
// A `reserved` field is zero.
//
// Strings end with a zero byte and are UTF-8. What a function is given, it
// copies. Frames are pointers and sizes; a pointer to no bytes may be NULL.
// Truth is 0 or 1.

#ifndef SEALFRAME_HOOKS_C_SEALFRAME_H_
#define SEALFRAME_HOOKS_C_SEALFRAME_H_

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#if defined(__GNUC__)
#define SEALFRAME_API __attribute__((visibility("default")))
#else
#define SEALFRAME_API
#endif

// An enum's values are fixed, and its size is an int's, in every language.
#if defined(__cplusplus)
#define SEALFRAME_INT32 : int32_t
extern "C" {
#else
#define SEALFRAME_INT32
#endif

// SEALFRAME_INIT makes `*pointer` a struct of defaults:
//   sealframe_error error;
//   SEALFRAME_INIT(&error);
#define SEALFRAME_INIT(pointer)              \
  (memset((pointer), 0, sizeof(*(pointer))), \
   (pointer)->struct_size = sizeof(*(pointer)))

// --- Version ---------------------------------------------------------------

// The version of this interface. It grows by one when something is added, and
// what was there stays as it is; the library's file name changes if it cannot.
#define SEALFRAME_ABI_VERSION 1

// sealframe_abi_version returns the SEALFRAME_ABI_VERSION that the library was
// made with. [any] [frame]
SEALFRAME_API uint32_t sealframe_abi_version(void);

// sealframe_version returns the library's version, for example "0.1.0". [any]
// [frame]
SEALFRAME_API const char* sealframe_version(void);

// --- Errors ----------------------------------------------------------------

// How setting keys or configuration ended.
enum sealframe_status SEALFRAME_INT32 {
  SEALFRAME_OK = 0,
  SEALFRAME_INVALID_ARGUMENT = 1,     // It has no meaning, or is NULL.
  SEALFRAME_UNSUPPORTED = 2,          // The profile has no such thing.
  SEALFRAME_NOT_FOUND = 3,            // No such participant, key or name.
  SEALFRAME_ALREADY_EXISTS = 4,       // It is there, and cannot be replaced.
  SEALFRAME_FAILED_PRECONDITION = 5,  // Not now, or not in this mode.
  SEALFRAME_RESOURCE_EXHAUSTED = 6,   // A limit is reached.
  SEALFRAME_UNAVAILABLE = 7,          // Counters could not be written down.
  SEALFRAME_BUFFER_TOO_SMALL = 8,     // The size that is needed was told.
  SEALFRAME_INTERNAL = 9
};
typedef enum sealframe_status sealframe_status;

// What was wrong, in words. It never holds key material.
typedef struct sealframe_error {
  size_t struct_size;
  char message[256];  // Cut off if longer; empty if nothing was wrong.
} sealframe_error;

// sealframe_status_name returns "ok", "not_found" and so on, or "unknown".
// [any] [frame]
SEALFRAME_API const char* sealframe_status_name(sealframe_status status);

// --- Profiles and suites -----------------------------------------------------

// sealframe_profile_name returns the name of the profile numbered `index` from
// 0 on, for example "sframe", or NULL if there are not so many. [any] [frame]
SEALFRAME_API const char* sealframe_profile_name(size_t index);

// The properties of a profile, apart from options.
typedef struct sealframe_profile_info {
  size_t struct_size;
  uint64_t max_key_index;         // The largest that a frame can name.
  uint32_t seals_whole_frames;    // No byte of the media stays in the clear.
  uint32_t takes_metadata;        // In `sealframe_frame_info`.
  uint32_t allows_shared_key;     // SEALFRAME_KEY_SHARED is possible,
  uint32_t needs_sender_numbers;  // if each participant has a sender number.
  // Bit `1 << kind` is set for each sealframe_key_kind that is accepted.
  uint32_t key_kinds;
  uint32_t reserved;
} sealframe_profile_info;

// sealframe_profile_get_info fills `*info` for the named profile, or zeros it
// and returns SEALFRAME_NOT_FOUND if no profile has that name. [any] [frame]
SEALFRAME_API sealframe_status
sealframe_profile_get_info(const char* profile, sealframe_profile_info* info);

// SFrame's cipher suites, numbered as IANA does. Zero is the default,
// AES_128_GCM_SHA256_128.
enum sealframe_suite SEALFRAME_INT32 {
  SEALFRAME_SUITE_DEFAULT = 0,
  SEALFRAME_AES_128_CTR_HMAC_SHA256_80 = 1,
  SEALFRAME_AES_128_CTR_HMAC_SHA256_64 = 2,
  SEALFRAME_AES_128_CTR_HMAC_SHA256_32 = 3,
  SEALFRAME_AES_128_GCM_SHA256_128 = 4,
  SEALFRAME_AES_256_GCM_SHA512_128 = 5,
  SEALFRAME_AES_256_CTR_HMAC_SHA512_80 = 6,
  SEALFRAME_AES_256_CTR_HMAC_SHA512_64 = 7,
  SEALFRAME_AES_256_CTR_HMAC_SHA512_32 = 8
};
typedef enum sealframe_suite sealframe_suite;

// sealframe_suite_name returns the registered name of `suite`, for example
// "AES_128_GCM_SHA256_128", or NULL if there is none. [any] [frame]
SEALFRAME_API const char* sealframe_suite_name(sealframe_suite suite);

// sealframe_suite_from_name finds a suite by its registered name. [any]
SEALFRAME_API sealframe_status
sealframe_suite_from_name(const char* name, sealframe_suite* suite);

// --- Key providers -----------------------------------------------------------

// Which participants have which keys, for both directions of a session. Keys
// are the application's: the provider derives from them, wipes them, and never
// stores or sends them. A key has one sender: who seals with it in two
// providers or processes repeats nonces, which gives the plaintext away.
typedef struct sealframe_provider sealframe_provider;

enum sealframe_key_mode SEALFRAME_INT32 {
  SEALFRAME_KEY_PER_PARTICIPANT = 0,
  SEALFRAME_KEY_SHARED = 1  // One key for the whole meeting.
};
typedef enum sealframe_key_mode sealframe_key_mode;

// The profiles are "sframe" (RFC 9605), "livekit", "videosdk" (LiveKit's frames
// with VideoSDK's parameters), "jframe" (Jitsi) and "dave" (Discord). A field
// that the profile has no meaning for is refused unless it is zero.
typedef struct sealframe_provider_options {
  size_t struct_size;
  const char* profile;  // The name that all ends agree on. Never NULL.
  sealframe_key_mode key_mode;
  // The most keys that a participant has, up to 256; 0 is 32. A key that
  // ratchets takes one for its step and one for each step ahead.
  uint32_t max_keys_per_participant;
  // How long the steps that a sender has ratcheted past still open late frames;
  // 0 is 10 seconds.
  uint64_t ratchet_overlap_ms;
  // A folder that exists, where counters are written down before they are used,
  // so that they do not repeat when the process starts again under the same
  // key. One provider at a time has it. May be NULL: then no key may be given
  // to a second process or provider. Of no use to livekit, videosdk and jframe,
  // whose counters begin at random.
  const char* counter_reservations_folder;

  // sframe:
  sealframe_suite suite;
  uint32_t ratchet_bits;  // R of RFC 9605, Section 5.1; 0: keys do not ratchet.
  // S and E of Section 5.2, how a shared key's KID is made up. Both 0: 60, 4.
  uint32_t shared_sender_bits;
  uint32_t shared_epoch_bits;
  uint64_t shared_context;  // Its top bits.
  uint32_t per_ssrc;        // Whether each SSRC has keys of its own.

  // livekit, videosdk:
  uint32_t key_bits;        // 128 or 256; 0 is the profile's default.
  uint32_t key_ring_size;   // Up to 256; 0 is the profile's default.
  uint32_t ratchet_window;  // Up to 16; 0 is the profile's default.
  const uint8_t* salt;      // May be NULL: the profile's.
  size_t salt_size;
  uint32_t allow_av1;  // Whether AV1 is sealed, which LiveKit's code refuses.
  uint32_t strip_packet_trailer;  // Whether packet trailers are cut off.
  // After how many frames in a row that do not open a stream gives a key up, as
  // LiveKit does after 10: whoever can inject frames can end a call so. 0:
  // never.
  uint32_t failure_tolerance;
  uint32_t reserved;
} sealframe_provider_options;

// sealframe_provider_create makes a provider without keys. Reads files if it is
// given a folder. [any]
SEALFRAME_API sealframe_status sealframe_provider_create(
    const sealframe_provider_options* options, sealframe_provider** provider,
    sealframe_error* error);

SEALFRAME_API void sealframe_provider_destroy(sealframe_provider* provider);

// sealframe_provider_add_local_participant says that `participant` is this
// end's own: its keys seal. `sender_number` is its own among all participants;
// a shared key of the profile sframe needs it, otherwise it may be NULL. [any]
SEALFRAME_API sealframe_status sealframe_provider_add_local_participant(
    sealframe_provider* provider, const char* participant,
    const uint64_t* sender_number, sealframe_error* error);

// sealframe_provider_add_remote_participant says that `participant` is somebody
// else: its keys open. `sender_number` is as above. With a key per participant,
// setting a key does so by itself. [any]
SEALFRAME_API sealframe_status sealframe_provider_add_remote_participant(
    sealframe_provider* provider, const char* participant,
    const uint64_t* sender_number, sealframe_error* error);

// sealframe_provider_remove_participant forgets `participant` and all its keys.
// Its streams are without a key from their next frame on. [any]
SEALFRAME_API sealframe_status sealframe_provider_remove_participant(
    sealframe_provider* provider, const char* participant,
    sealframe_error* error);

// sealframe_provider_add_ssrc says that `participant` sends a stream `ssrc`.
// Only where each SSRC has keys of its own. [any]
SEALFRAME_API sealframe_status sealframe_provider_add_ssrc(
    sealframe_provider* provider, const char* participant, uint32_t ssrc,
    sealframe_error* error);

// sealframe_provider_set_key adds a key of `participant`, from which the
// profile derives what it needs, numbered `key_index`: a generation, or a ring
// index. Who joins late gets it at ratchet step `step`, which is 0 otherwise. A
// key that was added to seal with cannot be added again. Nobody seals with it
// before it is activated. Only with a key per participant. [any]
SEALFRAME_API sealframe_status sealframe_provider_set_key(
    sealframe_provider* provider, const char* participant, uint64_t key_index,
    uint64_t step, const uint8_t* key, size_t key_size, sealframe_error* error);

// sealframe_provider_set_passphrase is the same with a text that people can
// type. It is another key than the same bytes given to `_set_key`. Takes long,
// by design. [any]
SEALFRAME_API sealframe_status sealframe_provider_set_passphrase(
    sealframe_provider* provider, const char* participant, uint64_t key_index,
    uint64_t step, const uint8_t* passphrase, size_t passphrase_size,
    sealframe_error* error);

// sealframe_provider_set_aead_key is the same with the cipher's key itself,
// from which nothing is derived. [any]
SEALFRAME_API sealframe_status sealframe_provider_set_aead_key(
    sealframe_provider* provider, const char* participant, uint64_t key_index,
    uint64_t step, const uint8_t* key, size_t key_size, sealframe_error* error);

// sealframe_provider_set_shared_key, `..._passphrase` and `..._aead_key` add
// the meeting's key numbered `key_index`: an MLS epoch, or a ring index. A key
// whose number is the same in the bits that travel is evicted. Only with a
// shared key. [any]
SEALFRAME_API sealframe_status sealframe_provider_set_shared_key(
    sealframe_provider* provider, uint64_t key_index, const uint8_t* key,
    size_t key_size, sealframe_error* error);
SEALFRAME_API sealframe_status sealframe_provider_set_shared_passphrase(
    sealframe_provider* provider, uint64_t key_index, const uint8_t* passphrase,
    size_t passphrase_size, sealframe_error* error);
SEALFRAME_API sealframe_status sealframe_provider_set_shared_aead_key(
    sealframe_provider* provider, uint64_t key_index, const uint8_t* key,
    size_t key_size, sealframe_error* error);

// sealframe_provider_activate makes local `participant` seal with key
// `key_index` from its next frame on: once all others can open with it. [any]
SEALFRAME_API sealframe_status sealframe_provider_activate(
    sealframe_provider* provider, const char* participant, uint64_t key_index,
    sealframe_error* error);

// sealframe_provider_retire lets key `key_index` open frames for `overlap_ms`
// more and then forgets it; of a local participant, at once. Only with a key
// per participant. [any]
SEALFRAME_API sealframe_status sealframe_provider_retire(
    sealframe_provider* provider, const char* participant, uint64_t key_index,
    uint64_t overlap_ms, sealframe_error* error);

// sealframe_provider_retire_shared_key does so for all participants. [any]
SEALFRAME_API sealframe_status sealframe_provider_retire_shared_key(
    sealframe_provider* provider, uint64_t key_index, uint64_t overlap_ms,
    sealframe_error* error);

// sealframe_provider_ratchet makes local `participant` seal with the next step
// of its active key from its next frame on. Receivers follow. [any]
SEALFRAME_API sealframe_status
sealframe_provider_ratchet(sealframe_provider* provider,
                           const char* participant, sealframe_error* error);

// sealframe_provider_set_server_trailer sets what the server announced that it
// ends injected frames with; no bytes: nothing. Of those frames only the ones
// that LiveKit knows pass. Only of the profiles livekit and videosdk. [any]
SEALFRAME_API sealframe_status sealframe_provider_set_server_trailer(
    sealframe_provider* provider, const uint8_t* trailer, size_t trailer_size,
    sealframe_error* error);

// sealframe_provider_set_dave_passthrough says whether frames are sent as they
// are, and whether received ones that are not DAVE's pass, for calls that go
// over to DAVE or away from it; the latter goes on for 10 seconds after it was
// switched off. A server can inject frames while it lasts. Only of the profile
// dave. [any]
SEALFRAME_API sealframe_status sealframe_provider_set_dave_passthrough(
    sealframe_provider* provider, uint32_t sends_plain, uint32_t accepts_plain,
    sealframe_error* error);

// By which call a key is given to somebody else.
enum sealframe_key_kind SEALFRAME_INT32 {
  SEALFRAME_KEY_BYTES = 0,       // sealframe_provider_set_key
  SEALFRAME_KEY_PASSPHRASE = 1,  // sealframe_provider_set_passphrase
  SEALFRAME_KEY_AEAD = 2         // sealframe_provider_set_aead_key
};
typedef enum sealframe_key_kind sealframe_key_kind;

typedef struct sealframe_current_key {
  size_t struct_size;
  uint64_t key_index;
  uint64_t step;
  size_t key_size;
  sealframe_key_kind kind;
  uint32_t reserved;
} sealframe_current_key;

// sealframe_provider_current_key says which key and step local `participant`
// seals with, and writes the key at that step to the front of `key`, for
// somebody who joins now. If `capacity` is under `current->key_size`, it fills
// `*current`, leaves `key` as it was and returns SEALFRAME_BUFFER_TOO_SMALL.
// `key` may be NULL if `capacity` is 0. The caller wipes it. [any]
SEALFRAME_API sealframe_status sealframe_provider_current_key(
    sealframe_provider* provider, const char* participant,
    sealframe_current_key* current, uint8_t* key, size_t capacity,
    sealframe_error* error);

// --- Sessions and events -----------------------------------------------------

// The streams of one call. It has no thread of its own.
typedef struct sealframe_session sealframe_session;

typedef struct sealframe_session_options {
  size_t struct_size;
  // What happens to frames before end-to-end encryption is switched on. 0: they
  // are dropped (`discard_frame_when_cryptor_not_ready`). 1: they pass in the
  // clear.
  uint32_t pass_frame_when_cryptor_not_ready;
  uint32_t reserved;
  // Called when a stream has something to tell where it had nothing: to poll
  // soon. It is called from the stream's thread, within seal or open, and must
  // not block or call this library. It and `wake_user_data` stay good until the
  // session and its last transform are destroyed. May be NULL.
  void (*wake)(void* wake_user_data);
  void* wake_user_data;
} sealframe_session_options;

// sealframe_session_create makes a session over `provider`, which must have a
// key. `options` may be NULL for the defaults. [any]
SEALFRAME_API sealframe_status sealframe_session_create(
    sealframe_provider* provider, const sealframe_session_options* options,
    sealframe_session** session, sealframe_error* error);

// sealframe_session_destroy ends the session. Its transforms go on, without
// events.
SEALFRAME_API void sealframe_session_destroy(sealframe_session* session);

// sealframe_session_set_e2ee_enabled switches end-to-end encryption on, or, if
// the application means that, off: frames then pass in the clear, in both
// directions. [any]
SEALFRAME_API sealframe_status sealframe_session_set_e2ee_enabled(
    sealframe_session* session, uint32_t enabled);

// sealframe_session_is_e2ee_enabled returns whether frames are sealed and
// opened; 0 if `session` is NULL. [any] [frame]
SEALFRAME_API uint32_t
sealframe_session_is_e2ee_enabled(const sealframe_session* session);

enum sealframe_media SEALFRAME_INT32 {
  SEALFRAME_AUDIO = 0,
  SEALFRAME_VIDEO = 1
};
typedef enum sealframe_media sealframe_media;

enum sealframe_direction SEALFRAME_INT32 {
  SEALFRAME_SEND = 0,
  SEALFRAME_RECEIVE = 1
};
typedef enum sealframe_direction sealframe_direction;

// How a stream fares.
enum sealframe_stream_state SEALFRAME_INT32 {
  SEALFRAME_STATE_NEW = 0,                // No frame yet.
  SEALFRAME_STATE_OK = 1,                 // Frames are sealed, or opened.
  SEALFRAME_STATE_ENCRYPTION_FAILED = 2,  // A frame could not be sealed.
  SEALFRAME_STATE_DECRYPTION_FAILED = 3,  // Wrong key, or altered.
  SEALFRAME_STATE_MISSING_KEY = 4,        // `kid` says which.
  SEALFRAME_STATE_KEY_RATCHETED = 5,      // The key went on by a step.
  SEALFRAME_STATE_INTERNAL_ERROR = 6
};
typedef enum sealframe_stream_state sealframe_stream_state;

// sealframe_stream_state_name returns "missing_key" and so on, or "unknown".
// [any] [frame]
SEALFRAME_API const char* sealframe_stream_state_name(
    sealframe_stream_state state);

enum sealframe_event_kind SEALFRAME_INT32 {
  SEALFRAME_EVENT_STREAM_STATE = 0,       // A stream's state changed.
  SEALFRAME_EVENT_KEY_NEAR_LIMIT = 1,     // Change the key soon.
  SEALFRAME_EVENT_KEY_LIMIT_REACHED = 2,  // The key has stopped.
  SEALFRAME_EVENT_RESERVATION_FAILED = 3  // Counters not written down ahead.
};
typedef enum sealframe_event_kind sealframe_event_kind;

// sealframe_event_kind_name returns "key_near_limit" and so on, or "unknown".
// [any] [frame]
SEALFRAME_API const char* sealframe_event_kind_name(sealframe_event_kind kind);

// Filled by the library: `struct_size` says how much of it there is.
typedef struct sealframe_event {
  size_t struct_size;
  const char* participant;  // Strings are good during the callback.
  uint64_t kid;             // That it is about, where it is about one.
  sealframe_event_kind kind;
  // Of SEALFRAME_EVENT_STREAM_STATE only:
  sealframe_stream_state state;
  const char* track;
  sealframe_media media;
  sealframe_direction direction;
} sealframe_event;

typedef void (*sealframe_event_callback)(const sealframe_event* event,
                                         void* user_data);

// sealframe_session_poll does what is due to the keys (follows ratchets,
// forgets retired keys, writes counters down, which may block) and calls
// `callback` for each event since the last call, in this thread, before it
// returns. Call it a few times a second, and when woken; one thread at a time.
// The callback may call anything. It may be NULL: events are lost then.
SEALFRAME_API sealframe_status
sealframe_session_poll(sealframe_session* session,
                       sealframe_event_callback callback, void* user_data);

// --- Frames --------------------------------------------------------------

enum sealframe_codec SEALFRAME_INT32 {
  SEALFRAME_CODEC_UNKNOWN = 0,
  SEALFRAME_CODEC_OPUS = 1,
  SEALFRAME_CODEC_VP8 = 2,
  SEALFRAME_CODEC_VP9 = 3,
  SEALFRAME_CODEC_H264 = 4,
  SEALFRAME_CODEC_H265 = 5,
  SEALFRAME_CODEC_AV1 = 6
};
typedef enum sealframe_codec sealframe_codec;

// sealframe_codec_from_name finds a codec by its name in any case, as it stands
// after the slash of a MIME type ("video/H264"), or returns
// SEALFRAME_CODEC_UNKNOWN. [any] [frame]
SEALFRAME_API sealframe_codec sealframe_codec_from_name(const char* name);

// What a media stack knows of a frame beside its bytes. Which of it matters is
// the profile's; sframe needs none of it.
typedef struct sealframe_frame_info {
  size_t struct_size;
  sealframe_codec codec;
  uint32_t is_key_frame;  // Of video.
  uint32_t ssrc;
  uint32_t rtp_timestamp;
  // Authenticated with the frame but not sent in it, up to 4096 bytes; shares
  // none with the output. Only sframe takes any. May be NULL.
  const uint8_t* metadata;
  size_t metadata_size;
} sealframe_frame_info;

// How a frame ended.
enum sealframe_frame_status SEALFRAME_INT32 {
  // It came out.
  SEALFRAME_FRAME_OK = 0,
  SEALFRAME_FRAME_PASSED_THROUGH = 1,  // Unchanged: that was asked for.
  // It may come out later.
  SEALFRAME_FRAME_HELD = 2,      // Kept until its key is there.
  SEALFRAME_FRAME_NO_FRAME = 3,  // Nothing that was held can come out now.
  // It is dropped.
  SEALFRAME_FRAME_NOT_READY = 4,      // Encryption is not switched on yet.
  SEALFRAME_FRAME_MISSING_KEY = 5,    // There is no key for it.
  SEALFRAME_FRAME_MALFORMED = 6,      // Not in this format, or cut off.
  SEALFRAME_FRAME_REPLAYED = 7,       // Opened before, or too old to tell.
  SEALFRAME_FRAME_NOT_AUTHENTIC = 8,  // Altered, or sealed with another key.
  SEALFRAME_FRAME_KEY_EXHAUSTED = 9,  // Its key is at its limit: change it.
  SEALFRAME_FRAME_COUNTER_NOT_RESERVED = 10,  // Poll has not come round to it.
  SEALFRAME_FRAME_HOLD_EXPIRED = 11,  // No key in time, or room ran out.
  SEALFRAME_FRAME_TOO_LARGE = 12,     // Over 16 MiB, or what that seals to.
  SEALFRAME_FRAME_METADATA_TOO_LARGE = 13,
  SEALFRAME_FRAME_BUFFER_TOO_SMALL = 14,
  SEALFRAME_FRAME_BUFFERS_OVERLAP = 15,    // And do not begin together.
  SEALFRAME_FRAME_UNSUPPORTED_CODEC = 16,  // The format cannot carry it.
  SEALFRAME_FRAME_INTERNAL_ERROR = 17,
  SEALFRAME_FRAME_INVALID_ARGUMENT = 18  // NULL, or no such struct.
};
typedef enum sealframe_frame_status sealframe_frame_status;

// sealframe_frame_status_name returns "missing_key" and so on, or "unknown".
// [any] [frame]
SEALFRAME_API const char* sealframe_frame_status_name(
    sealframe_frame_status status);

typedef struct sealframe_frame_result {
  size_t struct_size;
  size_t size;   // Bytes that came out; 0 unless it came out.
  uint64_t kid;  // The KID, or key index, that the frame names.
} sealframe_frame_result;

typedef struct sealframe_stream_config {
  size_t struct_size;
  const char* participant;  // Who sends it. Never NULL.
  const char* track;        // The application's name for it. May be NULL.
  sealframe_media media;
  // Of a receiving stream. The replay window is counters, from 64 to 65536; 0
  // is 1024. Frames whose key is late are held, up to so many, of so many bytes
  // in all (256 MiB at most), for so long; 0 frames: they are dropped.
  uint32_t replay_window;
  uint32_t hold_max_frames;
  uint32_t reserved;
  size_t hold_max_bytes;
  uint64_t hold_max_age_ms;
} sealframe_stream_config;

// The sending side of one stream.
typedef struct sealframe_send_transform sealframe_send_transform;

// sealframe_send_transform_create makes one for a local participant's stream.
// [any]
SEALFRAME_API sealframe_status sealframe_send_transform_create(
    sealframe_session* session, const sealframe_stream_config* config,
    sealframe_send_transform** transform, sealframe_error* error);

SEALFRAME_API void sealframe_send_transform_destroy(
    sealframe_send_transform* transform);

// sealframe_send_transform_max_sealed_size returns an upper bound of what a
// frame of `frame_size` bytes is sealed to; 0 if `transform` is NULL. [any]
// [frame]
SEALFRAME_API size_t sealframe_send_transform_max_sealed_size(
    const sealframe_send_transform* transform, size_t frame_size);

// sealframe_send_transform_seal writes the sealed frame to the front of `out`,
// which starts where `frame` does or shares no byte with it. If the frame does
// not come out, `result->size` is 0 and the part of `out` that could have been
// written is zero, so that nothing is sent in the clear by mistake; only on
// INVALID_ARGUMENT and BUFFERS_OVERLAP is it left alone. `info` may be NULL.
// [stream] [frame]
SEALFRAME_API sealframe_frame_status sealframe_send_transform_seal(
    sealframe_send_transform* transform, const sealframe_frame_info* info,
    const uint8_t* frame, size_t frame_size, uint8_t* out, size_t out_capacity,
    sealframe_frame_result* result);

// The receiving side of one stream.
typedef struct sealframe_receive_transform sealframe_receive_transform;

// sealframe_receive_transform_create makes one. Its participant need not be
// known, or have a key, yet. [any]
SEALFRAME_API sealframe_status sealframe_receive_transform_create(
    sealframe_session* session, const sealframe_stream_config* config,
    sealframe_receive_transform** transform, sealframe_error* error);

SEALFRAME_API void sealframe_receive_transform_destroy(
    sealframe_receive_transform* transform);

// sealframe_receive_transform_max_opened_size returns an upper bound of what a
// sealed frame of `sealed_size` bytes opens to; 0 if `transform` is NULL. [any]
// [frame]
SEALFRAME_API size_t sealframe_receive_transform_max_opened_size(
    const sealframe_receive_transform* transform, size_t sealed_size);

// sealframe_receive_transform_open is the reverse of
// `sealframe_send_transform_seal`, with the same rules for buffers: in place, a
// frame that does not open is destroyed. HELD says that the frame waits for its
// key, or for frames before it that do: call `..._open_held` until it returns
// NO_FRAME. [stream] [frame]
SEALFRAME_API sealframe_frame_status sealframe_receive_transform_open(
    sealframe_receive_transform* transform, const sealframe_frame_info* info,
    const uint8_t* frame, size_t frame_size, uint8_t* out, size_t out_capacity,
    sealframe_frame_result* result);

// sealframe_receive_transform_open_held opens the oldest held frame whose key
// is there, and says in `*info`, which may be NULL, what came with it, its
// metadata aside. NO_FRAME: nothing can come out now. A frame that `out` is too
// small for stays held. Call it after a key was set, and after HELD. [stream]
// [frame]
SEALFRAME_API sealframe_frame_status sealframe_receive_transform_open_held(
    sealframe_receive_transform* transform, sealframe_frame_info* info,
    uint8_t* out, size_t out_capacity, sealframe_frame_result* result);

// sealframe_receive_transform_num_held returns how many frames wait; 0 if
// `transform` is NULL. [stream] [frame]
SEALFRAME_API size_t sealframe_receive_transform_num_held(
    const sealframe_receive_transform* transform);

// --- Statistics ------------------------------------------------------------

#define SEALFRAME_MAX_FRAME_STATUSES 64

// What happened on one stream. Times are of one frame in 64: the time that so
// many percent of them stayed under, to within a factor of two.
typedef struct sealframe_stream_stats {
  size_t struct_size;
  uint64_t frames_in;
  uint64_t bytes_in;
  uint64_t frames_out;
  uint64_t bytes_out;
  uint64_t frames_measured;
  uint64_t latency_p50_ns;
  uint64_t latency_p90_ns;
  uint64_t latency_p99_ns;
  uint64_t latency_p100_ns;
  // By sealframe_frame_status. A frame that was held counts as held, and as
  // what became of it.
  uint64_t frames_by_status[SEALFRAME_MAX_FRAME_STATUSES];
} sealframe_stream_stats;

// sealframe_send_transform_get_stats and `_receive_` copy the numbers. [any]
SEALFRAME_API sealframe_status sealframe_send_transform_get_stats(
    const sealframe_send_transform* transform, sealframe_stream_stats* stats);
SEALFRAME_API sealframe_status sealframe_receive_transform_get_stats(
    const sealframe_receive_transform* transform,
    sealframe_stream_stats* stats);

// What happened to one key of a receiving stream.
typedef struct sealframe_key_stats {
  size_t struct_size;
  uint64_t kid;
  uint64_t frames_opened;
  uint64_t frames_replayed;  // Opened before, or too old to tell.
} sealframe_key_stats;

// sealframe_receive_transform_get_key_stats copies the numbers of the key
// numbered `index`, from 0 on, of those that have opened a frame of this
// stream, or returns SEALFRAME_NOT_FOUND if there are not so many. [any]
SEALFRAME_API sealframe_status sealframe_receive_transform_get_key_stats(
    const sealframe_receive_transform* transform, size_t index,
    sealframe_key_stats* stats);

// --- Inspection and key ids ------------------------------------------------

// What a sealed frame says of itself, and how many of its bytes are what. None
// of it is authenticated: it is to be looked at, never to be acted on.
typedef struct sealframe_inspection {
  size_t struct_size;
  const char* profile;  // Its name; a constant.
  uint64_t kid;         // The KID or key index; of dave, the generation.
  uint64_t counter;     // CTR, the sender's count, or DAVE's nonce.
  size_t header_size;
  size_t clear_size;
  size_t
      ciphertext_size;  // Of sframe with the tag, whose size the suite tells.
  size_t tag_size;
  size_t nonce_size;
  size_t ranges_size;  // Where DAVE's clear bytes are.
  size_t trailer_size;
} sealframe_inspection;

// sealframe_inspect reads what a frame says of itself that was sealed under the
// profile of that name; if `profile` is NULL, under the one whose structure it
// has most likely, where chance plays a part and VideoSDK's frames are
// LiveKit's. SEALFRAME_INVALID_ARGUMENT: it has no such structure. `info`
// may be NULL. [any]
SEALFRAME_API sealframe_status sealframe_inspect(
    const char* profile, sealframe_media media,
    const sealframe_frame_info* info, const uint8_t* frame, size_t frame_size,
    sealframe_inspection* inspection, sealframe_error* error);

// sealframe_encode_sender_key_id makes a KID of RFC 9605, Section 5.1. [any]
SEALFRAME_API sealframe_status sealframe_encode_sender_key_id(
    uint64_t generation, uint64_t step, uint32_t ratchet_bits, uint64_t* kid,
    sealframe_error* error);

// sealframe_decode_sender_key_id takes one apart. [any]
SEALFRAME_API sealframe_status sealframe_decode_sender_key_id(
    uint64_t kid, uint32_t ratchet_bits, uint64_t* generation, uint64_t* step,
    sealframe_error* error);

// sealframe_encode_mls_key_id makes a KID of RFC 9605, Section 5.2. Only the
// low `epoch_bits` of `epoch` travel. [any]
SEALFRAME_API sealframe_status sealframe_encode_mls_key_id(
    uint64_t context, uint64_t index, uint64_t epoch, uint32_t sender_bits,
    uint32_t epoch_bits, uint64_t* kid, sealframe_error* error);

// sealframe_decode_mls_key_id takes one apart. [any]
SEALFRAME_API sealframe_status sealframe_decode_mls_key_id(
    uint64_t kid, uint32_t sender_bits, uint32_t epoch_bits, uint64_t* context,
    uint64_t* index, uint64_t* epoch, sealframe_error* error);

// --- RTP payload format ------------------------------------------------------

// What an SFrame ciphertext protects
// (draft-ietf-avtcore-rtp-sframe-02): a whole encoded frame, or the payload of
// one packet of a media packetizer.
enum sealframe_payload_origin SEALFRAME_INT32 {
  SEALFRAME_ORIGIN_RAW = 0,
  SEALFRAME_ORIGIN_PACKETIZED = 1
};
typedef enum sealframe_payload_origin sealframe_payload_origin;

// Splits sealed frames of the profile sframe into RTP payloads.
typedef struct sealframe_packetizer sealframe_packetizer;

// sealframe_packetizer_create makes one for payloads of at most
// `max_payload_size` bytes, 2 at least. [any]
SEALFRAME_API sealframe_status sealframe_packetizer_create(
    size_t max_payload_size, sealframe_packetizer** packetizer,
    sealframe_error* error);

SEALFRAME_API void sealframe_packetizer_destroy(
    sealframe_packetizer* packetizer);

// sealframe_packetizer_start begins with the next sealed frame, which must stay
// as it is until its last payload was written, and returns how many payloads it
// makes; 0 if it is empty or an argument is NULL. `marker` is the M bit of the
// frame's last packet. [stream] [frame]
SEALFRAME_API size_t sealframe_packetizer_start(
    sealframe_packetizer* packetizer, const uint8_t* sealed, size_t sealed_size,
    sealframe_payload_origin origin, uint32_t marker);

typedef struct sealframe_payload {
  size_t struct_size;
  size_t size;
  uint32_t marker;  // The RTP header's M bit.
  uint32_t is_first;
  uint32_t is_last;
  uint32_t reserved;
} sealframe_payload;

// sealframe_packetizer_next writes the next payload to the front of `out`,
// which shares no byte with the sealed frame. NO_FRAME: all are written. It
// writes nothing unless it returns OK. [stream] [frame]
SEALFRAME_API sealframe_frame_status
sealframe_packetizer_next(sealframe_packetizer* packetizer, uint8_t* out,
                          size_t out_capacity, sealframe_payload* payload);

// Puts sealed frames back together from the RTP packets of one SSRC.
typedef struct sealframe_depacketizer sealframe_depacketizer;

typedef struct sealframe_depacketizer_options {
  size_t struct_size;
  // What it holds at most: about so many packets of so many bytes. 0: 512, of
  // 1500 bytes. At most 16384 packets, and 64 MiB in all.
  size_t max_packets;
  size_t max_payload_size;
  // How long a packet waits for the rest of its frame; 0 is one second.
  uint64_t timeout_ms;
} sealframe_depacketizer_options;

// sealframe_depacketizer_create makes one; `options` may be NULL. [any]
SEALFRAME_API sealframe_status sealframe_depacketizer_create(
    const sealframe_depacketizer_options* options,
    sealframe_depacketizer** depacketizer, sealframe_error* error);

SEALFRAME_API void sealframe_depacketizer_destroy(
    sealframe_depacketizer* depacketizer);

typedef struct sealframe_rtp_packet {
  size_t struct_size;
  const uint8_t* payload;  // Padding removed.
  size_t payload_size;
  uint64_t received_ms;      // By any clock that does not go back.
  uint32_t sequence_number;  // 16 bits.
  uint32_t timestamp;
  uint32_t payload_type;
  uint32_t marker;
} sealframe_rtp_packet;

enum sealframe_insert_result SEALFRAME_INT32 {
  SEALFRAME_INSERT_HELD = 0,
  SEALFRAME_INSERT_FRAME_READY = 1,
  SEALFRAME_INSERT_DROPPED = 2,
  SEALFRAME_INSERT_INVALID_ARGUMENT = 3
};
typedef enum sealframe_insert_result sealframe_insert_result;

// sealframe_depacketizer_insert copies a packet, in any order, and says whether
// a frame became ready by it. [stream] [frame]
SEALFRAME_API sealframe_insert_result sealframe_depacketizer_insert(
    sealframe_depacketizer* depacketizer, const sealframe_rtp_packet* packet);

// sealframe_depacketizer_next_size returns the size of the frame that
// `sealframe_depacketizer_next` will write, or 0. [stream] [frame]
SEALFRAME_API size_t
sealframe_depacketizer_next_size(const sealframe_depacketizer* depacketizer);

typedef struct sealframe_depacketized_frame {
  size_t struct_size;
  size_t size;
  uint64_t first_sequence;  // Extended to 64 bits: they never wrap.
  uint64_t last_sequence;
  uint32_t timestamp;
  uint32_t payload_type;
  uint32_t marker;
  sealframe_payload_origin origin;
} sealframe_depacketized_frame;

// sealframe_depacketizer_next writes the sealed frame that became ready first
// to the front of `out` and forgets it. NO_FRAME: none is ready. It writes
// nothing unless it returns OK. [stream] [frame]
SEALFRAME_API sealframe_frame_status sealframe_depacketizer_next(
    sealframe_depacketizer* depacketizer, uint8_t* out, size_t out_capacity,
    sealframe_depacketized_frame* frame);

// Why a packet never came out in a frame.
enum sealframe_drop_reason SEALFRAME_INT32 {
  SEALFRAME_DROP_NO_DESCRIPTOR = 0,  // An empty payload.
  SEALFRAME_DROP_TOO_LARGE = 1,      // Over `max_payload_size`.
  SEALFRAME_DROP_SEQUENCE_JUMP = 2,  // Too far from the newest.
  SEALFRAME_DROP_LATE = 3,           // Behind the window.
  SEALFRAME_DROP_DUPLICATE = 4,      // Its number had been seen.
  SEALFRAME_DROP_MIXED_ORIGIN = 5,   // In a frame whose T bits differ.
  SEALFRAME_DROP_MIXED_PAYLOAD_TYPE = 6,
  SEALFRAME_DROP_MIXED_TIMESTAMP = 7,
  SEALFRAME_DROP_TIMED_OUT = 8,      // Its frame was incomplete too long.
  SEALFRAME_DROP_WINDOW_PASSED = 9,  // Newer packets took its place.
  SEALFRAME_DROP_NOT_TAKEN = 10      // Its frame was whole, but never taken.
};
typedef enum sealframe_drop_reason sealframe_drop_reason;

#define SEALFRAME_MAX_DROP_REASONS 32

typedef struct sealframe_depacketizer_stats {
  size_t struct_size;
  uint64_t packets_received;
  uint64_t packets_delivered;  // In frames.
  uint64_t frames_delivered;
  uint64_t packets_dropped[SEALFRAME_MAX_DROP_REASONS];  // By reason.
} sealframe_depacketizer_stats;

// sealframe_depacketizer_get_stats copies the numbers. [stream] [frame]
SEALFRAME_API sealframe_status
sealframe_depacketizer_get_stats(const sealframe_depacketizer* depacketizer,
                                 sealframe_depacketizer_stats* stats);

#if defined(__cplusplus)
}  // extern "C"
#endif

#endif  // SEALFRAME_HOOKS_C_SEALFRAME_H_
