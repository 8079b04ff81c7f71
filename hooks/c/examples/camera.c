// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A camera with two viewers: from the keys of each viewer to RTP payloads, one
// picture for both, a change of keys in the middle, and talkback on an SSRC
// that nobody announced. Cameras and viewers are in one program here.

#include <inttypes.h>
#include <sealframe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
  kVideoSsrc = 0x12345678,
  kMaxFrame = 4096,
  kMaxPayload = 1000,      // For one RTP packet.
  kMaxTalkbackStreams = 4  // For one viewer at a time.
};

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

static void must(int condition, const char* what) {
  if (!condition) {
    fprintf(stderr, "failed: %s\n", what);
    exit(1);
  }
}

// One kind of media at one end of the calls.
typedef struct {
  sealframe_provider* provider;
  sealframe_session* session;
} media_end;

// The camera is ready before the first viewer brings a key.
static media_end new_end(sealframe_suite suite) {
  media_end end;
  sealframe_provider_options options;
  sealframe_session_options session_options;
  SEALFRAME_INIT(&options);
  SEALFRAME_INIT(&session_options);
  options.profile = "sframe";
  options.suite = suite;
  options.per_ssrc = 1;
  session_options.allow_no_key = 1;
  CALL(sealframe_provider_create, &options, &end.provider);
  CALL(sealframe_session_create, end.provider, &session_options, &end.session);
  sealframe_session_set_e2ee_enabled(end.session, 1);
  return end;
}

static void destroy_end(media_end* end) {
  sealframe_session_destroy(end->session);
  sealframe_provider_destroy(end->provider);
}

// What signalling agrees on: a base key and its key id.
typedef struct {
  uint64_t kid;
  uint8_t key[32];
} base_key;

// A participant for each direction of each viewer. The names stay in this
// program.
static void add_sender(const media_end* end, const char* name,
                       const base_key* key, uint32_t ssrc) {
  CALL(sealframe_provider_add_local_participant, end->provider, name, NULL);
  CALL(sealframe_provider_set_key, end->provider, name, key->kid, 0, key->key,
       sizeof(key->key));
  CALL(sealframe_provider_add_ssrc, end->provider, name, ssrc);
  CALL(sealframe_provider_activate, end->provider, name, key->kid);
}

static void add_receiver(const media_end* end, const char* name,
                         const base_key* key) {
  CALL(sealframe_provider_set_key, end->provider, name, key->kid, 0, key->key,
       sizeof(key->key));
}

static sealframe_send_transform* new_sender(const media_end* end,
                                            const char* name,
                                            sealframe_media media) {
  sealframe_send_transform* sender;
  sealframe_stream_config config;
  SEALFRAME_INIT(&config);
  config.participant = name;
  config.media = media;
  CALL(sealframe_send_transform_create, end->session, &config, &sender);
  return sender;
}

static sealframe_receive_transform* new_receiver(const media_end* end,
                                                 const char* name,
                                                 sealframe_media media) {
  sealframe_receive_transform* receiver;
  sealframe_stream_config config;
  SEALFRAME_INIT(&config);
  config.participant = name;
  config.media = media;
  CALL(sealframe_receive_transform_create, end->session, &config, &receiver);
  return receiver;
}

// with_lengths writes an access unit whose NAL units follow start codes of 4
// bytes, with the length of each in place of its start code. The size stays.
static void with_lengths(const uint8_t* unit, size_t size, uint8_t* out) {
  static const uint8_t start_code[4] = {0, 0, 0, 1};
  size_t length = 0;
  memcpy(out, unit, size);
  for (size_t i = size; i-- > 0;) {
    ++length;
    if (size - i >= 4 && memcmp(unit + i, start_code, 4) == 0) {
      const size_t nal = length - 4;
      out[i] = (uint8_t)(nal >> 24);
      out[i + 1] = (uint8_t)(nal >> 16);
      out[i + 2] = (uint8_t)(nal >> 8);
      out[i + 3] = (uint8_t)nal;
      length = 0;
    }
  }
}

// A viewer, at both ends of its call.
typedef struct {
  const char* name;
  media_end screen;
  sealframe_send_transform* sender;  // The camera's.
  sealframe_packetizer* packetizer;
  sealframe_depacketizer* depacketizer;
  sealframe_receive_transform* receiver;
  uint32_t next_sequence;
} viewer_call;

static viewer_call new_viewer(const media_end* camera, const char* name,
                              const base_key* key) {
  viewer_call made = {.name = name};
  add_sender(camera, name, key, kVideoSsrc);
  made.sender = new_sender(camera, name, SEALFRAME_VIDEO);
  CALL(sealframe_packetizer_create, kMaxPayload, &made.packetizer);

  made.screen = new_end(SEALFRAME_AES_256_CTR_HMAC_SHA512_80);
  add_receiver(&made.screen, "camera", key);
  CALL(sealframe_provider_add_ssrc, made.screen.provider, "camera", kVideoSsrc);
  made.receiver = new_receiver(&made.screen, "camera", SEALFRAME_VIDEO);
  CALL(sealframe_depacketizer_create, NULL, &made.depacketizer);
  return made;
}

