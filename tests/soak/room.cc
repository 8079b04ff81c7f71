// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/soak/room.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/replay_windows.h"
#include "sealframe/tests/soak/person.h"
#include "sealframe/tests/soak/sender.h"

namespace sealframe {
namespace {

constexpr absl::Duration kStep = absl::Milliseconds(20);
constexpr size_t kMaxFaults = 20;
constexpr size_t kMinFrame = 24;
constexpr size_t kMaxFrame = 1200;
constexpr uint64_t kLongestDelay = 10;  // Steps.
constexpr uint64_t kLatestKey = 30;  // Steps, well below the time of holding.
constexpr uint64_t kPollSteps = 10;
// How long somebody that was removed goes on sending, and receivers opening.
constexpr uint64_t kStepsSentAfter = 10;
constexpr uint64_t kStepsAfter = 150;
// Jumps are further apart than the time a key can be late, so that no held
// frame waits through two of them.
constexpr uint64_t kMinStepsBetweenJumps = 50;
constexpr uint64_t kMaxStepsBetweenJumps = 350;
// With the longest wait for a late key below the time of holding, and below the
// overlaps of keys.
constexpr absl::Duration kShortJump = absl::Seconds(1);
constexpr absl::Duration kShortMute = absl::Seconds(10);
constexpr absl::Duration kLongMute = absl::Hours(6);
// A ratchet storm is shorter than what all receivers follow unannounced.
constexpr int kMaxRatchets = 3;
constexpr absl::Duration kOverlap = absl::Seconds(5);
// Below the 12 hours of docs/decisions/0008.
constexpr absl::Duration kReplayTime = absl::Hours(11);
constexpr size_t kOldFrames = 8;  // That are kept of each person.

constexpr uint32_t kFirstSsrc = 1000;
constexpr size_t kKeyLane = kStreamsOfPerson;

// FrameOf returns frame `number` of a stream. No other stream has the same.
Bytes FrameOf(const FrameInfo& info, uint64_t number) {
  return MediaFrame(info, kMinFrame + number * 7919 % (kMaxFrame - kMinFrame),
                    uint64_t{info.ssrc} << 32 | number);
}

Stream& OwnerOf(Person& person, const FrameInfo& info) {
  return person.streams[info.ssrc % kStreamsOfPerson];
}

// ComesTooEarly returns whether the receiver lacks the key of a frame that does
// not show it, and so is not held.
bool ComesTooEarly(const Person& person, const Packet& packet) {
  return packet.late_key != 0 && person.late_key == packet.late_key;
}

// MoveTwins puts the copies for the other stream onto its network.
void MoveTwins(Person& person) {
  for (size_t i = 0; i < kStreamsOfPerson; ++i) {
    std::vector<Packet>& twins = person.streams[i].twins;
    std::vector<Packet>& network = person.streams[1 - i].network;
    std::move(twins.begin(), twins.end(), std::back_inserter(network));
    twins.clear();
  }
}

}  // namespace

void RoomCounts::Add(const RoomCounts& other) {
  sealed += other.sealed;
  lost += other.lost;
  repeated += other.repeated;
  forged += other.forged;
  old += other.old;
  old_known += other.old_known;
  opened += other.opened;
  held += other.held;
  too_early += other.too_early;
  abandoned += other.abandoned;
  after_leaving += other.after_leaving;
  keys += other.keys;
  ratchets += other.ratchets;
  joins += other.joins;
  returns += other.returns;
  events += other.events;
  jumps += other.jumps;
  jumped_over += other.jumped_over;
  long_mutes += other.long_mutes;
  time += other.time;
}

Room::Room(const std::string& profile, size_t participants, uint32_t seed)
    : profile_(profile),
      names_step_(FindProfile(profile)->names_step),
      is_timed_(FindProfile(profile)->frames_carry_ssrc),
      seed_(seed),
      random_(seed),
      old_random_(seed),
      keys_(NewSoakProvider(profile, clock_)),
      session_(NewSoakSession(keys_)),
      people_(participants),
      joining_(participants),
      old_(2 * participants),
      next_jump_(kMinStepsBetweenJumps) {
  for (std::unique_ptr<Person>& person : people_) {
    person = Join();
  }
}

Room::~Room() = default;

RoomCounts Room::counts() const {
  RoomCounts sum;
  for (const Lane& lane : lanes_) {
    sum.Add(lane.counts);
  }
  sum.time = forward_;
  return sum;
}

std::vector<std::string> Room::faults() const {
  const absl::MutexLock lock(&mutex_);
  return faults_;
}

void Room::Fault(const std::string& what) {
  const absl::MutexLock lock(&mutex_);
  if (faults_.size() < kMaxFaults) {
    faults_.push_back(absl::StrCat(profile_, ", step ", step_, ": ", what));
  }
}

void Room::RunLane(size_t lane) {
  if (lane == kKeyLane) {
    return RunKeys();
  }
  for (const People* people : {&people_, &ghosts_}) {
    for (const std::unique_ptr<Person>& person : *people) {
      if (person != nullptr) {
        RunStream(*person, lane);
      }
    }
  }
}

// One lane sends first and the other one receives first, so that a key seals
// while it opens.
void Room::RunStream(Person& person, size_t lane) {
  Stream& stream = person.streams[lane];
  if (stream.Happens(30)) {
    ReplayOld(person, lane);
  }
  if (lane != 0) {
    Deliver(person, lane, /*all=*/false);
  }
  if (!IsMuted(stream, lanes_[lane]) &&
      (person.presence != Presence::kGone ||
       step_ - person.gone_since < kStepsSentAfter)) {
    Send(person, lane);
  }
  if (lane == 0) {
    Deliver(person, lane, /*all=*/false);
  }
}

// IsMuted mutes streams now and then, some of them for hours. Hours pass in
// jumps of the clock. A clock that goes back makes no mute longer.
bool Room::IsMuted(Stream& stream, Lane& lane) {
  const absl::Time now = clock_.Now();
  stream.muted_until = std::min(stream.muted_until, now + kLongMute);
  if (now < stream.muted_until) {
    return true;
  }
  lane.counts.long_mutes += now - stream.muted_since >= absl::Hours(1);
  stream.muted_since = absl::InfiniteFuture();
  if (stream.Happens(1)) {
    stream.muted_since = now;
    stream.muted_until = now + (stream.Happens(200) ? kLongMute : kShortMute) *
                                   (stream.random() % 1000) / 1000;
  }
  return now < stream.muted_until;
}

void Room::Send(Person& person, size_t lane) {
  Stream& stream = person.streams[lane];
  stream.info.rtp_timestamp += 1800;
  stream.info.token = stream.next_number++;
  const Bytes frame = FrameOf(stream.info, stream.info.token);
  Packet packet = {.info = stream.info};
  packet.bytes.resize(stream.send->MaxSealedSize(frame.size()));
  const FrameResult result =
      stream.send->Seal(stream.info, frame, absl::MakeSpan(packet.bytes));
  stream.send_calls.Add(result, frame.size());
  if (result.status != FrameStatus::kOk) {
    return Fault(
        absl::StrCat("sealing ended with ", FrameStatusName(result.status)));
  }
  packet.bytes.resize(result.size);
  // That a receiver has no key at all is always seen: frames are held then.
  if (names_step_) {
    packet.late_key = person.late_key.value_or(0);
  }
  if (person.presence == Presence::kGone) {
    ++lanes_[lane].counts.after_leaving;
    packet.arrives = step_ + stream.random() % kLongestDelay;
    stream.network.push_back(std::move(packet));
  } else {
    ++lanes_[lane].counts.sealed;
    SendCopies(person, lane, std::move(packet));
  }
}

void Room::SendCopies(Person& person, size_t lane, Packet packet) {
  Stream& stream = person.streams[lane];
  RoomCounts& counts = lanes_[lane].counts;
  const auto send = [&](Packet copy) {
    copy.arrives =
        step_ + (stream.Happens(800) ? 0 : stream.random() % kLongestDelay);
    stream.network.push_back(std::move(copy));
  };
  if (stream.Happens(60)) {
    ++counts.forged;
    Packet forged = packet;
    Forge(stream, &forged);
    send(std::move(forged));
  }
  if (stream.Happens(10)) {
    stream.sample.emplace(packet.info.token, packet);
  }
  if (stream.Happens(50)) {
    ++counts.lost;
    return;
  }
  stream.expected.insert(packet.info.token);
  const bool has_twin = stream.Happens(30) && packet.late_key == 0;
  const bool has_copy = stream.Happens(50) && packet.late_key == 0;
  packet.has_copies = has_twin || has_copy;
  counts.repeated += static_cast<uint64_t>(has_twin) + (has_copy ? 1 : 0);
  if (has_copy) {
    send(packet);
  }
  if (has_twin) {
    // Both arrive in the same step, at two streams and on two threads.
    packet.arrives = step_ + 1;
    stream.twins.push_back(packet);
    stream.network.push_back(std::move(packet));
  } else {
    send(std::move(packet));
  }
}

// One bit of getstream's trailer is not protected (docs/threat-model.md), and a
// frame of H.264 without the zeros at its end is whole, as packetizers remove
// them: such frames would open.
void Room::Forge(Stream& stream, Packet* packet) {
  packet->info.token = 0;
  Bytes& bytes = packet->bytes;
  const size_t half = bytes.size() / 2;
  const size_t changeable = profile_ == "getstream" ? half : bytes.size();
  const size_t most =
      packet->info.codec == Codec::kH264 ? half : bytes.size() - 1;
  switch (stream.random() % 3) {
    case 0:
      bytes[stream.random() % changeable] ^=
          static_cast<uint8_t>(1 + stream.random() % 255);
      break;
    case 1:
      bytes.resize(1 + stream.random() % most);
      break;
    default:
      std::generate(bytes.begin(), bytes.end(),
                    [&] { return static_cast<uint8_t>(stream.random()); });
  }
}

void Room::ReplayOld(Person& person, size_t lane) {
  Stream& stream = person.streams[lane];
  const std::vector<OldFrame>& all = old_[person.number];
  const uint64_t choice = stream.random();
  if (all.empty() || !MayReplay(person, all[choice % all.size()])) {
    return;
  }
  ++lanes_[lane].counts.old;
  Packet packet = all[choice % all.size()].packet;
  packet.arrives = step_;
  stream.network.push_back(std::move(packet));
}

// MayReplay returns whether an old frame must not open any more.
bool Room::MayReplay(const Person& person, const OldFrame& old) const {
  if (person.presence == Presence::kGone) {
    // A later frame may be of a key that is set again.
    return old.step <= person.gone_since;
  }
  const bool is_key_gone =
      old.key_name != person.key_name || old.key_index < person.keys_gone_below;
  return !is_timed_ || is_key_gone || forward_ - old.time < kReplayTime;
}

void Room::Deliver(Person& person, size_t lane, bool all) {
  Stream& stream = person.streams[lane];
  std::vector<Packet> arrived, later;
  for (Packet& packet : stream.network) {
    (all || packet.arrives <= step_ ? arrived : later)
        .push_back(std::move(packet));
  }
  stream.network = std::move(later);
  for (const Packet& packet : arrived) {
    Open(person, lane, packet);
  }
  OpenHeld(person, lane);
}

void Room::Open(Person& person, size_t lane, const Packet& packet) {
  Stream& stream = person.streams[lane];
  Bytes out(stream.receive->MaxOpenedSize(packet.bytes.size()));
  const FrameResult result =
      stream.receive->Open(packet.info, packet.bytes, absl::MakeSpan(out));
  stream.receive_calls.Add(result, packet.bytes.size());
  if (result.status == FrameStatus::kHeld) {
    ++lanes_[lane].counts.held;
    OpenHeld(person, lane);
  } else if (result.status == FrameStatus::kOk) {
    out.resize(result.size);
    CameOutAs(person, lane, packet.info, out);
    if (ComesTooEarly(person, packet)) {
      Fault("a frame opened before its key was set");
    }
  } else if (result.status == FrameStatus::kPassedThrough) {
    Fault("a frame passed through");
  } else {
    NoteRefused(person, lane, packet, result.status);
  }
}

void Room::NoteRefused(Person& person, size_t lane, const Packet& packet,
                       FrameStatus status) {
  if (packet.is_old && status == FrameStatus::kReplayed) {
    ++lanes_[lane].counts.old_known;
  }
  if (packet.info.token == 0 || person.presence != Presence::kThere ||
      (packet.has_copies && status == FrameStatus::kReplayed)) {
    return;
  }
  if (ComesTooEarly(person, packet) && (status == FrameStatus::kNotAuthentic ||
                                        status == FrameStatus::kReplayed)) {
    lanes_[lane].outcomes.push_back({.person = &person, .info = packet.info});
    return;
  }
  Fault(absl::StrCat("frame ", packet.info.token, " of ", person.name,
                     " ended with ", FrameStatusName(status)));
}

void Room::OpenHeld(Person& person, size_t lane) {
  Stream& stream = person.streams[lane];
  while (true) {
    Bytes out(stream.receive->next_held_size());
    FrameInfo info;
    const FrameResult result =
        stream.receive->OpenHeld(&info, absl::MakeSpan(out));
    stream.receive_calls.AddHeld(result);
    if (result.status == FrameStatus::kNoFrame) {
      return;
    }
    if (result.status == FrameStatus::kOk) {
      out.resize(result.size);
      CameOutAs(person, lane, info, out);
    }
  }
}

void Room::CameOutAs(Person& person, size_t lane, const FrameInfo& info,
                     const Bytes& frame) {
  if (person.presence == Presence::kGone) {
    return Fault("a frame of a participant that was removed opened");
  }
  if (info.token == 0) {
    return Fault("a forged or an old frame opened");
  }
  if (frame != FrameOf(info, info.token)) {
    return Fault("a frame came out with other contents");
  }
  lanes_[lane].outcomes.push_back(
      {.person = &person, .info = info, .is_out = true});
}

void Room::RunKeys() {
  for (size_t place = 0; place < people_.size(); ++place) {
    if (people_[place] == nullptr) {
      joining_[place] = Join();
    } else if (people_[place]->presence == Presence::kLeaving) {
      MustBeOk(keys_->RemoveParticipant(people_[place]->name));
    } else {
      ChangeKeys(*people_[place]);
    }
    if (place % 8 == step_ % 8) {
      AskQuestions();
    }
  }
  if (step_ % kPollSteps == 0) {
    PollAll();
  }
}

// Join returns a person whose streams begin. There are twice as many people as
// places, so those that left come back later, with the same names and SSRCs and
// with new keys.
std::unique_ptr<Person> Room::Join() {
  size_t number = 0;
  const auto has_number = [&number](const std::unique_ptr<Person>& other) {
    return other != nullptr && other->number == number;
  };
  do {
    number = joined_++ % old_.size();
  } while (std::any_of(people_.begin(), people_.end(), has_number) ||
           std::any_of(joining_.begin(), joining_.end(), has_number));
  const std::string name = absl::StrCat("p", number);
  auto person = NewPerson(
      profile_, name, absl::StrCat(name, " ", joined_, " ", profile_),
      static_cast<uint32_t>(kFirstSsrc + kStreamsOfPerson * number),
      seed_ * 1'000'000 + static_cast<uint32_t>(kStreamsOfPerson * joined_),
      clock_);
  person->number = number;
  MustBeOk(keys_->AddRemoteParticipant(name));
  if (Happens(200)) {
    person->late_key = 0;
    person->late_until = step_ + random_() % kLatestKey;
  } else {
    MustBeOk(keys_->SetKey(name, 0, SoakKey(person->key_name, 0)));
  }
  AddReceivers(*person);
  ++lanes_[kKeyLane].counts.joins;
  return person;
}

void Room::AddReceivers(Person& person) {
  ++person.times_added;
  for (size_t i = 0; i < kStreamsOfPerson; ++i) {
    Stream& stream = person.streams[i];
    stream.receive =
        session_
            ->NewReceiveTransform(
                {.participant = person.name,
                 .track = absl::StrCat(person.key_name, i, person.times_added),
                 .media = stream.info.kind,
                 .hold = {.max_frames = 512}})
            .value();
    stream.receive_calls = {};
    stream.seen_out = 0;
  }
}

void Room::ChangeKeys(Person& person) {
  if (person.late_key.has_value() && step_ >= person.late_until &&
      !names_step_) {
    GiveLateKey(person);
  }
  if (person.late_key.has_value()) {
    return;
  }
  // In a storm, everybody rotates every second.
  const bool storm = step_ / 50 % 40 == 0;
  if (Happens(storm ? 20 : 1)) {
    Rotate(person);
  } else if (Happens(storm ? 10 : 1) && person.ratchets < kMaxRatchets) {
    if (person.keys->Ratchet(person.name).ok()) {
      ++person.ratchets;
      person.has_ratcheted = true;
      person.changed_at = step_;
      ++lanes_[kKeyLane].counts.ratchets;
    }
  }
}

void Room::Rotate(Person& person) {
  const bool is_late = Happens(500);
  if (is_late && names_step_) {
    person.wants_late_key = true;
  } else {
    Activate(person, is_late);
  }
}

// Activate makes `person` seal with its next key, which the receiver gets
// before, or later if `is_late`.
void Room::Activate(Person& person, bool is_late) {
  const uint64_t old = person.key_index;
  const uint64_t next = ++person.key_index;
  person.steps_of_keys.push_back(
      person.keys->CurrentKey(person.name).value().step);
  const KeyMaterial key = SoakKey(person.key_name, next);
  if (is_late) {
    person.late_key = next;
    person.late_until = step_ + random_() % kLatestKey;
  } else {
    MustBeOk(keys_->SetKey(person.name, next, key));
  }
  MustBeOk(person.keys->SetKey(person.name, next, key));
  MustBeOk(person.keys->Activate(person.name, next));
  MustBeOk(person.keys->Retire(person.name, old, absl::ZeroDuration()));
  MustBeOk(keys_->Retire(person.name, old, kOverlap));
  person.retired_at = std::max(person.retired_at, clock_.Now());
  person.ratchets = 0;
  person.changed_at = step_;
  ++lanes_[kKeyLane].counts.keys;
}

void Room::GiveLateKey(Person& person) {
  if (person.late_key.has_value()) {
    const uint64_t index = *person.late_key;
    MustBeOk(
        keys_->SetKey(person.name, index, SoakKey(person.key_name, index)));
    person.late_key.reset();
    // Frames that wait for it come out in the next step.
    person.changed_at = step_;
  }
}

void Room::PollAll() {
  NoteEvents(session_->Poll(), "receiver");
  for (const People* people : {&people_, &ghosts_}) {
    for (const std::unique_ptr<Person>& person : *people) {
      if (person != nullptr) {
        NoteEvents(person->session->Poll(), "sender");
      }
    }
  }
}

void Room::NoteEvents(const std::vector<Event>& events,
                      const std::string& end) {
  const absl::Time now = clock_.Now();
  for (const Event& event : events) {
    ++lanes_[kKeyLane].counts.events;
    if (event.kind != EventKind::kStreamState) {
      Fault(absl::StrCat("an event ", EventKindName(event.kind)));
      continue;
    }
    auto& last = reported_[{end + event.track, event.state}];
    if (last != absl::Time() && now - last < absl::Seconds(1)) {
      Fault(absl::StrCat(event.participant, ", ", end, ", reported ",
                         StreamStateName(event.state), " twice in ",
                         absl::FormatDuration(now - last)));
    }
    last = now;
    if (event.state == StreamState::kStalled) {
      // The end of a stall is reported at once.
      reported_.erase({end + event.track, StreamState::kOk});
    }
  }
}

// AskQuestions calls what any thread may call while frames pass.
void Room::AskQuestions() {
  Person* const person = people_[random_() % people_.size()].get();
  session_->SetE2eeEnabled(true);
  if (!session_->e2ee_enabled()) {
    Fault("end-to-end encryption is off");
  }
  static_cast<void>(keys_->has_keys());
  if (person == nullptr) {
    return;
  }
  if (!person->keys->CurrentKey(person->name).ok()) {
    Fault("a sender has no key");
  }
  for (Stream& stream : person->streams) {
    const uint64_t in = stream.send->Stats().frames_in;
    const uint64_t out = stream.receive->Stats().frames_out;
    if (in < stream.seen_in || out < stream.seen_out) {
      Fault("statistics went back");
    }
    stream.seen_in = in;
    stream.seen_out = out;
  }
}

void Room::EndStep() {
  BookOutcomes();
  for (size_t place = 0; place < people_.size(); ++place) {
    if (people_[place] == nullptr) {
      people_[place] = std::move(joining_[place]);
    } else if (people_[place]->presence == Presence::kLeaving) {
      BecomeGhost(place);
    } else {
      FinishStepOf(*people_[place]);
    }
  }
  DropGhosts(step_ - std::min(step_, kStepsAfter));
  ComeAndGo();
  if (step_ == next_jump_) {
    Jump();
  }
  ++step_;
  clock_.Advance(kStep);
  forward_ += kStep;
}

void Room::BookOutcomes() {
  for (Lane& lane : lanes_) {
    for (const Outcome& outcome : lane.outcomes) {
      if (outcome.is_out) {
        BookOut(outcome);
      } else {
        Stream& stream = OwnerOf(*outcome.person, outcome.info);
        lanes_[kKeyLane].counts.too_early +=
            stream.expected.erase(outcome.info.token);
      }
    }
    lane.outcomes.clear();
  }
}

void Room::BookOut(const Outcome& outcome) {
  Person& person = *outcome.person;
  Stream& stream = OwnerOf(person, outcome.info);
  const uint64_t number = outcome.info.token;
  if (!stream.came_out.insert(number).second) {
    return Fault(
        absl::StrCat("frame ", number, " of ", person.name, " came out twice"));
  }
  if (stream.expected.erase(number) == 0) {
    return Fault(absl::StrCat("frame ", number, " of ", person.name,
                              " came out, but was lost"));
  }
  ++lanes_[kKeyLane].counts.opened;
  const auto sampled = stream.sample.find(number);
  if (sampled != stream.sample.end()) {
    KeepOld(person, std::move(sampled->second));
    stream.sample.erase(sampled);
  }
}

void Room::KeepOld(Person& person, Packet packet) {
  packet.info.token = 0;
  packet.is_old = true;
  OldFrame old = {.packet = std::move(packet),
                  .key_name = person.key_name,
                  .key_index = person.key_index,
                  .step = step_,
                  .time = forward_};
  std::vector<OldFrame>& all = old_[person.number];
  if (all.size() < kOldFrames) {
    all.push_back(std::move(old));
  } else {
    all[old_random_() % kOldFrames] = std::move(old);
  }
}

void Room::FinishStepOf(Person& person) {
  MoveTwins(person);
  if (person.has_ratcheted) {
    for (Stream& stream : person.streams) {
      stream.ratcheted_from = stream.next_number;
    }
    person.has_ratcheted = false;
  }
  if (names_step_ && step_ >= person.late_until) {
    GiveLateKey(person);
  }
  if (person.wants_late_key) {
    person.wants_late_key = false;
    Activate(person, /*is_late=*/true);
  }
  // The poll of this step has removed the retired keys.
  if (step_ % kPollSteps == 0 && clock_.Now() > person.retired_at + kOverlap) {
    person.keys_gone_below = person.key_index;
  }
}

// ComeAndGo makes people leave now and then: half of them once all of their
// frames have arrived, the other half in the next step, with frames under way
// and held. For others, the receiver alone removes them and adds them again.
void Room::ComeAndGo() {
  for (size_t place = 0; place < people_.size(); ++place) {
    if (people_[place] == nullptr || !Happens(1)) {
      continue;
    }
    const uint64_t choice = random_() % 1000;
    if (choice < 150) {
      Leave(place);
    } else if (choice < 300) {
      people_[place]->presence = Presence::kLeaving;
    } else if (choice < 600) {
      Return(*people_[place]);
    }
  }
}

void Room::Leave(size_t place) {
  SettlePerson(*people_[place]);
  MustBeOk(keys_->RemoveParticipant(people_[place]->name));
  BecomeGhost(place);
}

void Room::BecomeGhost(size_t place) {
  Person& person = *people_[place];
  person.presence = Presence::kGone;
  person.gone_since = step_;
  person.late_key.reset();
  MoveTwins(person);
  for (Stream& stream : person.streams) {
    lanes_[kKeyLane].counts.abandoned += stream.expected.size();
    stream.expected.clear();
    for (auto& [number, packet] : stream.sample) {
      KeepOld(person, std::move(packet));
    }
    stream.sample.clear();
  }
  ghosts_.push_back(std::move(people_[place]));
}

// DropGhosts checks and drops the people who left before step `until`.
void Room::DropGhosts(uint64_t until) {
  std::erase_if(ghosts_, [&](const std::unique_ptr<Person>& ghost) {
    if (ghost->gone_since >= until) {
      return false;
    }
    CheckCalls(*ghost);
    return true;
  });
}

// Return makes the receiver remove `person` and add it again, with the keys
// that it had last. All of its old frames then arrive again, at both streams.
void Room::Return(Person& person) {
  SettlePerson(person);
  MustBeOk(keys_->RemoveParticipant(person.name));
  const bool has_new_streams = Happens(500);
  if (has_new_streams) {
    for (Stream& stream : person.streams) {
      stream.receive.reset();
    }
  }
  if (Happens(500)) {
    PollAll();
  }
  MustBeOk(keys_->AddRemoteParticipant(person.name));
  // Replays of very old frames may be held.
  SetKeysAgain(person, /*with_earlier=*/has_new_streams || !is_timed_);
  if (has_new_streams) {
    AddReceivers(person);
  }
  for (const OldFrame& old : old_[person.number]) {
    for (Stream& stream : person.streams) {
      if (MayReplay(person, old)) {
        stream.network.push_back(old.packet);
        ++lanes_[kKeyLane].counts.old;
      }
    }
  }
  person.changed_at = step_;
  ++lanes_[kKeyLane].counts.returns;
}

// SetKeysAgain sets the key that `person` seals with and, if `with_earlier`,
// some of those before it, at most as many as are remembered.
void Room::SetKeysAgain(Person& person, bool with_earlier) {
  const KeyAtStep key = person.keys->CurrentKey(person.name).value();
  uint64_t first = key.key_index;
  uint64_t windows = key.step + 1;
  while (with_earlier && first > 0 && Happens(700)) {
    windows += person.steps_of_keys[first - 1] + 1;
    if (windows > kRemovedKeysRemembered) {
      break;
    }
    --first;
  }
  for (uint64_t index = first; index < key.key_index; ++index) {
    MustBeOk(
        keys_->SetKey(person.name, index, SoakKey(person.key_name, index)));
    MustBeOk(keys_->Retire(person.name, index, kOverlap));
    person.retired_at = std::max(person.retired_at, clock_.Now());
  }
  MustBeOk(keys_->SetKey(person.name, key.key_index, key.material, key.step));
  person.keys_gone_below = std::min(person.keys_gone_below, first);
}

// Jump moves the clock, half of the time with frames under way, held frames and
// late keys: all of them if it goes back or a little ahead, and otherwise those
// of people whose keys have not changed. Those must open all the same.
void Room::Jump() {
  next_jump_ = step_ + kMinStepsBetweenJumps +
               random_() % (kMaxStepsBetweenJumps - kMinStepsBetweenJumps);
  const absl::Duration far = JumpSize();
  const bool settles_all = Happens(500);
  RoomCounts& counts = lanes_[kKeyLane].counts;
  for (const std::unique_ptr<Person>& person : people_) {
    if (person == nullptr) {
      continue;
    }
    if (settles_all || (far > kShortJump && NeedsOldTime(*person))) {
      SettlePerson(*person);
    }
    for (const Stream& stream : person->streams) {
      counts.jumped_over += stream.expected.size();
    }
  }
  clock_.Advance(far);
  forward_ += std::max(far, absl::ZeroDuration());
  ++counts.jumps;
  reported_.clear();
  PollAll();
}

absl::Duration Room::JumpSize() {
  if (Happens(200)) {
    return kShortJump * (random_() % 1000) / 1000;
  }
  if (Happens(200)) {
    return absl::Hours(24) * (1 + random_() % 3);
  }
  const absl::Duration hours = absl::Seconds(random_() % 7200);
  return Happens(750) ? hours : -hours;
}

// NeedsOldTime returns whether frames are under way, or held, that need a late
// key or one that a long jump makes expire.
bool Room::NeedsOldTime(const Person& person) const {
  return person.late_key.has_value() ||
         step_ - person.changed_at <= kLongestDelay + 1;
}

void Room::SettlePerson(Person& person) {
  GiveLateKey(person);
  MoveTwins(person);
  for (size_t lane = 0; lane < kStreamsOfPerson; ++lane) {
    Deliver(person, lane, /*all=*/true);
  }
  BookOutcomes();
  CheckPerson(person);
}

void Room::Settle() {
  for (const std::unique_ptr<Person>& person : people_) {
    if (person != nullptr) {
      SettlePerson(*person);
    }
  }
  DropGhosts(step_ + 1);
}

void Room::CheckPerson(Person& person) {
  for (Stream& stream : person.streams) {
    for (const uint64_t number : stream.expected) {
      Fault(absl::StrCat("frame ", number, " of ", person.name,
                         " never came out"));
    }
    // A receiver knows the steps of frames that it has opened.
    if (!stream.came_out.empty() &&
        *stream.came_out.rbegin() >= stream.ratcheted_from) {
      person.ratchets = 0;
    }
    stream.expected.clear();
    stream.came_out.clear();
    stream.sample.clear();
  }
  CheckCalls(person);
}

void Room::CheckCalls(Person& person) {
  for (const Stream& stream : person.streams) {
    const std::string in = stream.receive_calls.Differences(
        stream.receive->Stats(), stream.receive->held_frames());
    const std::string out =
        stream.send_calls.Differences(stream.send->Stats(), /*held=*/0);
    if (!in.empty() || !out.empty()) {
      Fault(absl::StrCat("the statistics of ", person.name, " are wrong:", in,
                         out));
    }
  }
}

}  // namespace sealframe
