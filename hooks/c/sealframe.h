// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Sealframe's C interface: end-to-end encryption of encoded media frames.
//
// The header is C99 and C++ and includes only the C library. C++ programs find
// owning pointers for its handles in sealframe.hpp.
//
// An application creates a provider, which holds keys; a session over the
// provider; and a transform for each stream and direction. Transforms seal and
// open frames. `sealframe_session_poll` reports the state of streams and keys.
//
// The following holds for every function unless its comment makes an exception.
//
// Handles. The caller owns a handle from `_create` until `_destroy`, which
// ignores NULL. Handles may be destroyed in any order: a session keeps its
// provider's keys alive, and so does a transform. The library as a whole is
// neither initialised nor shut down.
//
// Threads. Each function except `_destroy` is marked
//   [any]     if any number of threads may call it on one handle at once, or
//   [stream]  if one thread at a time may call the handle's functions of this
//             mark.
// Different handles need no synchronisation. Destroy a handle when no call on
// it is running. Callbacks run only inside functions documented to call them,
// and one that throws an exception ends the process.
//
// Allocation. Functions marked [frame] never block, wait or log. They allocate
// nothing, with three exceptions. In profiles other than sframe, a transform
// may allocate for the first frame that it seals or opens in a size class, a
// power of two of the sealed size; frames in place, and of another codec, count
// separately. What only a frame of more than 1 MiB needs is freed after it, and
// allocated again for the next one. In any profile, a thread may allocate for
// the first frame that does not authenticate in it. The first frame that a key
// or a stream opens takes memory that is kept ready, and allocates only if more
// than eight began since the last poll.
//
// Errors. Functions that configure or set keys return a `sealframe_status` and
// explain a failure in `*error`, which may be NULL. On failure nothing has
// changed, and outputs are NULL or zero. Functions that process frames return
// the outcome for that frame. NULL is an error, never a crash, for every
// argument that is not marked "may be NULL". Running out of memory ends the
// process.
//
// Global state. The library shares one thing between providers: the counters of
// the AEAD keys that it has sealed with, by a fingerprint of each key, so that
// no key seals from two counters (`sealframe_provider_set_key`). Two copies of
// the library in one process do not share it. A child that was forked cannot
// seal with keys that were set before (SEALFRAME_FRAME_KEY_FORKED), nor set
// keys for sealing in providers that were made before.
//
// Structs. Every struct begins with `struct_size`. The caller sets it to the
// `sizeof` of the struct that it was compiled with, and all other fields to
// zero, their default, or to values; SEALFRAME_INIT sets the size and zeros.
//
// Structs only grow at their ends, so programs and libraries of different
// versions work together. The library reads the fields that the caller has, and
// takes the others as zero. If the caller has more fields than the library,
// these must be zero, or the struct is refused. Of an output struct, the
// library fills the fields that both sides have and zeros the rest. A size that
// no version can have is refused before anything happens.
//
// `reserved` fields are zero. Booleans are numbers: zero is false, anything
// else is true, and the library returns 1.
//
// Strings are UTF-8 and end with a zero byte. The library copies the strings
// and bytes that it is given. A frame is a pointer and a size; the pointer may
// be NULL if the size is 0.

#ifndef SEALFRAME_HOOKS_C_SEALFRAME_H_
#define SEALFRAME_HOOKS_C_SEALFRAME_H_

#include <stddef.h>
#include <stdint.h>
#include <string.h>

// On Windows, SEALFRAME_EXPORTS is defined in the sources of the DLL, and
// SEALFRAME_DLL in programs that link it with CMake. A program without
// SEALFRAME_DLL can link the DLL or the static library.
#if defined(_WIN32) && defined(SEALFRAME_EXPORTS)
#define SEALFRAME_API __declspec(dllexport)
#elif defined(_WIN32) && defined(SEALFRAME_DLL)
#define SEALFRAME_API __declspec(dllimport)
#elif defined(__GNUC__)
#define SEALFRAME_API __attribute__((visibility("default")))
#else
#define SEALFRAME_API
#endif

