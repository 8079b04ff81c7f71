// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A call on several threads, under every profile: each sender seals in its own
// thread and is received in another, while the main thread rotates keys and
// polls. Every frame comes out as it went in.

#include <pthread.h>
#include <sealframe.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  kSenders = 3,
  kRotations = 12,  // Per sender.
  kFramesPerRotation = 10,
  kFrames = kFramesPerRotation * (kRotations + 1),  // Per sender.
  kKeySize = 16,                                    // Every profile takes it.
  kMaxFrame = 1500,
  kRoom = kMaxFrame + 512
};

static void must(int good, const char* format, ...) {
  if (good) {
    return;
  }
  va_list arguments;
  va_start(arguments, format);
  vfprintf(stderr, format, arguments);
  va_end(arguments);
  fputc('\n', stderr);
  exit(1);
}

// CALL calls a function whose last argument is a sealframe_error.
#define CALL(function, ...)                                                  \
  do {                                                                       \
    sealframe_error error;                                                   \
    SEALFRAME_INIT(&error);                                                  \
    must(function(__VA_ARGS__, &error) == SEALFRAME_OK, "%s: %s", #function, \
         error.message);                                                     \
  } while (0)

// A queue of sealed frames from one thread to another. Senders wait for the key
// rotations, so that keys change while frames are under way.
typedef struct {
  pthread_mutex_t mutex;
  pthread_cond_t changed;
  uint8_t frames[kFrames][kRoom];
  size_t sizes[kFrames];
  size_t sent;
  size_t rotations;
} network;

// One sender's stream, from end to end.
typedef struct {
  char participant[16];
  const char* profile;
  sealframe_provider* local;   // Seals.
  sealframe_provider* remote;  // Opens; all senders share it.
  sealframe_send_transform* sender;
  sealframe_receive_transform* receiver;
  network* wire;
} stream;

// make_frame writes the bytes of frame `number`, which both ends know.
static size_t make_frame(const stream* through, size_t number, uint8_t* frame) {
  const size_t size = 1 + (number * 37) % kMaxFrame;
  for (size_t i = 0; i < size; ++i) {
    frame[i] = (uint8_t)(number * 7 + i + (size_t)through->participant[0]);
  }
  return size;
}

static void info_of(size_t number, sealframe_frame_info* info) {
  SEALFRAME_INIT(info);
  info->codec = SEALFRAME_CODEC_OPUS;
  info->ssrc = 1234;
  info->rtp_timestamp = (uint32_t)number * 960;
}

// wait_for waits until `*counter`, a field of `wire`, is at least `value`.
static void wait_for(network* wire, const size_t* counter, size_t value) {
  pthread_mutex_lock(&wire->mutex);
  while (*counter < value) {
    pthread_cond_wait(&wire->changed, &wire->mutex);
  }
  pthread_mutex_unlock(&wire->mutex);
}

static void count(network* wire, size_t* counter) {
  pthread_mutex_lock(&wire->mutex);
  ++*counter;
  pthread_cond_broadcast(&wire->changed);
  pthread_mutex_unlock(&wire->mutex);
}

static void* send_frames(void* argument) {
  stream* const through = argument;
  network* const wire = through->wire;
  uint8_t frame[kMaxFrame];
  for (size_t number = 0; number < kFrames; ++number) {
    sealframe_frame_info info;
    sealframe_frame_result result;
    if (number >= kFramesPerRotation) {
      wait_for(wire, &wire->rotations, number / kFramesPerRotation - 1);
    }
    SEALFRAME_INIT(&result);
    info_of(number, &info);
    const size_t size = make_frame(through, number, frame);
    const sealframe_frame_status status =
        sealframe_send_transform_seal(through->sender, &info, frame, size,
                                      wire->frames[number], kRoom, &result);
    must(status == SEALFRAME_FRAME_OK, "%s, seal: %s", through->profile,
         sealframe_frame_status_name(status));
    wire->sizes[number] = result.size;
    count(wire, &wire->sent);
  }
  return NULL;
}

static void* receive_frames(void* argument) {
  stream* const through = argument;
  network* const wire = through->wire;
  uint8_t frame[kMaxFrame], opened[kRoom];
  for (size_t number = 0; number < kFrames; ++number) {
    sealframe_frame_info info;
    sealframe_frame_result result;
    wait_for(wire, &wire->sent, number + 1);
    SEALFRAME_INIT(&result);
    info_of(number, &info);
    const sealframe_frame_status status = sealframe_receive_transform_open(
        through->receiver, &info, wire->frames[number], wire->sizes[number],
        opened, sizeof(opened), &result);
    const size_t size = make_frame(through, number, frame);
    must(status == SEALFRAME_FRAME_OK && result.size == size &&
             memcmp(opened, frame, size) == 0,
         "%s, open: %s", through->profile, sealframe_frame_status_name(status));
  }
  return NULL;
}

// bring_in_key sets the key for opening before it is activated for sealing.
static void bring_in_key(const stream* through, uint64_t key_index) {
  uint8_t key[kKeySize];
  for (size_t i = 0; i < kKeySize; ++i) {
    key[i] = (uint8_t)(i + 17 * key_index + (size_t)through->participant[0]);
  }
  CALL(sealframe_provider_set_key, through->remote, through->participant,
       key_index, 0, key, sizeof(key));
  CALL(sealframe_provider_set_key, through->local, through->participant,
       key_index, 0, key, sizeof(key));
  CALL(sealframe_provider_activate, through->local, through->participant,
       key_index);
}

