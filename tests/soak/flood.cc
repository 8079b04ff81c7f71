// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/soak/flood.h"

#include <time.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <iterator>
#include <memory>
#include <numeric>
#include <optional>
#include <random>
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
#include "sealframe/frame/session.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/tests/soak/flood_stream.h"
#include "sealframe/tests/soak/hostile_sender.h"
#include "sealframe/tests/soak/sender.h"
#include "sealframe/tests/testing/fake_clock.h"
#include "sealframe/tests/testing/heap.h"

namespace sealframe {
namespace {

constexpr absl::Duration kStep = absl::Milliseconds(80);
constexpr size_t kFramesOfStep = 4;  // In each stream.
constexpr uint64_t kPollSteps = 3;
constexpr uint64_t kRotations = 3;   // In the first half of the steps.
constexpr uint64_t kLatestKey = 33;  // Steps: longer than frames are held.
constexpr absl::Duration kOverlap = absl::Seconds(4);
constexpr size_t kAudioSize = 120;
constexpr size_t kVideoSize = 1000;
constexpr size_t kRemembered = 200;  // Old frames of a stream, for replays.
constexpr size_t kMaxFaults = 20;

// Stream is a receiving stream. Those without a sender get hostile frames only.
struct Stream {
  std::unique_ptr<Sender> sender;
  FloodStream receive;
  std::vector<Sent> old = {};              // They have come out.
  std::vector<Sent> waiting = {};          // Sent since their key is late.
  std::optional<uint64_t> key_comes = {};  // The step, if a key is late.
};

// Due is a frame that is about to arrive. Its token is its number, or zero if
// it is hostile.
struct Due {
  Sent sent;
  FloodStream* receive;
};

// ThreadTime returns the nanoseconds that this thread has run: other programs
// do not count.
int64_t ThreadTime() {
  timespec time = {};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
  return time.tv_sec * 1'000'000'000 + time.tv_nsec;
}

class Flood {
 public:
  Flood(const std::string& profile, const FloodOptions& options)
      : profile_(profile),
        options_(options),
        hostile_(profile, clock_, options.suite),
        keys_(NewSoakProvider(profile, clock_, options.suite)) {
    session_ = Session::Create(keys_, {.wake = [this] { ++report_.wakes; },
                                       .e2ee_enabled = true,
                                       .allow_no_key = true})
                   .value();
    const Codec codecs[] = {Codec::kOpus, Codec::kVp8, Codec::kH264};
    for (size_t i = 0; i < std::size(codecs); ++i) {
      AddHonest(absl::StrCat("honest", i), codecs[i],
                static_cast<uint32_t>(100 + i));
    }
    AddStream(nullptr, "honest0", MediaKind::kVideo);
    MustBeOk(keys_->SetKey("mallory", 0, SoakKey("mallory", 0)));
    AddStream(nullptr, "mallory", MediaKind::kVideo);
    report_.streams = streams_.size();
  }

  FloodReport Run() {
    int64_t before = 0;
    for (uint64_t step = 0; step < options_.steps; ++step) {
      ChangeKeys(step);
      if (step == options_.steps * 3 / 4) {
        before = static_cast<int64_t>(HeapInUse());
      }
      Step();
      if (step % kPollSteps == 0) {
        Poll();
      }
    }
    report_.heap_growth = static_cast<int64_t>(HeapInUse()) - before;
    report_.seconds =
        absl::ToDoubleSeconds(kStep) * static_cast<double>(options_.steps);
    for (const Stream& stream : streams_) {
      report_.opened += stream.receive.opened();
    }
    return report_;
  }

 private:
  using Batch = std::vector<Due>;

  void Fault(const std::string& what) {
    if (report_.faults.size() < kMaxFaults) {
      report_.faults.push_back(absl::StrCat(profile_, ": ", what));
    }
  }

  void AddHonest(const std::string& name, Codec codec, uint32_t ssrc) {
    auto sender = NewSender(profile_, name, name, ssrc, clock_, options_.suite);
    sender->info.codec = codec;
    sender->info.kind =
        codec == Codec::kOpus ? MediaKind::kAudio : MediaKind::kVideo;
    MustBeOk(keys_->SetKey(name, 0, SoakKey(name, 0)));
    const MediaKind media = sender->info.kind;
    AddStream(std::move(sender), name, media);
  }

  void AddStream(std::unique_ptr<Sender> sender, const std::string& participant,
                 MediaKind media) {
    const std::string track = absl::StrCat(streams_.size());
    auto receive = session_->NewReceiveTransform({.participant = participant,
                                                  .track = track,
                                                  .media = media,
                                                  .hold = kFloodHold});
    streams_.push_back({.sender = std::move(sender),
                        .receive = FloodStream(
                            {.receive = std::move(receive).value(),
                             .clock = &clock_,
                             .names_step = FindProfile(profile_)->names_step,
                             .fault = &fault_})});
  }

