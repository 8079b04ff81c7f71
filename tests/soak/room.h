// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A long call in one profile, over a bad network, with keys that come late,
// rotate and ratchet, participants that join and leave, and a clock that jumps.
// It knows which frames must open, and notes each fault.
//
// Three threads work on a step of a room at the same time, each on its lane:
//
//   - lane 0 seals, sends and opens the sound of all participants,
//   - lane 1 seals, sends and opens their pictures, and
//   - lane 2 changes their keys at both ends, adds and removes them, polls the
//     sessions and asks for statistics.
//
// So the sound and the pictures of one participant use its keys, counters and
// replay windows at the same time, while its keys change. What must open does
// not depend on which thread is faster: a new key is there, or the frame waits
// for it, and an old key opens what is under way. There are two exceptions. The
// frames that arrive in the step in which their sender is removed may open or
// not; none opens after it. And frames that do not show that their key is
// missing (dave) do not wait, so their keys change between two steps. Random
// choices are those of a stream or of a lane, so they depend on the seed only.
//
// Replays come back at once, to the stream and to the other stream of their
// sender, and much later: after rotations, retired keys, returns of the sender
// with new and with the same keys, and jumps of the clock. What a provider may
// forget (docs/limits.md) never happens here: it removes more than 16 keys of
// one participant, but of these only the last ones are set again, 16 with their
// steps at most, and it has fewer participants than are remembered. In livekit,
// videosdk and jframe, frames of a key that is set are replayed for 11 hours
// only (docs/decisions/0008: 12 hours).
//
// Thread-safety: `RunLane` may be called from a thread for each lane at the
// same time, and nothing else meanwhile. Rooms share nothing but the library's
// own state.

#ifndef SEALFRAME_TESTS_SOAK_ROOM_H_
#define SEALFRAME_TESTS_SOAK_ROOM_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/session.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/tests/soak/person.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {

// RoomCounts are totals of what happened.
struct RoomCounts {
  uint64_t sealed = 0;
  uint64_t lost = 0;       // By the network.
  uint64_t repeated = 0;   // Copies, none of which may open.
  uint64_t forged = 0;     // Altered, cut and invented frames.
  uint64_t old = 0;        // Replays of old frames.
  uint64_t old_known = 0;  // Those that a replay window refused.
  uint64_t opened = 0;
  uint64_t held = 0;
  uint64_t too_early = 0;      // Not held, and came before their key.
  uint64_t abandoned = 0;      // Under way or held when their sender left.
  uint64_t after_leaving = 0;  // Sealed by participants that were removed.
  uint64_t keys = 0;
  uint64_t ratchets = 0;
  uint64_t joins = 0;
  uint64_t returns = 0;  // With the same keys.
  uint64_t events = 0;
  uint64_t jumps = 0;        // Of the clock.
  uint64_t jumped_over = 0;  // Frames under way or held at a jump.
  uint64_t long_mutes = 0;   // That took an hour or more.
  absl::Duration time;       // By the room's own clock, when it went forward.

  void Add(const RoomCounts& other);
};

class Room {
 public:
  static constexpr size_t kLanes = kStreamsOfPerson + 1;

  Room(const std::string& profile, size_t participants, uint32_t seed);
  ~Room();

  // RunLane does the work of one lane in a step of 20 ms. EndStep is called
  // after all lanes, and checks what came out.
  void RunLane(size_t lane);
  void EndStep();

  // Settle delivers all frames under way. It checks that each frame that should
  // have opened has opened, and that the engine's statistics of each stream
  // agree with what its calls returned.
  void Settle();

  RoomCounts counts() const;

  // faults returns descriptions of what went wrong, at most 20.
  std::vector<std::string> faults() const;

 private:
  // Outcome is a frame that came out, or that came before its key.
  struct Outcome {
    Person* person = nullptr;
    FrameInfo info = {};
    bool is_out = false;
  };
  struct Lane {
    RoomCounts counts;
    std::vector<Outcome> outcomes;
  };
  using People = std::vector<std::unique_ptr<Person>>;

  void Fault(const std::string& what);

  // Lanes of streams.
  void RunStream(Person& person, size_t lane);
  bool IsMuted(Stream& stream, Lane& lane);
  void Send(Person& person, size_t lane);
  void SendCopies(Person& person, size_t lane, Packet packet);
  void Forge(Stream& stream, Packet* packet);
  void ReplayOld(Person& person, size_t lane);
  bool MayReplay(const Person& person, const OldFrame& old) const;
  void Deliver(Person& person, size_t lane, bool all);
  void Open(Person& person, size_t lane, const Packet& packet);
  void NoteRefused(Person& person, size_t lane, const Packet& packet,
                   FrameStatus status);
  void OpenHeld(Person& person, size_t lane);
  void CameOutAs(Person& person, size_t lane, const FrameInfo& info,
                 const Bytes& frame);

  // The lane of keys.
  void RunKeys();
  std::unique_ptr<Person> Join();
  void AddReceivers(Person& person);
  void ChangeKeys(Person& person);
  void Rotate(Person& person);
  void Activate(Person& person, bool is_late);
  void GiveLateKey(Person& person);
  void PollAll();
  void NoteEvents(const std::vector<Event>& events, const std::string& end);
  void AskQuestions();

  // Between steps.
  bool Happens(uint32_t in_thousand) { return random_() % 1000 < in_thousand; }
  void BookOutcomes();
  void BookOut(const Outcome& outcome);
  void KeepOld(Person& person, Packet packet);
  void FinishStepOf(Person& person);
  void ComeAndGo();
  void Leave(size_t place);
  void BecomeGhost(size_t place);
  void DropGhosts(uint64_t until);
  void Return(Person& person);
  void SetKeysAgain(Person& person, bool with_earlier);
  void Jump();
  absl::Duration JumpSize();
  bool NeedsOldTime(const Person& person) const;
  void SettlePerson(Person& person);
  void CheckPerson(Person& person);
  void CheckCalls(Person& person);

  const std::string profile_;
  const bool names_step_;  // ProfileEntry::names_step
  const bool is_timed_;    // Replays are detected by time (decision 0008).
  const uint32_t seed_;
  std::mt19937 random_;      // For lane 2 and between steps.
  std::mt19937 old_random_;  // Chooses what `old_` keeps.
  FakeClock clock_;
  std::shared_ptr<KeyProvider> keys_;  // The receiver's.
  std::unique_ptr<Session> session_;
  People people_;   // By place. Null in the step after somebody left.
  People joining_;  // By place.
  People ghosts_;   // They left, and their frames go on for a while.
  std::vector<std::vector<OldFrame>> old_;  // By the sender's number.
  std::array<Lane, kLanes> lanes_;
  // When each stream last reported each state, since the last jump.
  std::map<std::pair<std::string, StreamState>, absl::Time> reported_;
  uint64_t step_ = 1;
  absl::Duration forward_;  // The time that has passed, forward only.
  uint64_t next_jump_;      // Its step.
  size_t joined_ = 0;       // People so far.
  mutable absl::Mutex mutex_;
  std::vector<std::string> faults_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_SOAK_ROOM_H_