static void destroy_viewer(viewer_call* viewer) {
  sealframe_send_transform_destroy(viewer->sender);
  sealframe_packetizer_destroy(viewer->packetizer);
  sealframe_depacketizer_destroy(viewer->depacketizer);
  sealframe_receive_transform_destroy(viewer->receiver);
  destroy_end(&viewer->screen);
}

// arrive takes an RTP payload at the screen.
static void arrive(viewer_call* viewer, const uint8_t* payload, size_t size,
                   uint32_t marker) {
  sealframe_rtp_packet packet;
  SEALFRAME_INIT(&packet);
  packet.payload = payload;
  packet.payload_size = size;
  packet.sequence_number = viewer->next_sequence++;
  packet.marker = marker;
  must(sealframe_depacketizer_insert(viewer->depacketizer, &packet) <=
           SEALFRAME_INSERT_FRAME_READY,
       "depacketize");
}

// send_to seals a picture for one viewer and sends it in packets, whose
// payloads begin with the descriptor: S, E and T bits. It returns their number.
static size_t send_to(viewer_call* viewer, const sealframe_frame_info* info,
                      const uint8_t* frame, size_t size) {
  uint8_t sealed[kMaxFrame], payload[kMaxPayload];
  sealframe_frame_result result;
  sealframe_payload written;
  size_t packets = 0;
  SEALFRAME_INIT(&result);
  SEALFRAME_INIT(&written);
  must(sealframe_send_transform_seal(viewer->sender, info, frame, size, sealed,
                                     sizeof(sealed),
                                     &result) == SEALFRAME_FRAME_OK,
       "seal");
  must(sealframe_packetizer_start(viewer->packetizer, sealed, result.size,
                                  SEALFRAME_ORIGIN_RAW, 1) != 0,
       "packetize");
  while (sealframe_packetizer_next(viewer->packetizer, payload, sizeof(payload),
                                   &written) == SEALFRAME_FRAME_OK) {
    arrive(viewer, payload, written.size, written.marker);
    ++packets;
  }
  return packets;
}

// show opens the picture that arrived, and returns its key id.
static uint64_t show(viewer_call* viewer, const sealframe_frame_info* info,
                     const uint8_t* want, size_t want_size) {
  uint8_t sealed[kMaxFrame], opened[kMaxFrame];
  sealframe_depacketized_frame frame;
  sealframe_frame_result result;
  SEALFRAME_INIT(&frame);
  SEALFRAME_INIT(&result);
  must(sealframe_depacketizer_next(viewer->depacketizer, sealed, sizeof(sealed),
                                   &frame) == SEALFRAME_FRAME_OK,
       "a whole frame");
  must(sealframe_receive_transform_open(viewer->receiver, info, sealed,
                                        frame.size, opened, sizeof(opened),
                                        &result) == SEALFRAME_FRAME_OK,
       "open");
  must(result.size == want_size && memcmp(opened, want, want_size) == 0,
       "the same picture");
  return result.kid;
}

// send_picture sends one picture to all viewers, each under its own key.
static void send_picture(viewer_call* viewers, size_t num_viewers) {
  uint8_t unit[3000], frame[sizeof(unit)];
  sealframe_frame_info info;
  SEALFRAME_INIT(&info);
  info.ssrc = kVideoSsrc;
  memset(unit, 0xab, sizeof(unit));
  memcpy(unit, "\0\0\0\1\x40\1", 6);        // A parameter set, 100 bytes,
  memcpy(unit + 104, "\0\0\0\1\x26\1", 6);  // and a picture, the rest.
  with_lengths(unit, sizeof(unit), frame);
  must(memcmp(frame, "\0\0\0\x64", 4) == 0, "the first length");
  for (size_t i = 0; i < num_viewers; ++i) {
    const size_t packets = send_to(&viewers[i], &info, frame, sizeof(frame));
    printf("%s: %zu packets, key %" PRIx64 "\n", viewers[i].name, packets,
           show(&viewers[i], &info, frame, sizeof(frame)));
  }
}