// Enums have 32 bits, and their values never change.
#if defined(__cplusplus)
#define SEALFRAME_INT32 : int32_t
extern "C" {
#else
#define SEALFRAME_INT32
#endif

// SEALFRAME_INIT sets the struct `*pointer` to its defaults:
//   sealframe_error error;
//   SEALFRAME_INIT(&error);
#define SEALFRAME_INIT(pointer)              \
  (memset((pointer), 0, sizeof(*(pointer))), \
   (pointer)->struct_size = sizeof(*(pointer)))

// --- Version ---------------------------------------------------------------

// The version of this interface. It goes up by one when something is added.
// Nothing is changed or removed without a new name for the library's file.
#define SEALFRAME_ABI_VERSION 4

// sealframe_abi_version returns the SEALFRAME_ABI_VERSION that the library was
// built with. [any] [frame]
SEALFRAME_API uint32_t sealframe_abi_version(void);

// sealframe_version returns the library's version, for example "0.1.0". [any]
// [frame]
SEALFRAME_API const char* sealframe_version(void);

// --- Errors ----------------------------------------------------------------

// The result of a function that configures or sets keys.
enum sealframe_status SEALFRAME_INT32 {
  SEALFRAME_OK = 0,
  SEALFRAME_INVALID_ARGUMENT = 1,     // Meaningless, or NULL.
  SEALFRAME_UNSUPPORTED = 2,          // Unknown profile, or it cannot do this.
  SEALFRAME_NOT_FOUND = 3,            // No such participant, key or name.
  SEALFRAME_ALREADY_EXISTS = 4,       // Already set; cannot be replaced.
  SEALFRAME_FAILED_PRECONDITION = 5,  // Not in this state or key mode.
  SEALFRAME_RESOURCE_EXHAUSTED = 6,   // A limit has been reached.
  SEALFRAME_UNAVAILABLE = 7,          // Counters could not be stored.
  SEALFRAME_BUFFER_TOO_SMALL = 8,     // The output has the size to use.
  SEALFRAME_INTERNAL = 9
};
typedef enum sealframe_status sealframe_status;

// The reason for a failure, in words. It never contains key material.
typedef struct sealframe_error {
  size_t struct_size;
  char message[256];  // Truncated to fit. Empty on success.
} sealframe_error;

// sealframe_status_name returns "ok", "not_found" and so on, or "unknown".
// [any] [frame]
SEALFRAME_API const char* sealframe_status_name(sealframe_status status);

// --- Profiles and suites -----------------------------------------------------

// sealframe_profile_name returns the name of profile `index`, for example
// "sframe", or NULL past the last one. Indices begin at 0. [any] [frame]
SEALFRAME_API const char* sealframe_profile_name(size_t index);

// The properties of a profile, apart from options.
typedef struct sealframe_profile_info {
  size_t struct_size;
  uint64_t max_key_index;         // The largest that a frame can name.
  uint32_t seals_whole_frames;    // No byte of the media stays in the clear.
  uint32_t takes_metadata;        // In `sealframe_frame_info`.
  uint32_t allows_shared_key;     // SEALFRAME_KEY_SHARED is possible.
  uint32_t needs_sender_numbers;  // Participants need them under a shared key.
  // Bit `1 << kind` is set for each sealframe_key_kind that is accepted.
  uint32_t key_kinds;
  uint32_t reserved;
} sealframe_profile_info;

// sealframe_profile_get_info fills `*info` for the named profile, or zeros it
// and returns SEALFRAME_NOT_FOUND if no profile has that name. [any] [frame]
SEALFRAME_API sealframe_status
sealframe_profile_get_info(const char* profile, sealframe_profile_info* info);

// SFrame's cipher suites, by their IANA numbers. The default is
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
// "AES_128_GCM_SHA256_128", or NULL if `suite` is the default or unknown. [any]
// [frame]
SEALFRAME_API const char* sealframe_suite_name(sealframe_suite suite);

// sealframe_suite_from_name sets `*suite` to the suite with a registered name,
// or returns SEALFRAME_NOT_FOUND. [any]
SEALFRAME_API sealframe_status
sealframe_suite_from_name(const char* name, sealframe_suite* suite);

// --- Key providers -----------------------------------------------------------

// The keys of all participants, for both directions of a session. Applications
// agree on keys and hand them in; the provider derives from them, wipes them,
// and never stores or sends them.
//
// A key has one sender. Sealing with one key in two processes repeats nonces,
// which reveals the plaintext. Providers of one process share its counter.
typedef struct sealframe_provider sealframe_provider;

enum sealframe_key_mode SEALFRAME_INT32 {
  SEALFRAME_KEY_PER_PARTICIPANT = 0,
  SEALFRAME_KEY_SHARED = 1  // One key for the whole meeting.
};
typedef enum sealframe_key_mode sealframe_key_mode;

// The profiles are "sframe" (RFC 9605), "livekit", "videosdk" (LiveKit's frames
// with VideoSDK's parameters), "jframe" (Jitsi), "dave" (Discord) and
// "getstream" (GetStream). The fields below a profile's name are for that
// profile: any other refuses them unless they are zero.
typedef struct sealframe_provider_options {
  size_t struct_size;
  const char* profile;  // The name that all participants agree on.
  sealframe_key_mode key_mode;
  // The most keys of one participant, up to 256; 0 means 32. A key that
  // ratchets counts once for its step and once for each step derived ahead,
  // and all of that for each SSRC if `per_ssrc` is set. In livekit, videosdk,
  // jframe and getstream, a participant's oldest keys make room for a new one:
  // by default, livekit and jframe have room for three, as each has eight steps
  // ahead.
  uint32_t max_keys_per_participant;
  // How long earlier ratchet steps of a sender still open late frames; 0 means
  // 10 seconds.
  uint64_t ratchet_overlap_ms;
  // An existing folder in which counters are reserved before use, so that a
  // restarted process does not repeat them under the same key. One provider at
  // a time can use it. It is empty at first, and refused if files are lost from
  // it. May be NULL: unless `reserve_counters` is set, a key must then never be
  // given to a second process that seals with it. Has no effect in livekit,
  // videosdk and jframe, whose counters begin at random, and in getstream,
  // whose IV prefixes are random.
  const char* counter_reservations_folder;

  // sframe:
  sealframe_suite suite;
  uint32_t ratchet_bits;  // R of RFC 9605, Section 5.1; 0: keys do not ratchet.
  // S and E of Section 5.2, the layout of a shared key's KID. Both 0: 60 and 4.
  uint32_t shared_sender_bits;
  uint32_t shared_epoch_bits;
  uint64_t shared_context;  // The KID's remaining top bits.
  uint32_t per_ssrc;        // Whether each SSRC has keys of its own.

  // livekit, videosdk:
  uint32_t key_bits;       // 128 or 256; 0 means 128.
  uint32_t key_ring_size;  // Up to 256; 0 means 16.
  // The most ratchet steps that a receiver follows unannounced, up to 16. 0
  // means 8 in livekit and 0 in videosdk, or 0 if `has_ratchet_window` is set.
  uint32_t ratchet_window;
  const uint8_t* salt;  // May be NULL: the profile's own.
  size_t salt_size;
  // Whether to seal and open AV1, which LiveKit's code refuses.
  uint32_t allow_av1;
  uint32_t strip_packet_trailer;  // Whether to cut packet trailers off.
  // A stream gives up a key after more than this many consecutive frames that
  // do not authenticate, until its participant's keys change. LiveKit has 10.
  // Injected frames can then end a call. 0 means never.
  uint32_t failure_tolerance;

  // getstream:
  // Whether received frames that are not sealed pass unchanged, as in
  // GetStream's own receivers. A server can then insert frames of its own.
  uint32_t accept_plain;

  // livekit, videosdk:
  uint32_t has_ratchet_window;  // 1: `ratchet_window` counts even if it is 0.

  // sframe:
  // Whether video may be sealed in the suites 3 and 8, whose tags of 4 bytes
  // RFC 9605, Section 7.5 keeps for audio.
  uint32_t allow_short_tags;

  // sframe, dave:
  // The least number of counters in a key's replay window, 64 to 65536; 0 means
  // 4000. All streams of a participant share it: a frame that comes out later
  // than that many others of its sender is refused. To open recorded streams
  // one after another, create a provider for each. The other profiles have
  // windows of a fixed size.
  uint32_t replay_window;

  // sframe:
  // Whether a shared key is the epoch secret of cisco/sframe's MLSContext,
  // which derives a base key for each sender from it. RFC 9605, Section 5.2 has
  // one base key for all. Not together with `per_ssrc`.
  uint32_t cisco_mls;

  // All profiles:
  // Reserves counters in a store of the application, instead of in a folder:
  // `counter_reservations_folder` must then be NULL. Has an effect in the same
  // profiles. May be NULL.
  //
  // The function sets `*begin` to the first of `count` consecutive counters,
  // none of which was ever reserved before for the key that `fingerprint`
  // identifies, in any process. It returns SEALFRAME_OK only once the
  // reservation is durable: once it would survive a power failure. The numbers
  // for a key may have gaps, but never go back. `fingerprint` reveals nothing
  // about the key.
  //
  // Any other value means that nothing is reserved. Setting the key then fails
  // with SEALFRAME_UNAVAILABLE. For a key in use, the first poll that fails
  // reports SEALFRAME_EVENT_RESERVATION_FAILED, and each poll tries again;
  // frames are dropped once its last block is used up. The same happens if the
  // counters go back.
  //
  // Functions that set or change keys and `sealframe_session_poll` call it, in
  // their threads; sealing and opening do not. It may block, and the provider's
  // other keys cannot change meanwhile. Providers that share a store may call
  // it at the same time. It must not call this library. It and
  // `reserve_counters_user_data` must stay valid until the provider and all
  // handles that were made from it are destroyed.
  sealframe_status (*reserve_counters)(void* reserve_counters_user_data,
                                       const uint8_t fingerprint[16],
                                       uint64_t count, uint64_t* begin);
  void* reserve_counters_user_data;
} sealframe_provider_options;

// sealframe_provider_create creates a provider without keys. It accesses files
// only if `counter_reservations_folder` is set. [any]
SEALFRAME_API sealframe_status sealframe_provider_create(
    const sealframe_provider_options* options, sealframe_provider** provider,
    sealframe_error* error);

SEALFRAME_API void sealframe_provider_destroy(sealframe_provider* provider);

// sealframe_provider_add_local_participant adds a participant of this end,
// whose keys seal. sframe with a shared key requires a `sender_number`;
// otherwise it may be NULL. Under one shared key, a number belongs to one
// participant for ever. After it has left, the number is refused, even for the
// same participant, until a new shared key is set and the earlier ones are
// retired. Take numbers from the signalling server's count of all joins, for
// instance, not from places in a list. [any]
SEALFRAME_API sealframe_status sealframe_provider_add_local_participant(
    sealframe_provider* provider, const char* participant,
    const uint64_t* sender_number, sealframe_error* error);

// sealframe_provider_add_remote_participant adds a participant of another end,
// whose keys open. `sender_number` is as above. With a key per participant,
// setting a key of an unknown participant does the same, so add a local one
// before its first key. [any]
SEALFRAME_API sealframe_status sealframe_provider_add_remote_participant(
    sealframe_provider* provider, const char* participant,
    const uint64_t* sender_number, sealframe_error* error);

// sealframe_provider_remove_participant removes `participant` and its keys. Its
// streams have no key from their next frame on, until it is added again. [any]
SEALFRAME_API sealframe_status sealframe_provider_remove_participant(
    sealframe_provider* provider, const char* participant,
    sealframe_error* error);

// sealframe_provider_add_ssrc derives keys for SSRC `ssrc` of `participant`.
// Requires `per_ssrc`, and fails if a key of `participant` has ratcheted. One
// base key may then seal the SSRCs of a local participant and open those of a
// remote one, but never one SSRC in both directions. For a stream that nobody
// announced, call it at the first packet, for no more SSRCs than a call can
// have. [any]
SEALFRAME_API sealframe_status sealframe_provider_add_ssrc(
    sealframe_provider* provider, const char* participant, uint32_t ssrc,
    sealframe_error* error);

// sealframe_provider_set_key adds a key of `participant` under the number
// `key_index`. The profile derives its AEAD keys from it; getstream uses it as
// it is. Frames name the key by that number in sframe; by its ring index, the
// number modulo the ring's size, in livekit, videosdk and jframe; by its low 8
// bits in getstream; and not at all in dave. `step` is the ratchet step that
// `key` is at: 0 unless the key comes from `sealframe_provider_current_key`.
// Nothing is sealed with a key before it is activated. Requires a key per
// participant. A key has 16 to 4096 bytes. [any]
//
// SEALFRAME_ALREADY_EXISTS means that the participant has a key of this number,
// or, in sframe and dave, that one key would both seal and open, and so have
// two senders. To replace a key, as LiveKit's `setKey` does, retire it first,
// without an overlap. A key that was retired may be set again.
//
// For a local participant, a key that sealed before in this process, in any
// provider, continues its counters. SEALFRAME_FAILED_PRECONDITION means that
// they would repeat: the key was set before this process was forked, or other
// providers reserve its counters elsewhere. SEALFRAME_RESOURCE_EXHAUSTED means
// that the process has sealed with 1,048,576 keys, or that the participant has
// too many.
SEALFRAME_API sealframe_status sealframe_provider_set_key(
    sealframe_provider* provider, const char* participant, uint64_t key_index,
    uint64_t step, const uint8_t* key, size_t key_size, sealframe_error* error);

// sealframe_provider_set_passphrase does the same with a text that people can
// type, of 1 to 4096 bytes. The same bytes given to `_set_key` are a different
// key. Slow by design. Only livekit and videosdk take passphrases. [any]
SEALFRAME_API sealframe_status sealframe_provider_set_passphrase(
    sealframe_provider* provider, const char* participant, uint64_t key_index,
    uint64_t step, const uint8_t* passphrase, size_t passphrase_size,
    sealframe_error* error);

// sealframe_provider_set_aead_key does the same with the AEAD key itself, from
// which nothing is derived. It does not ratchet. sframe does not take one.
// jframe and getstream take 16 and 32 bytes, dave 16, livekit and videosdk
// `key_bits`. [any]
SEALFRAME_API sealframe_status sealframe_provider_set_aead_key(
    sealframe_provider* provider, const char* participant, uint64_t key_index,
    uint64_t step, const uint8_t* key, size_t key_size, sealframe_error* error);

// sealframe_provider_set_derived_key does the same in sframe with `sframe_key`
// and `sframe_salt` (RFC 9605, Section 4.4.2), where the base key stays in
// other software, such as a WebCrypto key. They belong to the KID `key_index`,
// or `key_index` shifted left by `ratchet_bits`, and have the sizes of the
// suite: the salt 12 bytes. The key is that which the base key would give, and
// continues its counters. It does not ratchet, and is refused with `per_ssrc`:
// there keys follow from the base key. [any]
SEALFRAME_API sealframe_status sealframe_provider_set_derived_key(
    sealframe_provider* provider, const char* participant, uint64_t key_index,
    const uint8_t* key, size_t key_size, const uint8_t* salt, size_t salt_size,
    sealframe_error* error);

// sealframe_provider_set_shared_key, `..._passphrase` and `..._aead_key` add a
// key of the whole meeting under the number `key_index`, which in sframe is an
// MLS epoch. The new key evicts an older one whose epoch has the same low bits,
// or which has the same ring index, since frames carry no more. Require a
// shared key, which dave does not have. A participant that joins sets the key
// that `sealframe_provider_current_key` gave at another end. In sframe, a
// shared key that was set before is refused with SEALFRAME_ALREADY_EXISTS, also
// after it was retired, because its sender numbers may have new holders. [any]
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
// `key_index` from its next frame on. Call it once the others have the key.
// [any]
SEALFRAME_API sealframe_status sealframe_provider_activate(
    sealframe_provider* provider, const char* participant, uint64_t key_index,
    sealframe_error* error);

// sealframe_provider_retire removes key `key_index` of `participant`: an
// opening key after `overlap_ms`, for late frames, and a sealing key at once.
// Requires a key per participant. [any]
SEALFRAME_API sealframe_status sealframe_provider_retire(
    sealframe_provider* provider, const char* participant, uint64_t key_index,
    uint64_t overlap_ms, sealframe_error* error);

// sealframe_provider_retire_shared_key does the same to a shared key, for all
// participants. [any]
SEALFRAME_API sealframe_status sealframe_provider_retire_shared_key(
    sealframe_provider* provider, uint64_t key_index, uint64_t overlap_ms,
    sealframe_error* error);

// sealframe_provider_ratchet moves the active key of local `participant` on by
// one step, from its next frame on. Receivers follow by themselves. Fails if
// the key does not ratchet: an AEAD or derived key, a key of getstream, a
// shared key of sframe, or any key if `ratchet_bits` or the ratchet window is
// 0. dave refuses too, since its keys ratchet by themselves as they are used.
//
// A shared key ratchets for `participant` alone. Participants that are added to
// this provider later are expected at the newest step that this function led
// to, or ahead of it. LiveKit's clients ratchet a shared key for all
// participants at once, and no longer open earlier steps: when an event reports
// that another participant has ratcheted, call this for the local one until it
// is at the same step, the event's `kid >> 8`, and no further. [any]
SEALFRAME_API sealframe_status
sealframe_provider_ratchet(sealframe_provider* provider,
                           const char* participant, sealframe_error* error);

// sealframe_provider_set_server_trailer sets the SIF trailer, the suffix that
// the server announced for the frames that it injects. Frames with this trailer
// pass only if they are one of a few known frames, such as a silent Opus frame.
// If it is empty, no injected frame passes. Requires livekit or videosdk. [any]
SEALFRAME_API sealframe_status sealframe_provider_set_server_trailer(
    sealframe_provider* provider, const uint8_t* trailer, size_t trailer_size,
    sealframe_error* error);

// sealframe_provider_set_dave_passthrough sets whether frames are sent in the
// clear, and whether received frames that are not DAVE's pass, for calls that
// change to DAVE or away from it. Received frames pass for another 10 seconds
// after this is switched off. Until then a server can inject frames. Requires
// dave. [any]
SEALFRAME_API sealframe_status sealframe_provider_set_dave_passthrough(
    sealframe_provider* provider, uint32_t sends_plain, uint32_t accepts_plain,
    sealframe_error* error);

// The function that sets a key of this kind.
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

// sealframe_provider_current_key fills `*current` with the active key of local
// `participant` and its step, and writes the key at that step to the front of
// `key`, for a participant that joins now. If `capacity` is less than
// `current->key_size`, it fills `*current`, leaves `key` alone and returns
// SEALFRAME_BUFFER_TOO_SMALL. `key` may be NULL and then has no room. The
// caller wipes `key`. A derived key is refused: its base key is elsewhere.
// [any]
SEALFRAME_API sealframe_status sealframe_provider_current_key(
    sealframe_provider* provider, const char* participant,
    sealframe_current_key* current, uint8_t* key, size_t capacity,
    sealframe_error* error);

// --- Sessions and events -----------------------------------------------------

// The streams of one call. A session has no thread of its own.
typedef struct sealframe_session sealframe_session;

typedef struct sealframe_session_options {
  size_t struct_size;
  // Whether frames pass in the clear before end-to-end encryption is switched
  // on. By default they are dropped.
  uint32_t pass_frame_when_cryptor_not_ready;
  // Whether `provider` may have no key yet, for a call whose first key comes
  // later. Until then frames are dropped, or held (`hold_max_frames`).
  uint32_t allow_no_key;
  // Called when a stream that had nothing to report has an event, so that the
  // application polls soon. It runs in the stream's thread, inside seal or
  // open, and must neither block nor call this library. It is not called for a
  // stall. It and `wake_user_data` must stay valid until the session and its
  // transforms are destroyed. May be NULL.
  void (*wake)(void* wake_user_data);
  void* wake_user_data;
} sealframe_session_options;

// sealframe_session_create creates a session over `provider`, which must have a
// key unless `allow_no_key` is set. `options` may be NULL. [any]
SEALFRAME_API sealframe_status sealframe_session_create(
    sealframe_provider* provider, const sealframe_session_options* options,
    sealframe_session** session, sealframe_error* error);

// sealframe_session_destroy ends the session. Its transforms go on working, but
// report no events.
SEALFRAME_API void sealframe_session_destroy(sealframe_session* session);

// sealframe_session_set_e2ee_enabled switches end-to-end encryption on, or off:
// frames then pass in the clear in both directions. [any]
SEALFRAME_API sealframe_status sealframe_session_set_e2ee_enabled(
    sealframe_session* session, uint32_t enabled);

// sealframe_session_is_e2ee_enabled returns whether end-to-end encryption is
// on; 0 if `session` is NULL. [any] [frame]
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

// The state of a stream.
enum sealframe_stream_state SEALFRAME_INT32 {
  SEALFRAME_STATE_NEW = 0,                // No frame yet. Never reported.
  SEALFRAME_STATE_OK = 1,                 // Frames come out.
  SEALFRAME_STATE_ENCRYPTION_FAILED = 2,  // A frame could not be sealed.
  SEALFRAME_STATE_DECRYPTION_FAILED = 3,  // Wrong key, or an altered frame.
  SEALFRAME_STATE_MISSING_KEY = 4,        // The event's `kid` names it.
  SEALFRAME_STATE_KEY_RATCHETED = 5,      // The key moved on one or more steps.
  SEALFRAME_STATE_INTERNAL_ERROR = 6,
  // For a second or more, three or more frames went in and none came out. The
  // event's `reason` is their most frequent outcome. It ends with
  // SEALFRAME_STATE_OK; other states may be reported before that.
  SEALFRAME_STATE_STALLED = 7
};
typedef enum sealframe_stream_state sealframe_stream_state;

// sealframe_stream_state_name returns "missing_key" and so on, or "unknown".
// [any] [frame]
SEALFRAME_API const char* sealframe_stream_state_name(
    sealframe_stream_state state);

// The outcome for one frame.
enum sealframe_frame_status SEALFRAME_INT32 {
  // The output has a frame.
  SEALFRAME_FRAME_OK = 0,
  SEALFRAME_FRAME_PASSED_THROUGH = 1,  // Copied, neither sealed nor opened.
  // The frame may come out later.
  SEALFRAME_FRAME_HELD = 2,      // Kept until its key is set.
  SEALFRAME_FRAME_NO_FRAME = 3,  // Nothing can come out now.
  // The frame is dropped.
  SEALFRAME_FRAME_NOT_READY = 4,      // Encryption has not been switched on.
  SEALFRAME_FRAME_MISSING_KEY = 5,    // Its key is not set.
  SEALFRAME_FRAME_MALFORMED = 6,      // Not in this format, or truncated.
  SEALFRAME_FRAME_REPLAYED = 7,       // Opened before, or too old to check.
  SEALFRAME_FRAME_NOT_AUTHENTIC = 8,  // Altered, or sealed with another key.
  SEALFRAME_FRAME_KEY_EXHAUSTED = 9,  // Its key is at its limit: replace it.
  SEALFRAME_FRAME_COUNTER_NOT_RESERVED = 10,  // Poll must reserve counters.
  SEALFRAME_FRAME_HOLD_EXPIRED = 11,  // No key in time, or no room to wait.
  SEALFRAME_FRAME_TOO_LARGE = 12,     // Over 16 MiB before sealing.
  SEALFRAME_FRAME_METADATA_TOO_LARGE = 13,
  SEALFRAME_FRAME_BUFFER_TOO_SMALL = 14,
  SEALFRAME_FRAME_BUFFERS_OVERLAP = 15,    // In a way that is not allowed.
  SEALFRAME_FRAME_UNSUPPORTED_CODEC = 16,  // The format cannot carry it.
  SEALFRAME_FRAME_INTERNAL_ERROR = 17,
  // NULL, an invalid struct, or a buffer larger than any object.
  SEALFRAME_FRAME_INVALID_ARGUMENT = 18,
  SEALFRAME_FRAME_KEY_FORKED = 19,  // Its key is older than this process.
  // No RTP packetizer could carry it once it is sealed.
  SEALFRAME_FRAME_NOT_PACKETIZABLE = 20
};
typedef enum sealframe_frame_status sealframe_frame_status;

// sealframe_frame_status_name returns "missing_key" and so on, or "unknown".
// [any] [frame]
SEALFRAME_API const char* sealframe_frame_status_name(
    sealframe_frame_status status);

enum sealframe_event_kind SEALFRAME_INT32 {
  SEALFRAME_EVENT_STREAM_STATE = 0,       // A stream's state changed.
  SEALFRAME_EVENT_KEY_NEAR_LIMIT = 1,     // Replace the key soon.
  SEALFRAME_EVENT_KEY_LIMIT_REACHED = 2,  // The key has stopped.
  SEALFRAME_EVENT_RESERVATION_FAILED = 3  // Counters could not be stored.
};
typedef enum sealframe_event_kind sealframe_event_kind;

// sealframe_event_kind_name returns "key_near_limit" and so on, or "unknown".
// [any] [frame]
SEALFRAME_API const char* sealframe_event_kind_name(sealframe_event_kind kind);

// Made by the library, which sets `struct_size` to the size that it knows.
typedef struct sealframe_event {
  size_t struct_size;
  const char* participant;  // Strings are valid during the callback.
  // The key concerned. For SEALFRAME_EVENT_STREAM_STATE, it is the key id of
  // the frame that changed the state, as in `sealframe_frame_result`, or of the
  // last frame that did not come out for SEALFRAME_STATE_STALLED. For
  // SEALFRAME_STATE_KEY_RATCHETED it is the new one; in livekit, videosdk and
  // jframe the ratchet step times 256, plus the ring index.
  uint64_t kid;
  sealframe_event_kind kind;
  // For SEALFRAME_EVENT_STREAM_STATE:
  sealframe_stream_state state;
  const char* track;
  sealframe_media media;
  sealframe_direction direction;
  // For SEALFRAME_STATE_STALLED: the outcome of most of the frames.
  sealframe_frame_status reason;
  uint32_t reserved;
} sealframe_event;

typedef void (*sealframe_event_callback)(const sealframe_event* event,
                                         void* user_data);

// sealframe_session_poll maintains the keys (follows ratchets, removes retired
// keys, reserves counters, which may block) and then calls `callback` in this
// thread for each event since the last poll. Keys that were removed, ratcheted
// past or whose overlap has ended are wiped when it returns, unless a frame or
// a batch is using them at this moment: then by the next poll. Call it a few
// times a second, and when `wake` was called. A stream reports the same state
// at most once a second. Only polls notice that a stream is stalled: they
// compare the counts of polls that are a second or more apart. Empty frames
// that pass through neither cause a stall nor end it. The callback may call any
// function, even `sealframe_session_destroy`. It may be NULL: the events are
// then lost. [stream]
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

// sealframe_codec_from_name returns the codec of a name such as "H264", the
// part of a MIME type after the slash, in upper or lower case, or
// SEALFRAME_CODEC_UNKNOWN. [any] [frame]
SEALFRAME_API sealframe_codec sealframe_codec_from_name(const char* name);

// The properties of a frame that the media stack knows. sframe needs none of
// them, or the SSRC if `per_ssrc` is set. livekit, videosdk and jframe need the
// codec and `is_key_frame`, and to seal also the SSRC and RTP timestamp.
// getstream needs the codec and `is_key_frame` to seal. dave needs the codec.
typedef struct sealframe_frame_info {
  size_t struct_size;
  sealframe_codec codec;
  uint32_t is_key_frame;  // Video only.
  uint32_t ssrc;
  uint32_t rtp_timestamp;
  // Authenticated with the frame but not sent in it: up to 4096 bytes, outside
  // the output buffer. Only sframe takes metadata. May be NULL.
  const uint8_t* metadata;
  size_t metadata_size;
  // Identifies the frame to the caller, and is returned when the frame, if
  // held, comes out. The library does not interpret it.
  uint64_t token;
} sealframe_frame_info;

typedef struct sealframe_frame_result {
  size_t struct_size;
  size_t size;  // Bytes written to the output; 0 if no frame came out.
  // The key id that the sealed frame carries, as `sealframe_inspect` reads it:
  // the frame that sealing wrote, or the one given to opening, even if it does
  // not open. 0 if no sealed frame came out, if it carries no key id, or if it
  // was refused unread.
  uint64_t kid;
} sealframe_frame_result;

typedef struct sealframe_stream_config {
  size_t struct_size;
  const char* participant;  // The sender.
  const char* track;        // The application's name for it. May be NULL.
  sealframe_media media;
  // The rest is for receiving streams.
  //
  // Frames whose key is late are held: at most `hold_max_frames` (up to 16384)
  // with `hold_max_bytes` in all (up to 256 MiB; 0 means 1 MiB), for
  // `hold_max_age_ms` each (0 means 2 seconds). If `hold_max_frames` is 0, such
  // frames are dropped, and the other two must be 0. Key ids share the room:
  // a frame that needs room takes it from the key id that has most, and never
  // another key id's last frame. Forged frames that come first, under enough
  // key ids, can therefore keep others out until they expire, and forged frames
  // under the awaited key id can replace genuine ones.
  uint32_t hold_max_frames;
  size_t hold_max_bytes;
  uint64_t hold_max_age_ms;
} sealframe_stream_config;

// The sending side of a stream.
typedef struct sealframe_send_transform sealframe_send_transform;

// sealframe_send_transform_create creates the sending side of a stream of a
// local participant, which may have no key yet. It returns SEALFRAME_NOT_FOUND
// if the participant was not added, and SEALFRAME_FAILED_PRECONDITION if it is
// remote, or for video in a suite with tags of 4 bytes unless the provider was
// created with `allow_short_tags`. [any]
SEALFRAME_API sealframe_status sealframe_send_transform_create(
    sealframe_session* session, const sealframe_stream_config* config,
    sealframe_send_transform** transform, sealframe_error* error);

SEALFRAME_API void sealframe_send_transform_destroy(
    sealframe_send_transform* transform);

// sealframe_send_transform_max_sealed_size returns an upper bound of the sealed
// size of a frame of `frame_size` bytes; 0 if `transform` is NULL. It never
// wraps: near SIZE_MAX it is SIZE_MAX. [any] [frame]
SEALFRAME_API size_t sealframe_send_transform_max_sealed_size(
    const sealframe_send_transform* transform, size_t frame_size);

// sealframe_send_transform_seal writes the sealed frame to the front of `out`,
// which either starts where `frame` does or shares no byte with it. If no frame
// comes out, `result->size` is 0 and the part of `out` that a frame could have
// filled is zero, so that nothing is sent in the clear by mistake: all of `out`
// if `frame_size` is (size_t)-1, for example, which is TOO_LARGE. Only
// INVALID_ARGUMENT and BUFFERS_OVERLAP leave `out` alone. An `out_capacity`
// above PTRDIFF_MAX is an INVALID_ARGUMENT. `info` may be NULL. [stream]
// [frame]
SEALFRAME_API sealframe_frame_status sealframe_send_transform_seal(
    sealframe_send_transform* transform, const sealframe_frame_info* info,
    const uint8_t* frame, size_t frame_size, uint8_t* out, size_t out_capacity,
    sealframe_frame_result* result);

// The receiving side of a stream.
typedef struct sealframe_receive_transform sealframe_receive_transform;

// sealframe_receive_transform_create creates the receiving side of a stream of
// a remote participant, which may have no key yet. It returns
// SEALFRAME_NOT_FOUND if the participant was neither added nor given a key, and
// SEALFRAME_FAILED_PRECONDITION if it is local. [any]
SEALFRAME_API sealframe_status sealframe_receive_transform_create(
    sealframe_session* session, const sealframe_stream_config* config,
    sealframe_receive_transform** transform, sealframe_error* error);

SEALFRAME_API void sealframe_receive_transform_destroy(
    sealframe_receive_transform* transform);

// sealframe_receive_transform_max_opened_size returns an upper bound of the
// size that a sealed frame of `sealed_size` bytes opens to; 0 if `transform` is
// NULL. [any] [frame]
SEALFRAME_API size_t sealframe_receive_transform_max_opened_size(
    const sealframe_receive_transform* transform, size_t sealed_size);

// sealframe_receive_transform_open reverses `sealframe_send_transform_seal`,
// with the same rules for buffers: opening in place destroys a frame that does
// not open. HELD means that the frame waits for its key, or behind frames that
// do: call `sealframe_receive_transform_open_held` until it returns NO_FRAME.
// [stream] [frame]
SEALFRAME_API sealframe_frame_status sealframe_receive_transform_open(
    sealframe_receive_transform* transform, const sealframe_frame_info* info,
    const uint8_t* frame, size_t frame_size, uint8_t* out, size_t out_capacity,
    sealframe_frame_result* result);

// sealframe_receive_transform_open_held opens the oldest held frame whose key
// has been set, and fills `*info`, which may be NULL, with the info that the
// frame came with, except its metadata. NO_FRAME means that no frame can come
// out now. A frame that does not fit `out` stays held; `..._next_held_size`
// returns the size that it needs. Call it after a key was set and after HELD.
// [stream] [frame]
SEALFRAME_API sealframe_frame_status sealframe_receive_transform_open_held(
    sealframe_receive_transform* transform, sealframe_frame_info* info,
    uint8_t* out, size_t out_capacity, sealframe_frame_result* result);

// sealframe_receive_transform_next_held_size returns the `out_capacity` that
// the next `sealframe_receive_transform_open_held` needs; 0 if no held frame
// can come out now, or `transform` is NULL. [stream] [frame]
SEALFRAME_API size_t sealframe_receive_transform_next_held_size(
    sealframe_receive_transform* transform);

// sealframe_receive_transform_num_held returns the number of held frames; 0 if
// `transform` is NULL. [stream] [frame]
SEALFRAME_API size_t sealframe_receive_transform_num_held(
    const sealframe_receive_transform* transform);

// sealframe_receive_transform_held_token returns the token of the held frame
// at `index`, where 0 is the oldest; 0 past the last one, or if `transform` is
// NULL. A caller that keeps data for each held frame can release it once the
// token is gone: the frame came out, expired, or was evicted.
// [stream] [frame]
SEALFRAME_API uint64_t sealframe_receive_transform_held_token(
    const sealframe_receive_transform* transform, size_t index);

// --- Several frames at once ------------------------------------------------

// A frame of `sealframe_seal_batch`: the arguments of
// `sealframe_send_transform_seal`, and what it returned.
typedef struct sealframe_seal_job {
  size_t struct_size;
  sealframe_send_transform* transform;
  const sealframe_frame_info* info;  // May be NULL.
  const uint8_t* frame;
  size_t frame_size;
  uint8_t* out;
  size_t out_capacity;
  sealframe_frame_result* result;
  sealframe_frame_status status;  // Set by the call.
  uint32_t reserved;
} sealframe_seal_job;

// sealframe_seal_batch seals several frames, of one stream or of many. It calls
// `sealframe_send_transform_seal` for each job, in order, but fetches into the
// processor's caches what the next jobs need. With many streams that is much
// faster than a loop; with few, as fast.
//
// To seal one frame for several recipients, make a job for each, with the same
// `frame` and another `out`. Several jobs may have the same transform, and a
// job's `frame` may be the `out` of an earlier job. A bad job has the status
// SEALFRAME_FRAME_INVALID_ARGUMENT, and the others go on. If `jobs` is NULL, an
// element is NULL or no valid struct, or `num_jobs` is larger than any array,
// the call returns SEALFRAME_INVALID_ARGUMENT and does nothing. `jobs` may be
// NULL if `num_jobs` is 0.
//
// Keys are found up to seven frames ahead: if keys change while the call runs,
// up to seven more frames use the keys from before, and a removed key is wiped
// by the next poll after them. During the call, no other thread may use the
// transforms of the jobs. [stream] [frame]
SEALFRAME_API sealframe_status
sealframe_seal_batch(sealframe_seal_job* const* jobs, size_t num_jobs);

// A frame of `sealframe_open_batch`: the arguments of
// `sealframe_receive_transform_open`, and what it returned.
typedef struct sealframe_open_job {
  size_t struct_size;
  sealframe_receive_transform* transform;
  const sealframe_frame_info* info;  // May be NULL.
  const uint8_t* frame;
  size_t frame_size;
  uint8_t* out;
  size_t out_capacity;
  sealframe_frame_result* result;
  sealframe_frame_status status;  // Set by the call.
  uint32_t reserved;
} sealframe_open_job;

// sealframe_open_batch does the same with `sealframe_receive_transform_open`.
// [stream] [frame]
SEALFRAME_API sealframe_status
sealframe_open_batch(sealframe_open_job* const* jobs, size_t num_jobs);

// --- Statistics ------------------------------------------------------------

#define SEALFRAME_MAX_FRAME_STATUSES 64

// The counts of one stream. One frame in 64 is timed; the percentiles are upper
// bounds, within a factor of two.
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
  // Indexed by sealframe_frame_status. A held frame counts twice: as held, and
  // with its later outcome.
  uint64_t frames_by_status[SEALFRAME_MAX_FRAME_STATUSES];
} sealframe_stream_stats;

