// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/soak/flood.h"

#include <time.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <map>
#include <memory>
#include <numeric>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/held_frames.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/session.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/frame/stream_stats.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/tests/soak/heap.h"
#include "sealframe/tests/soak/hostile_sender.h"
#include "sealframe/tests/soak/sender.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {
namespace {

constexpr absl::Duration kStep = absl::Milliseconds(80);
constexpr size_t kFramesOfStep = 4;  // In each stream.
constexpr uint64_t kPollSteps = 3;
constexpr uint64_t kRotations = 2;  // In the first half of the steps.
constexpr uint64_t kOversizeSteps = 20;
constexpr absl::Duration kOverlap = absl::Seconds(4);
constexpr size_t kAudioSize = 120;
constexpr size_t kVideoSize = 1000;
constexpr size_t kRemembered = 200;  // Old frames of a stream, for replays.
constexpr size_t kMaxFaults = 20;
const HoldOptions kHold = {.max_frames = 128};

// Stream is a receiving stream. Those without a sender get hostile frames only.
struct Stream {
  std::unique_ptr<Sender> sender;
  std::unique_ptr<ReceiveTransform> receive;
  std::vector<Sent> old;
};

// Due is a frame that is about to arrive. Its token is its number, or zero if
// it is hostile.
struct Due {
  Sent sent;
  ReceiveTransform* receive;
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
      : profile_(profile), options_(options), hostile_(profile, clock_) {
    keys_ = NewSoakProvider(profile, clock_);
    session_ = Session::Create(keys_, {.wake = [this] { ++report_.wakes; },
                                       .e2ee_enabled = true,
                                       .allow_no_key = true})
                   .value();
    const Codec codecs[] = {Codec::kOpus, Codec::kVp8, Codec::kH264};
    for (size_t i = 0; i < std::size(codecs); ++i) {
      AddHonest(absl::StrCat("honest", i), codecs[i],
                static_cast<uint32_t>(100 + i));
    }
    AddHostile("honest0");
    MustBeOk(keys_->SetKey("mallory", 0, SoakKey("mallory", 0)));
    AddHostile("mallory");
    report_.streams = streams_.size();
  }

