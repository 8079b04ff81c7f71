// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A long call in one profile, over a bad network, with keys that come late,
// rotate and ratchet, participants that join and leave, and a clock that jumps.
// It knows which frames must open, and notes each fault.
//
// Thread-safety: none. Rooms share nothing but the library's own state.

#ifndef SEALFRAME_TESTS_SOAK_ROOM_H_
#define SEALFRAME_TESTS_SOAK_ROOM_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "sealframe/frame/session.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/tests/soak/sender.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {

// RoomCounts are totals of what happened.
struct RoomCounts {
  uint64_t sealed = 0;
  uint64_t lost = 0;      // By the network.
  uint64_t repeated = 0;  // Copies, none of which may open.
  uint64_t forged = 0;    // Altered, cut and invented frames.
  uint64_t opened = 0;
  uint64_t held = 0;
  uint64_t keys = 0;
  uint64_t ratchets = 0;
  uint64_t joins = 0;
  uint64_t events = 0;
  uint64_t jumps = 0;        // Of the clock.
  uint64_t jumped_over = 0;  // Frames under way or held at a jump.
  uint64_t long_mutes = 0;   // That took an hour or more.
  absl::Duration time;       // By the room's own clock.
};

class Room {
 public:
  Room(const std::string& profile, size_t participants, uint32_t seed);
  ~Room();

  // Step lets 20 ms pass.
  void Step();

  // Settle delivers all that is under way, and checks that each frame that
  // should have opened has, and that the counts of all streams balance.
  void Settle();

  const RoomCounts& counts() const { return counts_; }

  // faults returns what went wrong, in words: at most 20 things.
  const std::vector<std::string>& faults() const { return faults_; }

 private:
  // Packet is a frame under way to the receiver. The token is its number, or 0
  // if it must not open.
  struct Packet {
    uint64_t arrives = 0;  // The step.
    Bytes bytes = {};
    FrameInfo info = {};
  };

  bool Happens(uint32_t in_thousand) { return random_() % 1000 < in_thousand; }
  void Fault(const std::string& what);
  void Join(size_t place);
  void Leave(size_t place);
  bool IsMuted(Sender& sender);
  void Send(size_t place);
  void SendCopies(size_t place, const Packet& packet);
  void Forge(Packet* packet);
  void Deliver(size_t place, bool all);
  void Open(Sender& sender, const Packet& packet);
  void OpenHeld(Sender& sender);
  void CameOut(Sender& sender, uint64_t number, const Bytes& frame);
  void ChangeKeys(size_t place);
  void Rotate(Sender& sender);
  void GiveLateKey(Sender& sender);
  void PollAll();
  void NoteEvents(const std::vector<Event>& events, const std::string& end);
  void Jump();
  absl::Duration JumpSize();
  bool NeedsOldTime(const Sender& sender) const;
  void SettleStream(size_t place);
  void CheckStream(Sender& sender);

  const std::string profile_;
  std::mt19937 random_;
  FakeClock clock_;
  std::shared_ptr<KeyProvider> keys_;  // The receiver's.
  std::unique_ptr<Session> session_;
  std::vector<std::unique_ptr<Sender>> senders_;
  std::vector<std::vector<Packet>> network_;  // For each sender.
  // When each stream last reported each state.
  std::map<std::pair<std::string, StreamState>, absl::Time> reported_;
  uint64_t step_ = 0;
  uint64_t next_jump_;  // Its step.
  size_t people_ = 0;   // Those that joined so far.
  RoomCounts counts_;
  std::vector<std::string> faults_;
};

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_SOAK_ROOM_H_