// sealframe_send_transform_get_stats and
// sealframe_receive_transform_get_stats copy the counts of a stream. [any]
SEALFRAME_API sealframe_status sealframe_send_transform_get_stats(
    const sealframe_send_transform* transform, sealframe_stream_stats* stats);
SEALFRAME_API sealframe_status sealframe_receive_transform_get_stats(
    const sealframe_receive_transform* transform,
    sealframe_stream_stats* stats);

// The counts of one key of a receiving stream.
typedef struct sealframe_key_stats {
  size_t struct_size;
  uint64_t kid;
  uint64_t frames_opened;
  uint64_t frames_replayed;  // Opened before, or too old to check.
} sealframe_key_stats;

// sealframe_receive_transform_get_key_stats copies the counts of key `index`,
// from 0, among the keys that have opened a frame of this stream. It returns
// SEALFRAME_NOT_FOUND past the last one. [any]
SEALFRAME_API sealframe_status sealframe_receive_transform_get_key_stats(
    const sealframe_receive_transform* transform, size_t index,
    sealframe_key_stats* stats);

// --- Profile detection -----------------------------------------------------

// A receiving stream whose profile is unknown, for a receiver that has keys for
// several: it tries them on each frame until one opens it, which authenticates
// the frame. From then on the stream has that profile. Each session reports
// events for the stream under its own profile.
typedef struct sealframe_profile_detector sealframe_profile_detector;