  FloodReport Run() {
    int64_t before = 0;
    for (uint64_t step = 0; step < options_.steps; ++step) {
      if (step < options_.steps / 2) {
        ChangeKeys(step);
      }
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
      CheckCounts(*stream.receive);
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
    Stream& stream = streams_.emplace_back();
    stream.sender = NewSender(profile_, name, name, ssrc, clock_);
    stream.sender->info.codec = codec;
    stream.sender->info.kind =
        codec == Codec::kOpus ? MediaKind::kAudio : MediaKind::kVideo;
    MustBeOk(keys_->SetKey(name, 0, SoakKey(name, 0)));
    stream.receive = NewReceiver(name, stream.sender->info.kind);
  }

  void AddHostile(const std::string& participant) {
    streams_.emplace_back().receive =
        NewReceiver(participant, MediaKind::kVideo);
  }

  std::unique_ptr<ReceiveTransform> NewReceiver(const std::string& participant,
                                                MediaKind media) {
    return session_
        ->NewReceiveTransform({.participant = participant,
                               .track = absl::StrCat(streams_.size()),
                               .media = media,
                               .hold = kHold})
        .value();
  }

  // ChangeKeys gives everybody a new key now and then, and ratchets between.
  void ChangeKeys(uint64_t step) {
    const uint64_t period = options_.steps / (2 * kRotations);
    const bool ratchet = step % period == period / 2;
    const bool rotate = step % period == period - 1;
    bool has_ratcheted = false;
    for (const Stream& stream : streams_) {
      if (stream.sender == nullptr) {
        continue;
      }
      Sender& sender = *stream.sender;
      if (ratchet) {
        has_ratcheted = sender.keys->Ratchet(sender.name).ok();
      } else if (rotate) {
        Rotate(sender);
      }
    }
    if (has_ratcheted) {
      hostile_.Ratchet();
    }
    if (rotate) {
      hostile_.Rotate(++rotations_);
    }
  }

  void Rotate(Sender& sender) {
    const uint64_t old = sender.key_index++;
    const KeyMaterial key = SoakKey(sender.name, sender.key_index);
    MustBeOk(keys_->SetKey(sender.name, sender.key_index, key));
    MustBeOk(sender.keys->SetKey(sender.name, sender.key_index, key));
    MustBeOk(sender.keys->Activate(sender.name, sender.key_index));
    MustBeOk(sender.keys->Retire(sender.name, old, absl::ZeroDuration()));
    MustBeOk(keys_->Retire(sender.name, old, kOverlap));
    sender.session->Poll();
    for (const Stream& stream : streams_) {
      OpenHeld(*stream.receive);
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
      Bytes& frame = expected_[sender.info.token];
      frame = MediaFrame(sender.info, size + random_() % 100, report_.sealed);
      fresh.push_back(
          {.bytes = SealBy(sender, sender.info, frame), .info = sender.info});
      batches->back().push_back(
          {.sent = fresh.back(), .receive = stream.receive.get()});
    }
    if (!stream.old.empty()) {
      AddHostileFrames(stream, fresh, batches);
    }
    stream.old.insert(stream.old.end(), fresh.begin(), fresh.end());
    if (stream.old.size() > kRemembered) {
      stream.old.erase(stream.old.begin(), stream.old.begin() + kFramesOfStep);
    }
  }

  // Half of the frames go to the stream, and half to those of nobody. In some
  // steps one is longer than any sealed frame: it has 16 MiB.
  void AddHostileFrames(const Stream& stream, const std::vector<Sent>& fresh,
                        std::array<Batch, kHostileKinds + 1>* batches) {
    for (size_t n = 0; n < kFramesOfStep * options_.rate; ++n) {
      const auto kind = n == 0 && random_() % kOversizeSteps == 0
                            ? HostileKind::kOversize
                            : static_cast<HostileKind>(n % (kHostileKinds - 1));
      ReceiveTransform* const receive =
          random_() % 2 == 0
              ? stream.receive.get()
              : streams_[streams_.size() - 1 - random_() % 2].receive.get();
      Sent made = hostile_.Make(kind, fresh, stream.old);
      made.info.token = 0;
      (*batches)[static_cast<size_t>(kind)].push_back(
          {.sent = std::move(made), .receive = receive});
    }
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
    const size_t used = batch.front().sent.info.token == 0 ? 1 : batch.size();
    for (size_t i = 0; i < used; ++i) {
      outs_[i].resize(std::max(outs_[i].size(), room));
    }
    std::vector<FrameResult> results(batch.size());
    const int64_t start = ThreadTime();
    for (size_t i = 0; i < batch.size(); ++i) {
      const Due& due = batch[i];
      results[i] = due.receive->Open(due.sent.info, due.sent.bytes,
                                     absl::MakeSpan(outs_[i % used]));
      if (results[i].status == FrameStatus::kHeld) {
        OpenHeld(*due.receive);
      }
    }
    costs->nanoseconds += ThreadTime() - start;
    costs->frames += batch.size();
    for (size_t i = 0; i < batch.size(); ++i) {
      if (CameOut(results[i].status)) {
        CameOutAs(batch[i].sent.info.token,
                  absl::MakeConstSpan(outs_[i % used]).first(results[i].size));
      }
    }
  }

  // OpenHeld takes the held frames that can come out.
  void OpenHeld(ReceiveTransform& receive) {
    FrameInfo info;
    FrameResult result;
    do {
      held_out_.resize(std::max(held_out_.size(), receive.next_held_size()));
      result = receive.OpenHeld(&info, absl::MakeSpan(held_out_));
      if (CameOut(result.status)) {
        CameOutAs(info.token,
                  absl::MakeConstSpan(held_out_).first(result.size));
      }
    } while (result.status != FrameStatus::kNoFrame);
  }

  void CameOutAs(uint64_t token, absl::Span<const uint8_t> frame) {
    const auto expected = expected_.find(token);
    if (expected == expected_.end()) {
      Fault(token == 0 ? "a hostile frame came out"
                       : "an honest frame came out twice");
    } else if (frame != absl::MakeConstSpan(expected->second)) {
      Fault("an honest frame opened to other bytes");
    } else {
      ++report_.opened;
      expected_.erase(expected);
    }
  }

  void Poll() {
    const uint64_t events = session_->Poll().size();
    ++report_.polls;
    report_.events += events;
    report_.most_events = std::max(report_.most_events, events);
  }

  void CheckCounts(const ReceiveTransform& receive) {
    const StreamStats stats = receive.Stats();
    const uint64_t total =
        std::accumulate(stats.frames_by_status.begin(),
                        stats.frames_by_status.end(), uint64_t{0});
    if (total != stats.frames_in + stats.frames(FrameStatus::kHeld) -
                     receive.held_frames()) {
      Fault("counts do not balance");
    }
    if (receive.held_frames() > kHold.max_frames) {
      Fault(absl::StrCat(receive.held_frames(), " frames are held"));
    }
  }

  const std::string profile_;
  const FloodOptions options_;
  std::mt19937 random_{1};
  FakeClock clock_;
  HostileSender hostile_;
  std::shared_ptr<KeyProvider> keys_;  // The receiver's.
  std::unique_ptr<Session> session_;
  std::vector<Stream> streams_;         // Those of nobody are last.
  std::map<uint64_t, Bytes> expected_;  // This step's frames, by number.
  std::vector<Bytes> outs_;
  Bytes held_out_;
  uint64_t rotations_ = 0;
  FloodReport report_;
};

}  // namespace

FloodReport RunFlood(const std::string& profile, const FloodOptions& options) {
  return Flood(profile, options).Run();
}

}  // namespace sealframe
