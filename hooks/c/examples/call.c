// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Both ends of an encrypted call in one program: Alice seals a frame, and Bob
// opens it, but not once somebody on the way has changed a bit.

#include <inttypes.h>
#include <sealframe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// In a call the application agrees on a key, for example with MLS.
static const uint8_t kKey[32] = {1, 2, 3, 4, 5, 6, 7, 8};

static void check(sealframe_status status, const sealframe_error* error) {
  if (status != SEALFRAME_OK) {
    fprintf(stderr, "%s: %s\n", sealframe_status_name(status), error->message);
    exit(1);
  }
}

// One end of the call: a provider with Alice's key, and a session.
typedef struct {
  sealframe_provider* provider;
  sealframe_session* session;
} call_end;

static call_end new_end(int is_alice) {
  call_end end;
  sealframe_error error;
  sealframe_provider_options options;
  SEALFRAME_INIT(&error);
  SEALFRAME_INIT(&options);
  options.profile = "sframe";
  check(sealframe_provider_create(&options, &end.provider, &error), &error);
  if (is_alice) {
    check(sealframe_provider_add_local_participant(end.provider, "alice", NULL,
                                                   &error),
          &error);
  }
  check(sealframe_provider_set_key(end.provider, "alice", 0, 0, kKey,
                                   sizeof(kKey), &error),
        &error);
  if (is_alice) {
    check(sealframe_provider_activate(end.provider, "alice", 0, &error),
          &error);
  }
  check(sealframe_session_create(end.provider, NULL, &end.session, &error),
        &error);
  check(sealframe_session_set_e2ee_enabled(end.session, 1), &error);
  return end;
}

static void print_event(const sealframe_event* event, void* user_data) {
  printf("%s %s: %s, key %" PRIu64 "\n", (const char*)user_data,
         sealframe_event_kind_name(event->kind),
         sealframe_stream_state_name(event->state), event->kid);
}

int main(void) {
  const call_end alice = new_end(1), bob = new_end(0);
  sealframe_error error;
  sealframe_stream_config config;
  SEALFRAME_INIT(&error);
  SEALFRAME_INIT(&config);
  config.participant = "alice";
  config.media = SEALFRAME_VIDEO;
  sealframe_send_transform* sender;
  sealframe_receive_transform* receiver;
  check(
      sealframe_send_transform_create(alice.session, &config, &sender, &error),
      &error);
  check(sealframe_receive_transform_create(bob.session, &config, &receiver,
                                           &error),
        &error);

  // Sizes first, then the caller's buffers.
  static const uint8_t frame[] = "an encoded frame";
  uint8_t sealed[256], opened[256];
  sealframe_frame_result result;
  SEALFRAME_INIT(&result);
  if (sealframe_send_transform_max_sealed_size(sender, sizeof(frame)) >
      sizeof(sealed)) {
    return 1;
  }
  sealframe_frame_status status = sealframe_send_transform_seal(
      sender, NULL, frame, sizeof(frame), sealed, sizeof(sealed), &result);
  const size_t sealed_size = result.size;
  printf("sealed: %s, %zu bytes\n", sealframe_frame_status_name(status),
         sealed_size);
  if (status != SEALFRAME_FRAME_OK) {
    return 1;
  }

  sealed[sealed_size - 1] ^= 1;
  status = sealframe_receive_transform_open(receiver, NULL, sealed, sealed_size,
                                            opened, sizeof(opened), &result);
  printf("changed on the way: %s\n", sealframe_frame_status_name(status));
  if (status != SEALFRAME_FRAME_NOT_AUTHENTIC) {
    return 1;
  }

  sealed[sealed_size - 1] ^= 1;
  status = sealframe_receive_transform_open(receiver, NULL, sealed, sealed_size,
                                            opened, sizeof(opened), &result);
  printf("as it was sent: %s, \"%s\"\n", sealframe_frame_status_name(status),
         (const char*)opened);
  if (status != SEALFRAME_FRAME_OK || result.size != sizeof(frame) ||
      memcmp(opened, frame, sizeof(frame)) != 0) {
    return 1;
  }

  check(sealframe_session_poll(bob.session, print_event, "bob"), &error);
  sealframe_send_transform_destroy(sender);
  sealframe_receive_transform_destroy(receiver);
  sealframe_session_destroy(alice.session);
  sealframe_session_destroy(bob.session);
  sealframe_provider_destroy(alice.provider);
  sealframe_provider_destroy(bob.provider);
  return 0;
}