// retire_key lets late frames of the key open for another minute.
static void retire_key(const stream* through, uint64_t key_index) {
  CALL(sealframe_provider_retire, through->local, through->participant,
       key_index, 0);
  CALL(sealframe_provider_retire, through->remote, through->participant,
       key_index, 60 * 1000);
}

static sealframe_provider* new_provider(const char* profile) {
  sealframe_provider* provider;
  sealframe_provider_options options;
  SEALFRAME_INIT(&options);
  options.profile = profile;
  CALL(sealframe_provider_create, &options, &provider);
  return provider;
}

static sealframe_session* new_session(sealframe_provider* provider) {
  sealframe_session* session;
  CALL(sealframe_session_create, provider, NULL, &session);
  sealframe_session_set_e2ee_enabled(session, 1);
  return session;
}

static void on_event(const sealframe_event* event, void* user_data) {
  size_t* const events = user_data;
  ++*events;
  must(event->kind == SEALFRAME_EVENT_STREAM_STATE &&
           event->state == SEALFRAME_STATE_OK,
       "%s: %s", sealframe_event_kind_name(event->kind),
       sealframe_stream_state_name(event->state));
}

static void start(stream* through, const char* profile, int number,
                  sealframe_provider* remote) {
  memset(through, 0, sizeof(*through));
  through->participant[0] = (char)('a' + number);
  through->profile = profile;
  through->remote = remote;
  through->local = new_provider(profile);
  through->wire = calloc(1, sizeof(*through->wire));
  must(through->wire != NULL, "memory");
  pthread_mutex_init(&through->wire->mutex, NULL);
  pthread_cond_init(&through->wire->changed, NULL);
  CALL(sealframe_provider_add_local_participant, through->local,
       through->participant, NULL);
  bring_in_key(through, 0);
}

static sealframe_stream_config config_of(const stream* through) {
  sealframe_stream_config config;
  SEALFRAME_INIT(&config);
  config.participant = through->participant;
  config.track = "microphone";
  config.media = SEALFRAME_AUDIO;
  return config;
}

// finish checks the receiver's statistics and returns how many keys it used.
static size_t finish(stream* through) {
  sealframe_stream_stats stats;
  sealframe_key_stats key;
  size_t keys = 0;
  SEALFRAME_INIT(&stats);
  SEALFRAME_INIT(&key);
  must(sealframe_receive_transform_get_stats(through->receiver, &stats) ==
               SEALFRAME_OK &&
           stats.frames_out == kFrames &&
           stats.frames_by_status[SEALFRAME_FRAME_OK] == kFrames,
       "statistics");
  while (sealframe_receive_transform_get_key_stats(through->receiver, keys,
                                                   &key) == SEALFRAME_OK) {
    ++keys;
  }
  sealframe_send_transform_destroy(through->sender);
  sealframe_receive_transform_destroy(through->receiver);
  sealframe_provider_destroy(through->local);
  pthread_mutex_destroy(&through->wire->mutex);
  pthread_cond_destroy(&through->wire->changed);
  free(through->wire);
  return keys;
}

// rotate_keys changes the keys while frames are under way.
static void rotate_keys(stream* streams, sealframe_session** senders,
                        sealframe_session* receivers, size_t* events) {
  for (uint64_t key_index = 1; key_index <= kRotations; ++key_index) {
    for (int i = 0; i < kSenders; ++i) {
      network* const wire = streams[i].wire;
      wait_for(wire, &wire->sent, kFramesPerRotation * (key_index - 1) + 1);
      bring_in_key(&streams[i], key_index);
      retire_key(&streams[i], key_index - 1);
      count(wire, &wire->rotations);
      sealframe_session_poll(senders[i], on_event, events);
    }
    sealframe_session_poll(receivers, on_event, events);
  }
}

static void run(const char* profile) {
  stream streams[kSenders];
  sealframe_session* senders[kSenders];
  pthread_t threads[2 * kSenders];
  size_t events = 0;

  sealframe_provider* const remote = new_provider(profile);
  for (int i = 0; i < kSenders; ++i) {
    start(&streams[i], profile, i, remote);
  }
  sealframe_session* const receivers = new_session(remote);
  for (int i = 0; i < kSenders; ++i) {
    const sealframe_stream_config config = config_of(&streams[i]);
    senders[i] = new_session(streams[i].local);
    CALL(sealframe_send_transform_create, senders[i], &config,
         &streams[i].sender);
    CALL(sealframe_receive_transform_create, receivers, &config,
         &streams[i].receiver);
    must(pthread_create(&threads[2 * i], NULL, send_frames, &streams[i]) == 0 &&
             pthread_create(&threads[2 * i + 1], NULL, receive_frames,
                            &streams[i]) == 0,
         "threads");
  }
  rotate_keys(streams, senders, receivers, &events);
  for (int i = 0; i < 2 * kSenders; ++i) {
    pthread_join(threads[i], NULL);
  }
  for (int i = 0; i < kSenders; ++i) {
    sealframe_session_poll(senders[i], on_event, &events);
    sealframe_session_destroy(senders[i]);
  }
  sealframe_session_poll(receivers, on_event, &events);
  sealframe_session_destroy(receivers);
  sealframe_provider_destroy(remote);
  for (int i = 0; i < kSenders; ++i) {
    const size_t keys = finish(&streams[i]);
    must(keys > kRotations / 2, "frames came under %zu keys", keys);
  }
  printf("%s: %d frames of %d senders over %d keys each, %zu events\n", profile,
         kSenders * kFrames, kSenders, kRotations + 1, events);
}

int main(void) {
  for (size_t i = 0; sealframe_profile_name(i) != NULL; ++i) {
    run(sealframe_profile_name(i));
  }
  return 0;
}