// sealframe_profile_detector_create creates a detector that tries the profiles
// of `sessions` in their order: put the profiles with the most distinctive
// frames first, and sframe last. The participant is remote in the provider of
// each. `config->hold_max_frames` must be 0. [any]
SEALFRAME_API sealframe_status sealframe_profile_detector_create(
    sealframe_session* const* sessions, size_t num_sessions,
    const sealframe_stream_config* config,
    sealframe_profile_detector** detector, sealframe_error* error);

SEALFRAME_API void sealframe_profile_detector_destroy(
    sealframe_profile_detector* detector);

// sealframe_profile_detector_max_opened_size returns an upper bound of the size
// that a sealed frame of `sealed_size` bytes opens to; 0 if `detector` is NULL.
// [any] [frame]
SEALFRAME_API size_t sealframe_profile_detector_max_opened_size(
    const sealframe_profile_detector* detector, size_t sealed_size);

// sealframe_profile_detector_open opens a frame as
// `sealframe_receive_transform_open` does, but not in place: `out` shares no
// byte with `frame`. If no profile opens the frame, the outcome is that of the
// profile that came nearest. [stream] [frame]
SEALFRAME_API sealframe_frame_status sealframe_profile_detector_open(
    sealframe_profile_detector* detector, const sealframe_frame_info* info,
    const uint8_t* frame, size_t frame_size, uint8_t* out, size_t out_capacity,
    sealframe_frame_result* result);

