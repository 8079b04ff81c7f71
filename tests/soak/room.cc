// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/soak/room.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <numeric>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/frame/stream_stats.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/tests/soak/sender.h"

namespace sealframe {
namespace {

constexpr absl::Duration kStep = absl::Milliseconds(20);
constexpr size_t kMaxFaults = 20;
constexpr size_t kMinFrame = 24;
constexpr size_t kMaxFrame = 1200;
constexpr uint64_t kLongestDelay = 8;  // Steps.
constexpr uint64_t kLatestKey = 30;    // Steps, well below the time of holding.
constexpr uint64_t kPollSteps = 10;
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

constexpr uint32_t kFirstSsrc = 1000;

// FrameOf returns frame `number` of a stream. No other stream has the same.
Bytes FrameOf(const FrameInfo& info, uint64_t number) {
  return MediaFrame(info, kMinFrame + number * 7919 % (kMaxFrame - kMinFrame),
                    uint64_t{info.ssrc} << 32 | number);
}

}  // namespace

Room::Room(const std::string& profile, size_t participants, uint32_t seed)
    : profile_(profile),
      random_(seed),
      keys_(NewSoakProvider(profile, clock_)),
      session_(NewSoakSession(keys_)),
      senders_(participants),
      network_(participants),
      next_jump_(kMinStepsBetweenJumps) {
  for (size_t i = 0; i < participants; ++i) {
    Join(i);
  }
}

Room::~Room() = default;

void Room::Fault(const std::string& what) {
  if (faults_.size() < kMaxFaults) {
    faults_.push_back(absl::StrCat(profile_, ", step ", step_, ": ", what));
  }
}

void Room::Join(size_t place) {
  // There are twice as many people as places, so those that left return, with
  // their names and SSRCs. Their keys are new.
  size_t person = 0;
  std::string name;
  do {
    person = people_++ % (2 * senders_.size());
    name = absl::StrCat("p", person);
  } while (
      std::any_of(senders_.begin(), senders_.end(), [&](const auto& other) {
        return other != nullptr && other->name == name;
      }));
  senders_[place] =
      NewSender(profile_, name, absl::StrCat(name, " ", people_, " ", profile_),
                static_cast<uint32_t>(kFirstSsrc + person), clock_);
  Sender& sender = *senders_[place];
  MustBeOk(keys_->AddRemoteParticipant(name));
  MustBeOk(keys_->SetKey(name, 0, SoakKey(sender.key_name, 0)));
  sender.receive = session_
                       ->NewReceiveTransform({.participant = sender.name,
                                              .track = sender.key_name,
                                              .media = sender.info.kind,
                                              .hold = {.max_frames = 512}})
                       .value();
  ++counts_.joins;
}

void Room::Leave(size_t place) {
  SettleStream(place);
  MustBeOk(keys_->RemoveParticipant(senders_[place]->name));
  senders_[place].reset();
}

void Room::Step() {
  ++step_;
  clock_.Advance(kStep);
  counts_.time += kStep;
  for (size_t i = 0; i < senders_.size(); ++i) {
    if (Happens(1) && Happens(300)) {
      Leave(i);
      Join(i);
    }
    ChangeKeys(i);
    if (!IsMuted(*senders_[i])) {
      Send(i);
    }
    Deliver(i, /*all=*/false);
  }
  if (step_ % kPollSteps == 0) {
    PollAll();
  }
  if (step_ == next_jump_) {
    Jump();
  }
}

// IsMuted mutes senders now and then, some of them for hours, which pass by
// jumps while others go on. A clock that goes back makes no mute longer.
bool Room::IsMuted(Sender& sender) {
  const absl::Time now = clock_.Now();
  sender.muted_until = std::min(sender.muted_until, now + kLongMute);
  if (now < sender.muted_until) {
    return true;
  }
  counts_.long_mutes += now - sender.muted_since >= absl::Hours(1);
  sender.muted_since = absl::InfiniteFuture();
  if (Happens(1)) {
    sender.muted_since = now;
    sender.muted_until = now + (Happens(200) ? kLongMute : kShortMute) *
                                   (random_() % 1000) / 1000;
  }
  return now < sender.muted_until;
}

void Room::Send(size_t place) {
  Sender& sender = *senders_[place];
  sender.info.rtp_timestamp += 1800;
  sender.info.token = sender.next_number++;
  const Bytes frame = FrameOf(sender.info, sender.info.token);
  Packet packet = {.info = sender.info};
  packet.bytes.resize(sender.send->MaxSealedSize(frame.size()));
  const FrameResult result =
      sender.send->Seal(sender.info, frame, absl::MakeSpan(packet.bytes));
  if (result.status != FrameStatus::kOk) {
    return Fault(
        absl::StrCat("sealing ended with ", FrameStatusName(result.status)));
  }
  packet.bytes.resize(result.size);
  ++counts_.sealed;
  SendCopies(place, packet);
}

void Room::SendCopies(size_t place, const Packet& packet) {
  std::vector<Packet>& network = network_[place];
  const auto send = [&](Packet copy) {
    copy.arrives = step_ + (Happens(800) ? 0 : random_() % kLongestDelay);
    network.push_back(std::move(copy));
  };
  if (Happens(50)) {
    ++counts_.lost;
  } else {
    senders_[place]->expected.insert(packet.info.token);
    send(packet);
    if (Happens(50)) {
      ++counts_.repeated;
      send(packet);
    }
  }
  if (Happens(60)) {
    ++counts_.forged;
    Packet forged = packet;
    Forge(&forged);
    send(forged);
  }
}

// A bit of getstream's trailer may change (docs/threat-model.md), and frames of
// H.264 may lose their end, as packetizers remove zeros.
void Room::Forge(Packet* packet) {
  packet->info.token = 0;
  Bytes& bytes = packet->bytes;
  const size_t half = bytes.size() / 2;
  const size_t changeable = profile_ == "getstream" ? half : bytes.size();
  const size_t most =
      packet->info.codec == Codec::kH264 ? half : bytes.size() - 1;
  switch (random_() % 3) {
    case 0:
      bytes[random_() % changeable] ^=
          static_cast<uint8_t>(1 + random_() % 255);
      break;
    case 1:
      bytes.resize(1 + random_() % most);
      break;
    default:
      std::generate(bytes.begin(), bytes.end(),
                    [&] { return static_cast<uint8_t>(random_()); });
  }
}

void Room::Deliver(size_t place, bool all) {
  Sender& sender = *senders_[place];
  if (all) {
    GiveLateKey(sender);
  }
  std::vector<Packet>& network = network_[place];
  std::vector<Packet> arrived, later;
  for (Packet& packet : network) {
    (all || packet.arrives <= step_ ? arrived : later)
        .push_back(std::move(packet));
  }
  network = std::move(later);
  for (const Packet& packet : arrived) {
    Open(sender, packet);
  }
  OpenHeld(sender);
}

void Room::Open(Sender& sender, const Packet& packet) {
  Bytes out(sender.receive->MaxOpenedSize(packet.bytes.size()));
  const FrameResult result =
      sender.receive->Open(packet.info, packet.bytes, absl::MakeSpan(out));
  if (result.status == FrameStatus::kHeld) {
    ++counts_.held;
    OpenHeld(sender);
  } else if (result.status == FrameStatus::kOk) {
    out.resize(result.size);
    CameOut(sender, packet.info.token, out);
  } else if (result.status == FrameStatus::kPassedThrough) {
    Fault("a frame passed through");
  } else if (sender.expected.count(packet.info.token) != 0) {
    Fault(absl::StrCat("frame ", packet.info.token, " of ", sender.name,
                       " ended with ", FrameStatusName(result.status)));
  }
}

void Room::OpenHeld(Sender& sender) {
  while (true) {
    Bytes out(sender.receive->next_held_size());
    FrameInfo info;
    const FrameResult result =
        sender.receive->OpenHeld(&info, absl::MakeSpan(out));
    if (result.status == FrameStatus::kNoFrame) {
      return;
    }
    if (result.status == FrameStatus::kOk) {
      out.resize(result.size);
      CameOut(sender, info.token, out);
    }
  }
}

void Room::CameOut(Sender& sender, uint64_t number, const Bytes& frame) {
  if (number == 0) {
    return Fault("a forged frame opened");
  }
  if (frame != FrameOf(sender.info, number)) {
    return Fault("a frame came out with other contents");
  }
  if (!sender.opened.insert(number).second) {
    return Fault(
        absl::StrCat("frame ", number, " of ", sender.name, " came out twice"));
  }
  sender.expected.erase(number);
  ++counts_.opened;
}

void Room::ChangeKeys(size_t place) {
  Sender& sender = *senders_[place];
  if (sender.late_key.has_value() && step_ >= sender.late_until) {
    GiveLateKey(sender);
  }
  if (sender.late_key.has_value()) {
    return;
  }
  // In a storm, everybody rotates every second.
  const bool storm = step_ / 50 % 40 == 0;
  if (Happens(storm ? 20 : 1)) {
    Rotate(sender);
  } else if (Happens(storm ? 10 : 1) && sender.ratchets < kMaxRatchets) {
    if (sender.keys->Ratchet(sender.name).ok()) {
      ++sender.ratchets;
      sender.ratcheted_from = sender.next_number;
      sender.changed_at = step_;
      ++counts_.ratchets;
    }
  }
}

void Room::Rotate(Sender& sender) {
  const uint64_t old = sender.key_index;
  const uint64_t next = ++sender.key_index;
  const KeyMaterial key = SoakKey(sender.key_name, next);
  // Frames that name only a step do not show that their key is missing.
  if (Happens(500) && !FindProfile(profile_)->names_step) {
    sender.late_key = next;
    sender.late_until = step_ + random_() % kLatestKey;
  } else {
    MustBeOk(keys_->SetKey(sender.name, next, key));
  }
  MustBeOk(sender.keys->SetKey(sender.name, next, key));
  MustBeOk(sender.keys->Activate(sender.name, next));
  MustBeOk(sender.keys->Retire(sender.name, old, absl::ZeroDuration()));
  MustBeOk(keys_->Retire(sender.name, old, kOverlap));
  sender.ratchets = 0;
  sender.changed_at = step_;
  ++counts_.keys;
}

void Room::GiveLateKey(Sender& sender) {
  if (sender.late_key.has_value()) {
    const uint64_t index = *sender.late_key;
    MustBeOk(
        keys_->SetKey(sender.name, index, SoakKey(sender.key_name, index)));
    sender.late_key.reset();
    OpenHeld(sender);
  }
}

void Room::PollAll() {
  NoteEvents(session_->Poll(), "receiver");
  for (const std::unique_ptr<Sender>& sender : senders_) {
    NoteEvents(sender->session->Poll(), "sender");
  }
}

void Room::NoteEvents(const std::vector<Event>& events,
                      const std::string& end) {
  const absl::Time now = clock_.Now();
  for (const Event& event : events) {
    ++counts_.events;
    if (event.kind != EventKind::kStreamState) {
      Fault(absl::StrCat("an event ", EventKindName(event.kind)));
      continue;
    }
    auto& last = reported_[{end + event.track, event.state}];
    if (last != absl::Time() && now >= last && now - last < absl::Seconds(1)) {
      Fault(absl::StrCat(event.participant, " reported ",
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

// Jump moves the clock, half of the time with frames under way, held frames and
// late keys: all of them if it goes back or a little ahead, and otherwise those
// of streams whose keys have not changed. Those must open all the same.
void Room::Jump() {
  next_jump_ = step_ + kMinStepsBetweenJumps +
               random_() % (kMaxStepsBetweenJumps - kMinStepsBetweenJumps);
  const absl::Duration far = JumpSize();
  const bool settles_all = Happens(500);
  for (size_t i = 0; i < senders_.size(); ++i) {
    if (settles_all || (far > kShortJump && NeedsOldTime(*senders_[i]))) {
      SettleStream(i);
    }
    counts_.jumped_over += senders_[i]->expected.size();
  }
  clock_.Advance(far);
  counts_.time += std::max(far, absl::ZeroDuration());
  ++counts_.jumps;
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
bool Room::NeedsOldTime(const Sender& sender) const {
  return sender.late_key.has_value() ||
         step_ - sender.changed_at <= kLongestDelay;
}

void Room::SettleStream(size_t place) {
  Deliver(place, /*all=*/true);
  CheckStream(*senders_[place]);
}

void Room::Settle() {
  for (size_t i = 0; i < senders_.size(); ++i) {
    SettleStream(i);
  }
}

void Room::CheckStream(Sender& sender) {
  for (const uint64_t number : sender.expected) {
    Fault(
        absl::StrCat("frame ", number, " of ", sender.name, " never came out"));
  }
  // A receiver knows the steps of frames that it has opened.
  if (!sender.opened.empty() &&
      *sender.opened.rbegin() >= sender.ratcheted_from) {
    sender.ratchets = 0;
  }
  sender.expected.clear();
  sender.opened.clear();
  const auto total = [](const StreamStats& stats) {
    return std::accumulate(stats.frames_by_status.begin(),
                           stats.frames_by_status.end(), uint64_t{0});
  };
  const StreamStats in = sender.receive->Stats();
  if (total(in) != in.frames_in + in.frames(FrameStatus::kHeld) -
                       sender.receive->held_frames()) {
    Fault(absl::StrCat("the counts of ", sender.name, " do not balance"));
  }
  const StreamStats out = sender.send->Stats();
  if (total(out) != out.frames_in) {
    Fault(absl::StrCat("the counts sent by ", sender.name, " do not balance"));
  }
}

}  // namespace sealframe
