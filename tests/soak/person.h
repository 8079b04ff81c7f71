// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A participant of a soak's room, which sends sound and pictures with one key:
// its own end, its two streams at the receiver, and which of its frames came
// out there.
//
// Thread-safety: none. Two threads use the two streams of one person at the
// same time, and a third one the rest (tests/soak/room.h).

#ifndef SEALFRAME_TESTS_SOAK_PERSON_H_
#define SEALFRAME_TESTS_SOAK_PERSON_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/session.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/tests/soak/call_counts.h"

namespace sealframe {

// The streams of a person: sound, then pictures.
inline constexpr size_t kStreamsOfPerson = 2;

// Packet is a frame under way to the receiver.
struct Packet {
  uint64_t arrives = 0;  // The step.
  Bytes bytes = {};
  FrameInfo info = {};  // The token is its number, or 0 if it must not open.
  bool has_copies = false;
  uint64_t late_key = 0;  // It is lost if it arrives before this key, if any.
  bool is_old = false;    // A replay of an old frame.
};

// OldFrame is a frame that has opened, or that was under way when its sender
// left. It must not open any more.
struct OldFrame {
  Packet packet;
  std::string key_name;
  uint64_t key_index = 0;  // The index of its key or of a later one.
  uint64_t step = 0;       // When it came out, or its sender left.
  absl::Duration time;     // The same, by `Room::forward_`.
};

struct Stream {
  bool Happens(uint32_t in_thousand) { return random() % 1000 < in_thousand; }

  FrameInfo info;  // For the next frame.
  std::mt19937 random;
  std::unique_ptr<SendTransform> send;
  std::unique_ptr<ReceiveTransform> receive;
  CallCounts send_calls;
  CallCounts receive_calls;
  std::vector<Packet> network;
  std::vector<Packet> twins;  // Copies that go to the person's other stream.
  std::map<uint64_t, Packet> sample;  // Frames to replay later, by number.
  uint64_t seen_in = 0;  // Frames to be sealed, when the engine was last asked.
  uint64_t seen_out = 0;  // Frames that came out, likewise.
  absl::Time muted_since = absl::InfiniteFuture();
  absl::Time muted_until = absl::InfinitePast();

  uint64_t next_number = 1;
  uint64_t ratcheted_from = 0;  // The first frame after the last ratchet.
  std::set<uint64_t> expected;  // Not lost, and not out yet.
  std::set<uint64_t> came_out;  // Since the last time that all had arrived.
};

// Presence is whether the receiver has a person among its participants.
enum class Presence : uint8_t {
  kThere,
  kLeaving,  // It is removed in this step: frames may open, or not.
  kGone,     // No frame may open.
};

struct Person {
  size_t number = 0;  // Those that left return with their number.
  std::string name;
  std::string key_name;  // Names its keys, which are new when it returns.
  std::shared_ptr<KeyProvider> keys;
  std::unique_ptr<Session> session;
  std::array<Stream, kStreamsOfPerson> streams;

  Presence presence = Presence::kThere;
  uint64_t gone_since = 0;  // The step.
  int times_added = 0;      // To the receiver.
  uint64_t key_index = 0;
  std::vector<uint64_t> steps_of_keys;  // The last step of each earlier key.
  std::optional<uint64_t> late_key;  // Active, and not set at the receiver yet.
  uint64_t late_until = 0;           // The step at which it is set.
  bool wants_late_key = false;       // At the end of the step.
  uint64_t keys_gone_below = 0;      // No earlier key is at the receiver.
  absl::Time retired_at = absl::InfinitePast();  // The last key before it.
  uint64_t changed_at = 0;     // The step of the last change of keys.
  int ratchets = 0;            // Those that the receiver may not know.
  bool has_ratcheted = false;  // In this step.
};

// NewPerson returns a person whose key 0 is active at its own end. The receiver
// does not have the key or the streams yet. The SSRCs of the streams are `ssrc`
// and the next one.
std::unique_ptr<Person> NewPerson(const std::string& profile,
                                  const std::string& name,
                                  const std::string& key_name, uint32_t ssrc,
                                  uint32_t seed, const Clock& clock);

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_SOAK_PERSON_H_