// sealframe_profile_detector_detected stores the index of the session whose
// profile the stream has, or returns SEALFRAME_NOT_FOUND if no frame has opened
// yet. [stream] [frame]
SEALFRAME_API sealframe_status sealframe_profile_detector_detected(
    const sealframe_profile_detector* detector, size_t* index);

// sealframe_profile_detector_get_stats copies the counts of the stream under
// the profile of session `index`. [any]
SEALFRAME_API sealframe_status sealframe_profile_detector_get_stats(
    const sealframe_profile_detector* detector, size_t index,
    sealframe_stream_stats* stats);

// --- LiveKit's data packets ------------------------------------------------

// Application data that LiveKit sends beside media, sealed with the keys of its
// sender. The profiles livekit and videosdk have data packets.
//
// They depend on keys alone, not on whether a session has end-to-end encryption
// switched on. They have no replay protection; LiveKit numbers packets inside
// the sealed bytes.

// The fields that travel beside a sealed packet.
typedef struct sealframe_data_packet_header {
  size_t struct_size;
  uint8_t iv[12];
  uint32_t key_index;  // The ring index, up to 255.
} sealframe_data_packet_header;

// sealframe_data_packet_sealed_size returns the sealed size of a packet of
// `packet_size` bytes; 0 if `packet_size` is over 16 MiB. [any] [frame]
SEALFRAME_API size_t sealframe_data_packet_sealed_size(size_t packet_size);