  // ChangeKeys gives everybody a new key now and then, and ratchets between.
  void ChangeKeys(uint64_t step) {
    const uint64_t period = options_.steps / (2 * kRotations);
    const bool has_changes = step < options_.steps / 2;
    if (has_changes && step % period == period / 2) {
      Ratchet();
    }
    if (has_changes && step % period == period - 1) {
      hostile_.Rotate(++rotations_);
      for (Stream& stream : streams_) {
        if (stream.sender != nullptr) {
          Rotate(*stream.sender);
          stream.receive.LoseKey();
          stream.key_comes = step + Lateness(period);
        }
      }
    }
    for (Stream& stream : streams_) {
      if (stream.key_comes == step) {
        GiveKey(stream);
      }
    }
  }

  // Lateness returns how many steps a key is late. It comes before the sender
  // ratchets.
  uint64_t Lateness(uint64_t period) {
    return options_.late_keys ? random_() % std::min(kLatestKey, period / 2)
                              : 0;
  }

  void Ratchet() {
    bool has_ratcheted = false;
    for (const Stream& stream : streams_) {
      if (stream.sender != nullptr) {
        has_ratcheted = stream.sender->keys->Ratchet(stream.sender->name).ok();
      }
    }
    if (has_ratcheted) {
      hostile_.Ratchet();
    }
  }

  void Rotate(Sender& sender) {
    const uint64_t old = sender.key_index++;
    const KeyMaterial key = SoakKey(sender.name, sender.key_index);
    MustBeOk(sender.keys->SetKey(sender.name, sender.key_index, key));
    MustBeOk(sender.keys->Activate(sender.name, sender.key_index));
    MustBeOk(sender.keys->Retire(sender.name, old, absl::ZeroDuration()));
    MustBeOk(keys_->Retire(sender.name, old, kOverlap));
    sender.session->Poll();
  }

  // GiveKey gives the receiver the key of a sender's stream, which others may
  // have frames of, too.
  void GiveKey(Stream& stream) {
    const Sender& sender = *stream.sender;
    MustBeOk(keys_->SetKey(sender.name, sender.key_index,
                           SoakKey(sender.name, sender.key_index)));
    stream.key_comes.reset();
    const LateKey late = stream.receive.KeyCame();
    for (const Sent& sent : stream.waiting) {
      if (late.opened.count(sent.info.token) != 0) {
        Remember(stream, sent);
      }
    }
    stream.waiting.clear();
    if (late.sealed != 0) {
      report_.late_keys.push_back(late);
    }
    for (Stream& other : streams_) {
      other.receive.OpenHeld();
      other.receive.CheckCounts();
    }
  }

  // Step opens the frames of a step: those of each kind in a row, for the
  // clock, and the kinds in a random order.
  void Step() {
    clock_.Advance(kStep);
    std::array<Batch, kHostileKinds + 1> batches;
    for (size_t i = 0; i < streams_.size(); ++i) {
      if (streams_[i].sender != nullptr) {
        SendOf(streams_[i], &batches);
      }
    }
    std::array<size_t, kHostileKinds + 1> order;
    std::iota(order.begin(), order.end(), 0);
    std::shuffle(order.begin(), order.end(), random_);
    for (const size_t kind : order) {
      Open(batches[kind],
           kind < kHostileKinds ? &report_.hostile[kind] : &report_.honest);
    }
    for (Stream& stream : streams_) {
      stream.receive.EndStep();
    }
  }

  // SendOf adds the frames of `stream`, and the hostile ones made from them.
  void SendOf(Stream& stream, std::array<Batch, kHostileKinds + 1>* batches) {
    Sender& sender = *stream.sender;
    std::vector<Sent> fresh;
    for (size_t n = 0; n < kFramesOfStep; ++n) {
      sender.info.rtp_timestamp += 1800;
      sender.info.token = ++report_.sealed;
      const size_t size =
          sender.info.kind == MediaKind::kAudio ? kAudioSize : kVideoSize;
      Bytes frame =
          MediaFrame(sender.info, size + random_() % 100, report_.sealed);
      fresh.push_back(
          {.bytes = SealBy(sender, sender.info, frame), .info = sender.info});
      stream.receive.Expect(sender.info.token, std::move(frame));
      batches->back().push_back(
          {.sent = fresh.back(), .receive = &stream.receive});
    }
    if (!stream.old.empty()) {
      AddHostileFrames(stream, fresh, batches);
    }
    for (const Sent& sent : fresh) {
      if (stream.key_comes.has_value()) {
        stream.waiting.push_back(sent);
      } else {
        Remember(stream, sent);
      }
    }
  }

