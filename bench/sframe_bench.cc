// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Measures the cost of an SFrame frame in the engine against the bare cipher of
// the same BoringSSL, in one process (bench/rounds.h).

#include <malloc.h>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "benchmark/benchmark.h"
#include "sealframe/bench/bare_cipher.h"
#include "sealframe/bench/bench_main.h"
#include "sealframe/bench/rounds.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/tests/testing/counting_allocator.h"

namespace sealframe {
namespace {

constexpr size_t kSizes[] = {20, 100, 250, 1200, 10000, 100000};

// Most frames authenticate a short header as additional data.
constexpr uint8_t kAad[] = {0x19, 0x01, 0x00};
constexpr Nonce kNonce = {1, 2, 3};

FrameResult SealOne(SendTransform& send, Batch* batch, size_t i) {
  const FrameResult result =
      send.Seal({}, batch->frames[i], absl::MakeSpan(batch->sealed[i]));
  benchmark::DoNotOptimize(batch->sealed[i].data());
  return result;
}

FrameResult OpenOne(ReceiveTransform& receive, const FrameResult& sealed,
                    Batch* batch, size_t i) {
  const FrameResult result =
      receive.Open({}, absl::MakeConstSpan(batch->sealed[i]).first(sealed.size),
                   absl::MakeSpan(batch->opened[i]));
  benchmark::DoNotOptimize(batch->opened[i].data());
  return result;
}

void Seal(benchmark::State& state, const CipherSuiteInfo& suite, size_t size) {
  const std::unique_ptr<BareCipher> bare = NewBareCipher(suite.suite);
  TestPair pair({.suite = suite.suite});
  const auto frame = [size](size_t i) { return TestFrame(size, i); };
  Batch bare_batch(size, size + suite.tag_size, frame);
  Batch batch(size, pair.send->MaxSealedSize(size), frame);
  Rounds rounds(&state, batch.frames.size(), size);
  bool good = true;
  for (auto _ : state) {
    const double bare_time = TimeBatch(batch.frames.size(), [&](size_t i) {
      good &= bare->Seal(kNonce, kAad, bare_batch.frames[i],
                         absl::MakeSpan(bare_batch.sealed[i]));
      benchmark::DoNotOptimize(bare_batch.sealed[i].data());
    });
    rounds.Add(bare_time, TimeBatch(batch.frames.size(), [&](size_t i) {
                 good &= CameOut(SealOne(*pair.send, &batch, i).status);
               }));
  }
  rounds.Report(CountAllocations([&] { SealOne(*pair.send, &batch, 0); }));
  if (!good) {
    state.SkipWithError("a frame was not sealed");
  }
}

void Open(benchmark::State& state, const CipherSuiteInfo& suite, size_t size) {
  const std::unique_ptr<BareCipher> bare = NewBareCipher(suite.suite);
  TestPair pair({.suite = suite.suite});
  const auto frame = [size](size_t i) { return TestFrame(size, i); };
  Batch bare_batch(size, size + suite.tag_size, frame);
  Batch batch(size, pair.send->MaxSealedSize(size), frame);
  std::vector<FrameResult> sealed(batch.frames.size());
  Rounds rounds(&state, batch.frames.size(), size);
  bool good = true;
  for (size_t i = 0; i < sealed.size(); ++i) {
    good &= bare->Seal(kNonce, kAad, bare_batch.frames[i],
                       absl::MakeSpan(bare_batch.sealed[i]));
  }
  for (auto _ : state) {
    for (size_t i = 0; i < sealed.size(); ++i) {
      sealed[i] = SealOne(*pair.send, &batch, i);
    }
    const double bare_time = TimeBatch(sealed.size(), [&](size_t i) {
      good &= bare->Open(kNonce, kAad, bare_batch.sealed[i],
                         absl::MakeSpan(bare_batch.opened[i]));
      benchmark::DoNotOptimize(bare_batch.opened[i].data());
    });
    rounds.Add(
        bare_time, TimeBatch(sealed.size(), [&](size_t i) {
          good &= CameOut(OpenOne(*pair.receive, sealed[i], &batch, i).status);
        }));
  }
  const FrameResult last = SealOne(*pair.send, &batch, 0);
  rounds.Report(
      CountAllocations([&] { OpenOne(*pair.receive, last, &batch, 0); }));
  if (!good) {
    state.SkipWithError("a frame was not opened");
  }
}

// Measures the cost of a frame that does not open.
void OpenBad(benchmark::State& state, Bytes (*make)(TestPair&, size_t),
             size_t size) {
  TestPair pair;
  const Bytes bad = make(pair, size);
  Bytes out(bad.size());
  bool good = true;
  for (auto _ : state) {
    good &= !CameOut(pair.receive->Open({}, bad, absl::MakeSpan(out)).status);
    benchmark::ClobberMemory();
  }
  state.SetItemsProcessed(static_cast<int64_t>(state.iterations()));
  if (!good) {
    state.SkipWithError("a bad frame was opened");
  }
}

Bytes Forged(TestPair& pair, size_t size) {
  Bytes frame = SealTo(*pair.send, TestFrame(size));
  frame.back() ^= 1;
  return frame;
}

Bytes OfUnknownKid(TestPair&, size_t size) {
  Bytes frame = TestFrame(size);
  frame[0] = 0x70;  // KID 7, counter 0.
  return frame;
}

Bytes Replayed(TestPair& pair, size_t size) {
  const Bytes frame = SealTo(*pair.send, TestFrame(size));
  OpenFrom(*pair.receive, frame);
  return frame;
}

// Measures the heap bytes of a remote participant with one key and one stream.
void BytesOfAParticipant(benchmark::State& state) {
  constexpr size_t kParticipants = 500;
  for (auto _ : state) {
    TestEnd end;
    end.Join("alice");
    end.session();
    std::vector<std::unique_ptr<ReceiveTransform>> streams;
    streams.reserve(kParticipants);
    const size_t before = mallinfo2().uordblks;
    for (size_t i = 1; i <= kParticipants; ++i) {
      const std::string id = absl::StrCat("participant", i);
      end.Hear(id, i);
      streams.push_back(
          end.session().NewReceiveTransform({.participant = id}).value());
    }
    const size_t after = mallinfo2().uordblks;
    state.counters["bytes"] =
        static_cast<double>((after - before) / kParticipants);
  }
}

void RegisterSuites() {
  for (const CipherSuiteInfo& suite : AllCipherSuites()) {
    for (const size_t size : kSizes) {
      const std::string name = absl::StrCat("/", suite.name, "/", size);
      benchmark::RegisterBenchmark(("Seal" + name).c_str(), Seal, suite, size)
          ->UseManualTime();
      benchmark::RegisterBenchmark(("Open" + name).c_str(), Open, suite, size)
          ->UseManualTime();
    }
  }
}

BENCHMARK_CAPTURE(OpenBad, Forged20, Forged, 20);
BENCHMARK_CAPTURE(OpenBad, Forged1200, Forged, 1200);
BENCHMARK_CAPTURE(OpenBad, UnknownKid1200, OfUnknownKid, 1200);
BENCHMARK_CAPTURE(OpenBad, Replayed1200, Replayed, 1200);
BENCHMARK(BytesOfAParticipant)->Iterations(1);

}  // namespace
}  // namespace sealframe

int main(int argc, char** argv) {
  sealframe::RegisterSuites();
  return sealframe::BenchMain(argc, argv);
}
