// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The keys of a call: a receiver that waits for the first key, a rotation, a
// key that all participants share, statistics, and keys that are wiped.

#include <inttypes.h>
#include <sealframe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { kKeySize = 32, kMaxFrame = 256 };

// Calls a function whose last argument is an error, which ends the program.
#define CALL(function, ...)                                  \
  do {                                                       \
    sealframe_error error;                                   \
    SEALFRAME_INIT(&error);                                  \
    if (function(__VA_ARGS__, &error) != SEALFRAME_OK) {     \
      fprintf(stderr, "%s: %s\n", #function, error.message); \
      exit(1);                                               \
    }                                                        \
  } while (0)

typedef struct {
  sealframe_provider* provider;
  sealframe_session* session;
} call_end;

static call_end new_end(sealframe_key_mode key_mode) {
  call_end end;
  sealframe_provider_options options;
  sealframe_session_options session_options;
  SEALFRAME_INIT(&options);
  SEALFRAME_INIT(&session_options);
  options.profile = "sframe";
  options.key_mode = key_mode;
  CALL(sealframe_provider_create, &options, &end.provider);
  session_options.allow_no_key = 1;
  CALL(sealframe_session_create, end.provider, &session_options, &end.session);
  sealframe_session_set_e2ee_enabled(end.session, 1);
  return end;
}

static void destroy_end(call_end* end) {
  sealframe_session_destroy(end->session);
  sealframe_provider_destroy(end->provider);
}

// wipe overwrites this program's own copy of a key. The library has wiped its
// copies of a key that was retired, once poll returns.
static void wipe(uint8_t* key, size_t size) {
  volatile uint8_t* bytes = key;
  while (size-- > 0) {
    *bytes++ = 0;
  }
}

// set_key gives an end a new key of Alice. In a call the application agrees on
// it, for example with MLS.
static void set_key(const call_end* end, uint64_t key_index) {
  uint8_t key[kKeySize] = {1, 2, 3};
  key[0] = (uint8_t)(key[0] + key_index);
  CALL(sealframe_provider_set_key, end->provider, "alice", key_index, 0, key,
       sizeof(key));
  wipe(key, sizeof(key));
}

static void set_shared_key(const call_end* end, uint64_t epoch) {
  uint8_t key[kKeySize] = {7, 8, 9};
  key[0] = (uint8_t)(key[0] + epoch);
  CALL(sealframe_provider_set_shared_key, end->provider, epoch, key,
       sizeof(key));
  wipe(key, sizeof(key));
}

static sealframe_send_transform* new_sender(const call_end* end,
                                            const char* participant) {
  sealframe_send_transform* sender;
  sealframe_stream_config config;
  SEALFRAME_INIT(&config);
  config.participant = participant;
  CALL(sealframe_send_transform_create, end->session, &config, &sender);
  return sender;
}

static sealframe_receive_transform* new_receiver(const call_end* end,
                                                 const char* participant) {
  sealframe_receive_transform* receiver;
  sealframe_stream_config config;
  SEALFRAME_INIT(&config);
  config.participant = participant;
  config.hold_max_frames = 16;
  CALL(sealframe_receive_transform_create, end->session, &config, &receiver);
  return receiver;
}

static size_t seal(sealframe_send_transform* sender, const char* text,
                   uint8_t* sealed) {
  sealframe_frame_result result;
  SEALFRAME_INIT(&result);
  if (sealframe_send_transform_seal(sender, NULL, (const uint8_t*)text,
                                    strlen(text), sealed, kMaxFrame,
                                    &result) != SEALFRAME_FRAME_OK) {
    exit(1);
  }
  return result.size;
}

static void print_frame(const char* what, sealframe_frame_status status,
                        const sealframe_frame_result* result,
                        const uint8_t* frame) {
  printf("%s: %s, key %" PRIu64 ", \"%.*s\"\n", what,
         sealframe_frame_status_name(status), result->kid, (int)result->size,
         (const char*)frame);
}

static void open_frame(sealframe_receive_transform* receiver,
                       const uint8_t* sealed, size_t size) {
  uint8_t opened[kMaxFrame];
  sealframe_frame_result result;
  SEALFRAME_INIT(&result);
  const sealframe_frame_status status = sealframe_receive_transform_open(
      receiver, NULL, sealed, size, opened, sizeof(opened), &result);
  print_frame("opened", status, &result, opened);
}

// open_held takes the held frames that can come out, the oldest first. Call it
// after a key was set, and after a frame was held.
static void open_held(sealframe_receive_transform* receiver) {
  uint8_t opened[kMaxFrame];
  sealframe_frame_info info;
  sealframe_frame_result result;
  SEALFRAME_INIT(&info);
  SEALFRAME_INIT(&result);
  sealframe_frame_status status;
  while ((status = sealframe_receive_transform_open_held(
              receiver, &info, opened, sizeof(opened), &result)) !=
         SEALFRAME_FRAME_NO_FRAME) {
    print_frame("held", status, &result, opened);
  }
}

static void print_stats(const sealframe_receive_transform* receiver) {
  sealframe_stream_stats stats;
  SEALFRAME_INIT(&stats);
  if (sealframe_receive_transform_get_stats(receiver, &stats) == SEALFRAME_OK) {
    printf("%" PRIu64 " frames in, %" PRIu64 " out, %" PRIu64 " were held\n",
           stats.frames_in, stats.frames_out,
           stats.frames_by_status[SEALFRAME_FRAME_HELD]);
  }
}

// rotate replaces key 0 by key 1: first at all ends that open, then at the end
// that seals. Frames that are under way still open for the overlap.
static void rotate(const call_end* alice, const call_end* bob) {
  set_key(bob, 1);
  set_key(alice, 1);
  CALL(sealframe_provider_activate, alice->provider, "alice", 1);
  CALL(sealframe_provider_retire, alice->provider, "alice", 0, 0);
  CALL(sealframe_provider_retire, bob->provider, "alice", 0, 2000);
}

static void key_per_participant(void) {
  uint8_t sealed[kMaxFrame];
  call_end alice = new_end(SEALFRAME_KEY_PER_PARTICIPANT);
  call_end bob = new_end(SEALFRAME_KEY_PER_PARTICIPANT);
  CALL(sealframe_provider_add_local_participant, alice.provider, "alice", NULL);
  CALL(sealframe_provider_add_remote_participant, bob.provider, "alice", NULL);
  sealframe_send_transform* const sender = new_sender(&alice, "alice");
  sealframe_receive_transform* const receiver = new_receiver(&bob, "alice");

  set_key(&alice, 0);
  CALL(sealframe_provider_activate, alice.provider, "alice", 0);
  open_frame(receiver, sealed, seal(sender, "before the key", sealed));
  set_key(&bob, 0);
  open_held(receiver);

  const size_t size = seal(sender, "under way", sealed);
  rotate(&alice, &bob);
  open_frame(receiver, sealed, size);
  open_frame(receiver, sealed, seal(sender, "after the rotation", sealed));
  print_stats(receiver);

  sealframe_session_poll(alice.session, NULL, NULL);
  sealframe_session_poll(bob.session, NULL, NULL);
  sealframe_send_transform_destroy(sender);
  sealframe_receive_transform_destroy(receiver);
  destroy_end(&alice);
  destroy_end(&bob);
}

// join adds both participants of the meeting at one end, which is `own`'s.
static void join(const call_end* end, const char* own) {
  static const char* const names[] = {"alice", "bob"};
  for (uint64_t number = 0; number < 2; ++number) {
    if (strcmp(names[number], own) == 0) {
      CALL(sealframe_provider_add_local_participant, end->provider, own,
           &number);
    } else {
      CALL(sealframe_provider_add_remote_participant, end->provider,
           names[number], &number);
    }
  }
}

static void shared_key(void) {
  uint8_t sealed[kMaxFrame];
  call_end alice = new_end(SEALFRAME_KEY_SHARED);
  call_end bob = new_end(SEALFRAME_KEY_SHARED);
  join(&alice, "alice");
  join(&bob, "bob");
  sealframe_send_transform* const sender = new_sender(&bob, "bob");
  sealframe_receive_transform* const receiver = new_receiver(&alice, "bob");
  for (uint64_t epoch = 5; epoch <= 6; ++epoch) {
    set_shared_key(&alice, epoch);
    set_shared_key(&bob, epoch);
    CALL(sealframe_provider_activate, alice.provider, "alice", epoch);
    CALL(sealframe_provider_activate, bob.provider, "bob", epoch);
    open_frame(receiver, sealed, seal(sender, "under a shared key", sealed));
  }
  CALL(sealframe_provider_retire_shared_key, alice.provider, 5, 2000);
  CALL(sealframe_provider_retire_shared_key, bob.provider, 5, 2000);
  sealframe_send_transform_destroy(sender);
  sealframe_receive_transform_destroy(receiver);
  destroy_end(&alice);
  destroy_end(&bob);
}

int main(void) {
  key_per_participant();
  shared_key();
  return 0;
}