// update_keys replaces a viewer's key at both ends, as a session update with
// keys to add and key ids to remove does. Late frames of the old key still
// open for 2 seconds.
static void update_keys(const media_end* camera, viewer_call* viewer,
                        const base_key* added, uint64_t removed) {
  sealframe_provider* const screen = viewer->screen.provider;
  CALL(sealframe_provider_set_key, screen, "camera", added->kid, 0, added->key,
       sizeof(added->key));
  CALL(sealframe_provider_set_key, camera->provider, viewer->name, added->kid,
       0, added->key, sizeof(added->key));
  CALL(sealframe_provider_activate, camera->provider, viewer->name, added->kid);
  CALL(sealframe_provider_retire, camera->provider, viewer->name, removed, 0);
  CALL(sealframe_provider_retire, screen, "camera", removed, 2000);
}

// The talkback of one viewer, at the camera.
typedef struct {
  media_end speaker;
  sealframe_receive_transform* receiver;
  uint32_t ssrcs[kMaxTalkbackStreams];
  size_t num_ssrcs;
} talkback;

// knows_ssrc returns whether frames of `ssrc` can open, and derives its keys at
// its first packet. A sender that invents SSRCs gets no further ones.
static int knows_ssrc(talkback* from, const char* name, uint32_t ssrc) {
  for (size_t i = 0; i < from->num_ssrcs; ++i) {
    if (from->ssrcs[i] == ssrc) {
      return 1;
    }
  }
  if (from->num_ssrcs == kMaxTalkbackStreams) {
    return 0;
  }
  CALL(sealframe_provider_add_ssrc, from->speaker.provider, name, ssrc);
  from->ssrcs[from->num_ssrcs++] = ssrc;
  return 1;
}

static void hear(talkback* from, const char* name, uint32_t ssrc,
                 const uint8_t* sealed, size_t size) {
  uint8_t opened[kMaxFrame];
  sealframe_frame_info info;
  sealframe_frame_result result;
  SEALFRAME_INIT(&info);
  SEALFRAME_INIT(&result);
  info.ssrc = ssrc;
  if (!knows_ssrc(from, name, ssrc)) {
    printf("talkback on %" PRIx32 ": dropped\n", ssrc);
    return;
  }
  const sealframe_frame_status status = sealframe_receive_transform_open(
      from->receiver, &info, sealed, size, opened, sizeof(opened), &result);
  printf("talkback on %" PRIx32 ": %s, \"%.*s\"\n", ssrc,
         sealframe_frame_status_name(status), (int)result.size,
         (const char*)opened);
}

// talk sends a word from a viewer to the camera, in packets of `ssrc`. One base
// key of a session may serve both directions, because their SSRCs differ.
static void talk(talkback* camera, const media_end* microphone,
                 const char* name, uint32_t ssrc) {
  static const uint8_t word[] = {'h', 'e', 'l', 'l', 'o'};
  uint8_t sealed[kMaxFrame];
  sealframe_frame_info info;
  sealframe_frame_result result;
  SEALFRAME_INIT(&info);
  SEALFRAME_INIT(&result);
  info.ssrc = ssrc;
  CALL(sealframe_provider_add_ssrc, microphone->provider, name, ssrc);
  sealframe_send_transform* const sender =
      new_sender(microphone, name, SEALFRAME_AUDIO);
  must(sealframe_send_transform_seal(sender, &info, word, sizeof(word), sealed,
                                     sizeof(sealed),
                                     &result) == SEALFRAME_FRAME_OK,
       "seal");
  hear(camera, name, ssrc, sealed, result.size);
  sealframe_send_transform_destroy(sender);
}

static void talk_back(const char* name, const base_key* key) {
  talkback camera = {.speaker = new_end(SEALFRAME_AES_256_CTR_HMAC_SHA512_32)};
  media_end microphone = new_end(SEALFRAME_AES_256_CTR_HMAC_SHA512_32);
  add_receiver(&camera.speaker, name, key);
  camera.receiver = new_receiver(&camera.speaker, name, SEALFRAME_AUDIO);
  add_sender(&microphone, name, key, 0x9abcde00);
  for (uint32_t i = 1; i <= kMaxTalkbackStreams + 1; ++i) {
    talk(&camera, &microphone, name, 0x9abcde00 + i);
  }
  sealframe_receive_transform_destroy(camera.receiver);
  destroy_end(&camera.speaker);
  destroy_end(&microphone);
}

int main(void) {
  const base_key alices = {0x100, {1}}, bobs = {0x100, {2}};
  const base_key alices_next = {0x101, {3}};
  media_end camera = new_end(SEALFRAME_AES_256_CTR_HMAC_SHA512_80);
  viewer_call viewers[2];
  viewers[0] = new_viewer(&camera, "alice", &alices);
  viewers[1] = new_viewer(&camera, "bob", &bobs);
  send_picture(viewers, 2);
  update_keys(&camera, &viewers[0], &alices_next, alices.kid);
  send_picture(viewers, 2);
  talk_back("alice", &alices_next);
  destroy_viewer(&viewers[0]);
  destroy_viewer(&viewers[1]);
  destroy_end(&camera);
  return 0;
}