  static void Remember(Stream& stream, const Sent& sent) {
    stream.old.push_back(sent);
    if (stream.old.size() > kRemembered) {
      stream.old.erase(stream.old.begin());
    }
  }

  // Half of the frames go to the stream, and half to those of nobody.
  void AddHostileFrames(Stream& stream, const std::vector<Sent>& fresh,
                        std::array<Batch, kHostileKinds + 1>* batches) {
    for (size_t n = 0; n < kFramesOfStep * options_.rate; ++n) {
      const HostileKind kind = KindOf(n);
      FloodStream& receive =
          random_() % 2 == 0
              ? stream.receive
              : streams_[streams_.size() - 1 - random_() % 2].receive;
      Sent made = hostile_.Make(kind, fresh, stream.old);
      made.info.token = 0;
      (*batches)[static_cast<size_t>(kind)].push_back(
          {.sent = std::move(made), .receive = &receive});
    }
  }

  // KindOf returns the kind of hostile frame `n` of a step. Few are long.
  HostileKind KindOf(size_t n) {
    if (options_.only.has_value()) {
      return *options_.only;
    }
    const uint64_t choice = n == 0 ? random_() % 80 : 80;
    if (choice < 4) {
      return HostileKind::kOversize;
    }
    return choice == 4 ? HostileKind::kLargest
                       : static_cast<HostileKind>(n % kShortHostileKinds);
  }

  // Open opens the frames of `batch`, and what comes out after them.
  void Open(const Batch& batch, FrameCosts* costs) {
    if (batch.empty()) {
      return;
    }
    size_t room = 0;
    for (const Due& due : batch) {
      room = std::max(room, due.receive->MaxOpenedSize(due.sent.bytes.size()));
    }
    // Hostile frames share a buffer: none may come out.
    outs_.resize(std::max(outs_.size(), batch.size()));
    const bool is_hostile = batch.front().sent.info.token == 0;
    const auto out_of = [&](size_t i) -> Bytes& {
      return outs_[is_hostile ? 0 : i];
    };
    for (size_t i = 0; i < (is_hostile ? 1 : batch.size()); ++i) {
      out_of(i).resize(std::max(out_of(i).size(), room));
    }
    std::vector<FrameResult> results(batch.size());
    const int64_t start = ThreadTime();
    for (size_t i = 0; i < batch.size(); ++i) {
      results[i] =
          batch[i].receive->Open(batch[i].sent, absl::MakeSpan(out_of(i)));
    }
    costs->nanoseconds += ThreadTime() - start;
    costs->frames += batch.size();
    for (size_t i = 0; i < batch.size(); ++i) {
      batch[i].receive->Note(batch[i].sent, results[i], out_of(i));
    }
  }

  // Poll takes the events. No key may come near its limit.
  void Poll() {
    const std::vector<Event> events = session_->Poll();
    for (const Event& event : events) {
      if (event.kind != EventKind::kStreamState) {
        Fault(absl::StrCat("an event ", EventKindName(event.kind)));
      }
    }
    ++report_.polls;
    report_.events += events.size();
    report_.most_events =
        std::max<uint64_t>(report_.most_events, events.size());
    for (const Stream& stream : streams_) {
      stream.receive.CheckCounts();
    }
  }

  const std::string profile_;
  const FloodOptions options_;
  const std::function<void(const std::string&)> fault_ =
      [this](const std::string& what) { Fault(what); };
  std::mt19937 random_{1};
  FakeClock clock_;
  HostileSender hostile_;
  std::shared_ptr<KeyProvider> keys_;  // The receiver's.
  std::unique_ptr<Session> session_;
  std::vector<Stream> streams_;  // Those of nobody are last.
  std::vector<Bytes> outs_;
  uint64_t rotations_ = 0;
  FloodReport report_;
};

}  // namespace

LateKey FloodReport::LateFrames() const {
  LateKey sum;
  for (const LateKey& late : late_keys) {
    sum.sealed += late.sealed;
    sum.opened.insert(late.opened.begin(), late.opened.end());
    sum.lost += late.lost;
    sum.refused += late.refused;
  }
  return sum;
}

int64_t FloodReport::HostileNanoseconds() const {
  int64_t sum = 0;
  for (const FrameCosts& costs : hostile) {
    sum += costs.nanoseconds;
  }
  return sum - hostile[static_cast<size_t>(HostileKind::kLargest)].nanoseconds;
}

FloodReport RunFlood(const std::string& profile, const FloodOptions& options) {
  return Flood(profile, options).Run();
}

}  // namespace sealframe
