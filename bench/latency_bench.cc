// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Measures how the times of single SFrame frames are distributed, in the engine
// and in the bare cipher. Each frame is timed alone, by the clock on the wall,
// so that the tails include interrupts and other programs. The clock's own cost
// is taken off.

#include <algorithm>
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
#include "sealframe/bench/clock.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/testing/test_call.h"

namespace sealframe {
namespace {

constexpr size_t kFrames = 100'000;
constexpr CipherSuite kSuite = CipherSuite::kAes128GcmSha256_128;
constexpr uint8_t kAad[] = {0x19, 0x01, 0x00};
constexpr Nonce kNonce = {1, 2, 3};

// Quantiles are the counters of a benchmark, in thousandths of a percent.
struct Quantile {
  const char* name;
  size_t at;
};
constexpr Quantile kQuantiles[] = {
    {"p1", 1'000},      {"p10", 10'000}, {"p25", 25'000}, {"p50", 50'000},
    {"p75", 75'000},    {"p90", 90'000}, {"p99", 99'000}, {"p99_9", 99'900},
    {"p99_99", 99'990}, {"max", 100'000}};

// Times collects the times of single frames.
class Times {
 public:
  Times() { times_.reserve(kFrames); }

  template <typename Work>
  void Add(Work work) {
    const double start = RealNanoseconds();
    work();
    benchmark::ClobberMemory();
    times_.push_back(std::max(0.0, RealNanoseconds() - start - cost_of_clock_));
  }

  void Report(benchmark::State& state) {
    std::sort(times_.begin(), times_.end());
    for (const Quantile& quantile : kQuantiles) {
      state.counters[quantile.name] =
          times_[(times_.size() - 1) * quantile.at / 100'000];
    }
    state.SetItemsProcessed(static_cast<int64_t>(times_.size()));
  }

 private:
  const double cost_of_clock_ = CostOf(RealNanoseconds);
  std::vector<double> times_;
};

// Stream is one stream of the engine, and the bare cipher.
struct Stream {
  explicit Stream(size_t size)
      : frame(TestFrame(size)),
        sealed(pair.send->MaxSealedSize(size)),
        opened(sealed.size()) {}

  size_t Seal() {
    return pair.send->Seal({}, frame, absl::MakeSpan(sealed)).size;
  }
  size_t Open(size_t size) {
    return pair.receive
        ->Open({}, absl::MakeConstSpan(sealed).first(size),
               absl::MakeSpan(opened))
        .size;
  }
  bool BareSeal() {
    return bare->Seal(kNonce, kAad, frame,
                      absl::MakeSpan(sealed).first(frame.size() + 16));
  }
  bool BareOpen() {
    return bare->Open(kNonce, kAad,
                      absl::MakeConstSpan(sealed).first(frame.size() + 16),
                      absl::MakeSpan(opened).first(frame.size()));
  }

  TestPair pair{{.suite = kSuite}};
  std::unique_ptr<BareCipher> bare = NewBareCipher(kSuite);
  const Bytes frame;
  Bytes sealed;
  Bytes opened;
};

void Seal(benchmark::State& state, size_t size) {
  Stream stream(size);
  Times times;
  bool good = true;
  for (auto _ : state) {
    for (size_t i = 0; i < kFrames; ++i) {
      times.Add([&] { good &= stream.Seal() > size; });
    }
  }
  times.Report(state);
  if (!good) {
    state.SkipWithError("a frame was not sealed");
  }
}

void Open(benchmark::State& state, size_t size) {
  Stream stream(size);
  Times times;
  bool good = true;
  for (auto _ : state) {
    for (size_t i = 0; i < kFrames; ++i) {
      const size_t sealed = stream.Seal();
      times.Add([&] { good &= stream.Open(sealed) == size; });
    }
  }
  times.Report(state);
  if (!good) {
    state.SkipWithError("a frame was not opened");
  }
}

void Bare(benchmark::State& state, bool is_seal, size_t size) {
  Stream stream(size);
  Times times;
  bool good = stream.BareSeal();
  for (auto _ : state) {
    for (size_t i = 0; i < kFrames; ++i) {
      times.Add(
          [&] { good &= is_seal ? stream.BareSeal() : stream.BareOpen(); });
    }
  }
  times.Report(state);
  if (!good) {
    state.SkipWithError("the bare cipher failed");
  }
}

void Register() {
  for (const size_t size : {100u, 1200u, 10000u}) {
    const std::string end = absl::StrCat("/", size);
    benchmark::RegisterBenchmark(("Latency/Seal" + end).c_str(), Seal, size)
        ->Iterations(1);
    benchmark::RegisterBenchmark(("Latency/Open" + end).c_str(), Open, size)
        ->Iterations(1);
    benchmark::RegisterBenchmark(("Latency/BareSeal" + end).c_str(), Bare, true,
                                 size)
        ->Iterations(1);
    benchmark::RegisterBenchmark(("Latency/BareOpen" + end).c_str(), Bare,
                                 false, size)
        ->Iterations(1);
  }
}

}  // namespace
}  // namespace sealframe

int main(int argc, char** argv) {
  sealframe::Register();
  return sealframe::BenchMain(argc, argv);
}
