// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Measures what calls, polls, frames and memory cost in a provider of many
// participants with three streams each, against one of few. Run one profile
// with SEALFRAME_BENCH_PROFILE=livekit, for example; sframe is the default.

#include <malloc.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "benchmark/benchmark.h"
#include "sealframe/bench/bare_cipher.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/session.h"
#include "sealframe/frame/stream_config.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {
namespace {

constexpr size_t kStreamsEach = 3;
constexpr size_t kFrameSize = 100;

// NewKey returns a key that no other call returned.
KeyMaterial NewKey() {
  static uint64_t last = 0;
  SecretBytes key(16);
  ++last;
  for (size_t i = 0; i < sizeof(last); ++i) {
    key.RevealMutable()[i] = static_cast<uint8_t>(last >> (8 * i));
  }
  return KeyMaterial::FromKey(std::move(key));
}

std::string ProfileName() {
  const char* const name = std::getenv("SEALFRAME_BENCH_PROFILE");
  return name == nullptr ? "sframe" : name;
}

size_t UsedMemory() { return mallinfo2().uordblks; }

// Call is one end of a call with `participants` participants, named "0" and so
// on, each with one key.
class Call {
 public:
  Call(size_t participants, bool is_local)
      : participants_(participants), is_local_(is_local) {
    const size_t before = UsedMemory();
    for (size_t i = 0; i < participants; ++i) {
      Add(absl::StrCat(i));
    }
    session_ = Session::Create(keys_, {.e2ee_enabled = true}).value();
    Poll();
    participant_bytes_ = UsedMemory() - before;
  }

  void Add(const std::string& id) {
    MustBeOk(is_local_ ? keys_->AddLocalParticipant(id)
                       : keys_->AddRemoteParticipant(id));
    SetKey(id, 0);
  }
  void SetKey(const std::string& id, uint64_t key_index) {
    MustBeOk(keys_->SetKey(id, key_index, NewKey()));
    if (is_local_) {
      MustBeOk(keys_->Activate(id, key_index));
    }
  }

  void Stream() {
    const size_t before = UsedMemory();
    for (size_t i = 0; i < kStreamsEach * participants_; ++i) {
      const StreamConfig config = {
          .participant = absl::StrCat(i / kStreamsEach),
          .media =
              i % kStreamsEach == 0 ? MediaKind::kAudio : MediaKind::kVideo};
      if (is_local_) {
        sending_.push_back(session_->NewSendTransform(config).value());
      } else {
        receiving_.push_back(session_->NewReceiveTransform(config).value());
      }
    }
    Poll();
    Poll();
    stream_bytes_ = UsedMemory() - before;
  }

  void Poll() {
    clock_.Advance(absl::Milliseconds(100));
    benchmark::DoNotOptimize(session_->Poll());
  }

  // Report adds the memory of a participant and of a stream to the row.
  void Report(benchmark::State& state) const {
    const auto participants = static_cast<double>(participants_);
    state.counters["participant_bytes"] =
        static_cast<double>(participant_bytes_) / participants;
    state.counters["stream_bytes"] =
        static_cast<double>(stream_bytes_) / (kStreamsEach * participants);
  }

  KeyProvider& keys() { return *keys_; }
  std::vector<std::unique_ptr<SendTransform>>& sending() { return sending_; }
  std::vector<std::unique_ptr<ReceiveTransform>>& receiving() {
    return receiving_;
  }