// Seals the packets of one participant.
typedef struct sealframe_data_packet_sealer sealframe_data_packet_sealer;

// sealframe_data_packet_sealer_create creates a sealer for a local participant,
// which may have no key yet. [any]
SEALFRAME_API sealframe_status sealframe_data_packet_sealer_create(
    sealframe_provider* provider, const char* participant,
    sealframe_data_packet_sealer** sealer, sealframe_error* error);

SEALFRAME_API void sealframe_data_packet_sealer_destroy(
    sealframe_data_packet_sealer* sealer);

// sealframe_data_packet_sealer_seal writes the sealed packet to the front of
// `out`, which either starts where `packet` does or shares no byte with it, and
// fills `*header`. If no packet comes out, the header is zero, and so is the
// part of `out` that a packet could have filled. Only INVALID_ARGUMENT and
// BUFFERS_OVERLAP leave `out` alone. [stream] [frame]
SEALFRAME_API sealframe_frame_status sealframe_data_packet_sealer_seal(
    sealframe_data_packet_sealer* sealer, const uint8_t* packet,
    size_t packet_size, uint8_t* out, size_t out_capacity,
    sealframe_data_packet_header* header, sealframe_frame_result* result);

// Opens the packets of one participant.
typedef struct sealframe_data_packet_opener sealframe_data_packet_opener;

// sealframe_data_packet_opener_create creates an opener for a remote
// participant, which may have no key yet. [any]
SEALFRAME_API sealframe_status sealframe_data_packet_opener_create(
    sealframe_provider* provider, const char* participant,
    sealframe_data_packet_opener** opener, sealframe_error* error);

SEALFRAME_API void sealframe_data_packet_opener_destroy(
    sealframe_data_packet_opener* opener);

// sealframe_data_packet_opener_open writes the packet to the front of `out`,
// which shares no byte with `sealed` and needs no more room than `sealed_size`.
// If no packet comes out, `out` is unchanged or zero. [stream] [frame]
SEALFRAME_API sealframe_frame_status sealframe_data_packet_opener_open(
    sealframe_data_packet_opener* opener,
    const sealframe_data_packet_header* header, const uint8_t* sealed,
    size_t sealed_size, uint8_t* out, size_t out_capacity,
    sealframe_frame_result* result);

// --- Inspection, diagnosis and key ids --------------------------------------

// The fields of a sealed frame and the sizes of its parts. Nothing here is
// authenticated: show it to people, never act on it.
typedef struct sealframe_inspection {
  size_t struct_size;
  const char* profile;  // A constant.
  uint64_t kid;         // KID, ring index or DAVE's generation (low 8 bits).
  uint64_t counter;     // CTR, the sender's count, or DAVE's nonce.
  size_t header_size;
  size_t clear_size;
  size_t ciphertext_size;  // In sframe with the tag.
  size_t tag_size;         // In sframe 0: the suite determines it.
  size_t nonce_size;
  size_t ranges_size;   // DAVE's list of clear ranges.
  size_t trailer_size;  // Sizes, key index and marker bytes.
} sealframe_inspection;

// sealframe_inspect parses a frame that was sealed under `profile`. If
// `profile` is NULL it guesses the likeliest from the structure, and reports
// videosdk as livekit. It returns SEALFRAME_INVALID_ARGUMENT if the frame does
// not have the structure of the profile. `info` may be NULL. [any]
SEALFRAME_API sealframe_status sealframe_inspect(
    const char* profile, sealframe_media media,
    const sealframe_frame_info* info, const uint8_t* frame, size_t frame_size,
    sealframe_inspection* inspection, sealframe_error* error);