 private:
  const size_t participants_;
  const bool is_local_;
  FakeClock clock_;
  const std::shared_ptr<KeyProvider> keys_ =
      KeyProvider::Create(NamedProfile(ProfileName()).value(),
                          {.clock = &clock_})
          .value();
  std::unique_ptr<Session> session_;
  std::vector<std::unique_ptr<SendTransform>> sending_;
  std::vector<std::unique_ptr<ReceiveTransform>> receiving_;
  size_t participant_bytes_ = 0;
  size_t stream_bytes_ = 0;
};

size_t NumParticipants(const benchmark::State& state) {
  return static_cast<size_t>(state.range(0));
}

void AddAndRemove(benchmark::State& state) {
  Call call(NumParticipants(state), /*is_local=*/false);
  size_t joined = 0;
  for (auto _ : state) {
    const std::string id = absl::StrCat("new", joined++);
    call.Add(id);
    MustBeOk(call.keys().RemoveParticipant(id));
    call.Poll();
  }
}

// Rotate sets a new key for each participant in turn, and retires the old one.
void Rotate(benchmark::State& state, bool is_local) {
  const size_t participants = NumParticipants(state);
  Call call(participants, is_local);
  size_t rotated = 0;
  for (auto _ : state) {
    const std::string id = absl::StrCat(rotated % participants);
    const uint64_t key_index = rotated++ / participants % 200;
    call.SetKey(id, (key_index + 1) % 200);
    MustBeOk(call.keys().Retire(id, key_index, absl::Seconds(1)));
    call.Poll();
  }
}

void PollIdle(benchmark::State& state) {
  Call call(NumParticipants(state), /*is_local=*/false);
  call.Stream();
  for (auto _ : state) {
    call.Poll();
  }
  call.Report(state);
}

// PollAll polls after a frame of each stream did not open.
void PollAll(benchmark::State& state) {
  Call call(NumParticipants(state), /*is_local=*/false);
  call.Stream();
  std::vector<uint8_t> out(kFrameSize);
  const std::vector<uint8_t> forged(kFrameSize);
  for (auto _ : state) {
    state.PauseTiming();
    for (const auto& receive : call.receiving()) {
      receive->Open({}, forged, absl::MakeSpan(out));
    }
    state.ResumeTiming();
    call.Poll();
  }
}

// Seal seals frames, of all streams in turn if `walks`.
void Seal(benchmark::State& state, bool walks) {
  Call call(NumParticipants(state), /*is_local=*/true);
  call.Stream();
  const std::vector<uint8_t> frame(kFrameSize);
  std::vector<uint8_t> out(2 * kFrameSize);
  size_t next = 0;
  for (auto _ : state) {
    SendTransform& send = *call.sending()[next];
    next = walks && next + 1 < call.sending().size() ? next + 1 : 0;
    benchmark::DoNotOptimize(send.Seal({}, frame, absl::MakeSpan(out)));
  }
  call.Report(state);
}

// SealBare is `Seal` of all streams by the bare cipher, in which a key takes
// memory of its own, too.
void SealBare(benchmark::State& state) {
  std::vector<std::unique_ptr<BareCipher>> keys;
  for (size_t i = 0; i < NumParticipants(state); ++i) {
    keys.push_back(NewBareGcm(/*key_size=*/16, /*tag_size=*/16));
  }
  const std::vector<uint8_t> frame(kFrameSize);
  std::vector<uint8_t> out(2 * kFrameSize);
  size_t stream = 0;
  for (auto _ : state) {
    benchmark::DoNotOptimize(keys[stream / kStreamsEach]->Seal(
        {}, {}, frame, absl::MakeSpan(out).first(kFrameSize + 16)));
    stream = (stream + 1) % (kStreamsEach * keys.size());
  }
}

void Participants(benchmark::internal::Benchmark* benchmark) {
  benchmark->Arg(10)->Arg(10000)->Arg(100000);
}

BENCHMARK(AddAndRemove)->Apply(Participants)->Iterations(20000);
BENCHMARK_CAPTURE(Rotate, local, true)->Apply(Participants)->Iterations(20000);
BENCHMARK_CAPTURE(Rotate, remote, false)
    ->Apply(Participants)
    ->Iterations(20000);
BENCHMARK(PollIdle)->Apply(Participants);
BENCHMARK(PollAll)->Arg(10)->Arg(10000);
// A number of iterations, since a process can seal with `kMaxSealingKeys` keys.
BENCHMARK_CAPTURE(Seal, one_stream, false)
    ->Apply(Participants)
    ->Iterations(1000000);
BENCHMARK_CAPTURE(Seal, all_streams, true)
    ->Apply(Participants)
    ->Iterations(1000000);
BENCHMARK(SealBare)->Apply(Participants);

}  // namespace
}  // namespace sealframe