// The reason why a frame does not open. docs/troubleshooting.md explains each.
enum sealframe_failure_reason SEALFRAME_INT32 {
  SEALFRAME_REASON_NONE = 0,            // It opens.
  SEALFRAME_REASON_PADDING = 1,         // Bytes follow the end of the frame.
  SEALFRAME_REASON_START_CODES = 2,     // Changed, or the zeros before them.
  SEALFRAME_REASON_FRAME_KIND = 3,      // Sealed as another kind or codec.
  SEALFRAME_REASON_KEY_DERIVATION = 4,  // For example, bytes used as text.
  SEALFRAME_REASON_KEY_SIZE = 5,        // 128 bits used as 256, or the reverse.
  SEALFRAME_REASON_SUITE = 6,           // Another SFrame cipher suite.
  SEALFRAME_REASON_RATCHET_STEP = 7,    // The sender is some steps away.
  SEALFRAME_REASON_PROFILE = 8,         // It is in another profile.
  SEALFRAME_REASON_PLAIN_FRAME = 9,     // It was never sealed.
  SEALFRAME_REASON_REPLAY = 10,         // It opened before.
  SEALFRAME_REASON_CUT_OFF = 11,   // Its end is missing, or all its structure.
  SEALFRAME_REASON_UNKNOWN = 12,   // Nothing explains it.
  SEALFRAME_REASON_PREFIX = 13,    // Bytes precede the frame.
  SEALFRAME_REASON_RED = 14,       // Redundant blocks (RFC 2198).
  SEALFRAME_REASON_SALT = 15,      // Keys have another salt.
  SEALFRAME_REASON_METADATA = 16,  // Sealed with other metadata.
  SEALFRAME_REASON_EMULATION_PREVENTION = 17,  // Bytes added or removed.
  SEALFRAME_REASON_PARTICIPANT = 18,  // Another participant's key opens it.
  SEALFRAME_REASON_KEY_INDEX = 19,    // It names another key index.
  SEALFRAME_REASON_KEY = 20,          // Sealed with a key that is not given.
  SEALFRAME_REASON_ALTERED = 21       // Its bytes were changed.
};
typedef enum sealframe_failure_reason sealframe_failure_reason;

// sealframe_failure_reason_name returns "key_derivation" and so on, or
// "unknown". [any] [frame]
SEALFRAME_API const char* sealframe_failure_reason_name(
    sealframe_failure_reason reason);

// A key for `sealframe_diagnose`.
typedef struct sealframe_diagnosis_key {
  size_t struct_size;
  const char* participant;  // Whose key it is, for the explanation.
  uint64_t key_index;
  uint64_t step;  // The ratchet step that `key` is at.
  const uint8_t* key;
  size_t key_size;
  sealframe_key_kind kind;
  uint32_t any_key_index;  // Whether frames may name another index.
} sealframe_diagnosis_key;

#define SEALFRAME_MAX_DIAGNOSIS_REASONS 8

typedef struct sealframe_diagnosis {
  size_t struct_size;
  sealframe_frame_status status;  // The result of opening the frame as given.
  sealframe_failure_reason reason;
  // The reasons that together explain the failure, `reason` first: undoing them
  // opens the frame. 0 if nothing opens it.
  uint32_t num_reasons;
  // The possible reasons if nothing is proved, the likeliest first.
  uint32_t num_possible;
  sealframe_failure_reason reasons[SEALFRAME_MAX_DIAGNOSIS_REASONS];
  sealframe_failure_reason possible[SEALFRAME_MAX_DIAGNOSIS_REASONS];
  size_t opened_size;      // If it opens.
  char explanation[1024];  // A sentence with the remedy, truncated to fit.
} sealframe_diagnosis;

// sealframe_diagnose finds the reason why a received frame does not open: it
// undoes common mistakes of stacks, packetizers and people, one at a time and
// in pairs, until the frame opens. If nothing opens it, the diagnosis lists the
// possible reasons; the reason is SEALFRAME_REASON_PLAIN_FRAME only with proof.
// The receiver's key is `*keys[0]`; the others are those of participants that
// may have sent the frame. `options` are those of the provider; the ones for
// counters, replays, times and ratchet windows have no effect. `info` may be
// NULL.
//
// It takes about two seconds, or 20 for a hostile frame of the largest size,
// and allocates: call it when a stream has failed, from a thread without
// deadlines, and never for each frame. It keeps no key. A failure to open the
// frame is a result: it returns an error only for invalid arguments, and for
// options or a first key that the profile refuses. [any]
SEALFRAME_API sealframe_status
sealframe_diagnose(const sealframe_provider_options* options,
                   const sealframe_diagnosis_key* const* keys, size_t num_keys,
                   sealframe_media media, const sealframe_frame_info* info,
                   const uint8_t* frame, size_t frame_size,
                   sealframe_diagnosis* diagnosis, sealframe_error* error);

// sealframe_encode_sender_key_id composes a KID of RFC 9605, Section 5.1. [any]
SEALFRAME_API sealframe_status sealframe_encode_sender_key_id(
    uint64_t generation, uint64_t step, uint32_t ratchet_bits, uint64_t* kid,
    sealframe_error* error);

// sealframe_decode_sender_key_id splits such a KID. [any]
SEALFRAME_API sealframe_status sealframe_decode_sender_key_id(
    uint64_t kid, uint32_t ratchet_bits, uint64_t* generation, uint64_t* step,
    sealframe_error* error);

// sealframe_encode_mls_key_id composes a KID of RFC 9605, Section 5.2, with the
// low `epoch_bits` of `epoch`. [any]
SEALFRAME_API sealframe_status sealframe_encode_mls_key_id(
    uint64_t context, uint64_t index, uint64_t epoch, uint32_t sender_bits,
    uint32_t epoch_bits, uint64_t* kid, sealframe_error* error);

// sealframe_decode_mls_key_id splits such a KID. [any]
SEALFRAME_API sealframe_status sealframe_decode_mls_key_id(
    uint64_t kid, uint32_t sender_bits, uint32_t epoch_bits, uint64_t* context,
    uint64_t* index, uint64_t* epoch, sealframe_error* error);

// --- RTP payload format ------------------------------------------------------

// The unit that one SFrame ciphertext protects
// (draft-ietf-avtcore-rtp-sframe-02): a whole encoded frame, or the payload of
// one packet of a media packetizer.
enum sealframe_payload_origin SEALFRAME_INT32 {
  SEALFRAME_ORIGIN_RAW = 0,
  SEALFRAME_ORIGIN_PACKETIZED = 1
};
typedef enum sealframe_payload_origin sealframe_payload_origin;

// Splits sealed frames of the profile sframe into RTP payloads.
typedef struct sealframe_packetizer sealframe_packetizer;

// sealframe_packetizer_create creates a packetizer for payloads of at most
// `max_payload_size` bytes, which is 2 or more. [any]
SEALFRAME_API sealframe_status sealframe_packetizer_create(
    size_t max_payload_size, sealframe_packetizer** packetizer,
    sealframe_error* error);

SEALFRAME_API void sealframe_packetizer_destroy(
    sealframe_packetizer* packetizer);

// sealframe_packetizer_start begins the next sealed frame, which is not copied
// and must not change before its last payload is written. It returns the number
// of payloads; 0 if the frame is empty or an argument is invalid. `marker` is
// the M bit of the frame's last packet. [stream] [frame]
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
// which shares no byte with the sealed frame. NO_FRAME means that all are
// written. It writes to `out` only if it returns OK. [stream] [frame]
SEALFRAME_API sealframe_frame_status
sealframe_packetizer_next(sealframe_packetizer* packetizer, uint8_t* out,
                          size_t out_capacity, sealframe_payload* payload);

// Reassembles sealed frames from the RTP packets of one SSRC.
typedef struct sealframe_depacketizer sealframe_depacketizer;

typedef struct sealframe_depacketizer_options {
  size_t struct_size;
  size_t max_packets;  // Held at once, up to 16384; 0 means 512.
  // Up to 65515; 0 means 1500. All packets together may hold 64 MiB.
  size_t max_payload_size;
  // How long a packet waits for the rest of its frame; 0 means one second.
  uint64_t timeout_ms;
} sealframe_depacketizer_options;

// sealframe_depacketizer_create creates a depacketizer, with memory for all the
// packets that it can hold. `options` may be NULL. [any]
SEALFRAME_API sealframe_status sealframe_depacketizer_create(
    const sealframe_depacketizer_options* options,
    sealframe_depacketizer** depacketizer, sealframe_error* error);

SEALFRAME_API void sealframe_depacketizer_destroy(
    sealframe_depacketizer* depacketizer);

typedef struct sealframe_rtp_packet {
  size_t struct_size;
  const uint8_t* payload;  // Without padding.
  size_t payload_size;
  uint64_t received_ms;      // By any monotonic clock.
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

// sealframe_depacketizer_insert copies a packet and returns whether it made a
// frame ready. Packets may come in any order. [stream] [frame]
SEALFRAME_API sealframe_insert_result sealframe_depacketizer_insert(
    sealframe_depacketizer* depacketizer, const sealframe_rtp_packet* packet);

// sealframe_depacketizer_next_size returns the size of the frame that
// `sealframe_depacketizer_next` writes next; 0 if none is ready, or if it is
// empty. A hostile sender can make an empty frame, and others wait behind it
// until `sealframe_depacketizer_next` has removed it. [stream] [frame]
SEALFRAME_API size_t
sealframe_depacketizer_next_size(const sealframe_depacketizer* depacketizer);

typedef struct sealframe_depacketized_frame {
  size_t struct_size;
  size_t size;
  uint64_t first_sequence;  // Extended to 64 bits, so it never wraps.
  uint64_t last_sequence;
  uint32_t timestamp;
  uint32_t payload_type;
  uint32_t marker;
  sealframe_payload_origin origin;
} sealframe_depacketized_frame;

// sealframe_depacketizer_next writes the sealed frame that became ready first
// to the front of `out` and removes it. NO_FRAME means that none is ready. It
// writes to `out` only if it returns OK. [stream] [frame]
SEALFRAME_API sealframe_frame_status sealframe_depacketizer_next(
    sealframe_depacketizer* depacketizer, uint8_t* out, size_t out_capacity,
    sealframe_depacketized_frame* frame);

// Why a packet was dropped.
enum sealframe_drop_reason SEALFRAME_INT32 {
  SEALFRAME_DROP_NO_DESCRIPTOR = 0,  // An empty payload.
  SEALFRAME_DROP_TOO_LARGE = 1,      // Over `max_payload_size`.
  SEALFRAME_DROP_SEQUENCE_JUMP = 2,  // Too far from the newest packet.
  SEALFRAME_DROP_LATE = 3,           // Behind the packets that are held.
  SEALFRAME_DROP_DUPLICATE = 4,      // Its sequence number was seen before.
  SEALFRAME_DROP_MIXED_ORIGIN = 5,   // T bits differ within its frame.
  SEALFRAME_DROP_MIXED_PAYLOAD_TYPE = 6,
  SEALFRAME_DROP_MIXED_TIMESTAMP = 7,
  SEALFRAME_DROP_TIMED_OUT = 8,      // Its frame stayed incomplete.
  SEALFRAME_DROP_WINDOW_PASSED = 9,  // Newer packets took its place.
  SEALFRAME_DROP_NOT_TAKEN = 10      // Its frame was ready, but never taken.
};
typedef enum sealframe_drop_reason sealframe_drop_reason;

#define SEALFRAME_MAX_DROP_REASONS 32

typedef struct sealframe_depacketizer_stats {
  size_t struct_size;
  uint64_t packets_received;
  uint64_t packets_delivered;  // In frames that were taken.
  uint64_t frames_delivered;
  uint64_t packets_dropped[SEALFRAME_MAX_DROP_REASONS];  // Indexed by reason.
} sealframe_depacketizer_stats;

// sealframe_depacketizer_get_stats copies the counts. [stream] [frame]
SEALFRAME_API sealframe_status
sealframe_depacketizer_get_stats(const sealframe_depacketizer* depacketizer,
                                 sealframe_depacketizer_stats* stats);

// --- SDP ---------------------------------------------------------------------

// A session description with its media sections, in which the attribute
// a=sframe negotiates SFrame (draft-ietf-avtcore-rtp-sframe-02). Sections count
// from 0.
typedef struct sealframe_sdp sealframe_sdp;

// sealframe_sdp_create parses an offer or answer, which may be hostile, of up
// to 4 MiB. [any]
SEALFRAME_API sealframe_status sealframe_sdp_create(const char* text,
                                                    sealframe_sdp** sdp,
                                                    sealframe_error* error);

SEALFRAME_API void sealframe_sdp_destroy(sealframe_sdp* sdp);

// sealframe_sdp_text returns the description with all edits, which is valid
// until the next edit; NULL if `sdp` is NULL. All that was not edited is
// unchanged, except that a line end is added to a last line without one.
// [stream]
SEALFRAME_API const char* sealframe_sdp_text(const sealframe_sdp* sdp);

// sealframe_sdp_num_sections returns the number of media sections; 0 if `sdp`
// is NULL. [stream]
SEALFRAME_API size_t sealframe_sdp_num_sections(const sealframe_sdp* sdp);

typedef struct sealframe_sdp_section {
  size_t struct_size;
  const char* mid;       // Empty if it has none. Valid until the next edit.
  uint32_t is_rtp;       // Only RTP sections can have SFrame.
  uint32_t is_rejected;  // Whether its port is zero, without a=bundle-only.
  uint32_t has_sframe;
  uint32_t reserved;
} sealframe_sdp_section;

// sealframe_sdp_get_section describes media section `section`, or returns
// SEALFRAME_NOT_FOUND past the last one. [stream]
SEALFRAME_API sealframe_status sealframe_sdp_get_section(
    const sealframe_sdp* sdp, size_t section, sealframe_sdp_section* info);

// sealframe_sdp_add_sframe adds a=sframe to a section that does not have it. It
// fails if the section is not RTP, or is rejected. [stream]
SEALFRAME_API sealframe_status sealframe_sdp_add_sframe(sealframe_sdp* sdp,
                                                        size_t section,
                                                        sealframe_error* error);

// sealframe_sdp_remove_sframe removes a=sframe from a section. [stream]
SEALFRAME_API sealframe_status sealframe_sdp_remove_sframe(
    sealframe_sdp* sdp, size_t section, sealframe_error* error);

// sealframe_sdp_reject_section sets the port of a section to zero and removes
// it from its BUNDLE groups (RFC 9143, Section 7.3.3). [stream]
SEALFRAME_API sealframe_status sealframe_sdp_reject_section(
    sealframe_sdp* sdp, size_t section, sealframe_error* error);

// sealframe_sdp_check_payload_types returns SEALFRAME_FAILED_PRECONDITION if
// sections of one BUNDLE group, with and without SFrame, share the payload type
// of a media encoding: a receiver could not distinguish SFrame packets.
// [stream]
SEALFRAME_API sealframe_status sealframe_sdp_check_payload_types(
    const sealframe_sdp* sdp, sealframe_error* error);

// The decision for one media section.
enum sealframe_sdp_decision SEALFRAME_INT32 {
  SEALFRAME_SDP_PLAIN = 0,   // Neither side wants SFrame.
  SEALFRAME_SDP_SFRAME = 1,  // Both want it: all media is SFrame.
  // Only we want it: stop the transceiver, which rejects the section.
  SEALFRAME_SDP_STOP = 2,
  // Only the peer wants it: reject the section in the answer, or stop the
  // transceiver if we made the offer. Never send media, which would be in the
  // clear.
  SEALFRAME_SDP_REFUSE = 3
};
typedef enum sealframe_sdp_decision sealframe_sdp_decision;

// sealframe_sdp_decide returns the decision for a section from whether we want
// SFrame and whether the section in the peer's description has it. [any]
// [frame]
SEALFRAME_API sealframe_sdp_decision sealframe_sdp_decide(uint32_t we_want,
                                                          uint32_t peer_has);

#if defined(__cplusplus)
}  // extern "C"
#endif

#endif  // SEALFRAME_HOOKS_C_SEALFRAME_H_
