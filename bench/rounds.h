// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Compares the cost of a frame in the engine with that of the bare cipher of
// the same BoringSSL, in one process (bench/bare_cipher.h).
//
// A round times one batch of frames through the bare cipher and one through the
// transform, so that other load on the machine falls on both, by the processor
// time of the thread. Both read and write the same kind of memory, one buffer a
// frame. The reported time is the transform's. The counters are medians of all
// rounds: `bare_ns` and `ours_ns` per frame, `above_ns` their difference and
// `ratio` their quotient. A frame opens only once, so each round opens frames
// sealed just before the clock started. Inputs and outputs are hidden from the
// optimiser.
//
// Thread-safety: none.

#ifndef SEALFRAME_BENCH_ROUNDS_H_
#define SEALFRAME_BENCH_ROUNDS_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "benchmark/benchmark.h"
#include "sealframe/bench/clock.h"

namespace sealframe {

// BatchSize returns how many frames of a size make a batch: few enough to fit
// the second-level cache where possible.
inline size_t BatchSize(size_t size) {
  return std::clamp<size_t>((size_t{1} << 18) / size, 4, 1024);
}

// Batch holds frames of `size` bytes, each made from its number by `make`, with
// buffers to seal and open them to.
struct Batch {
  template <typename Make>
  Batch(size_t size, size_t sealed_size, Make make)
      : frames(BatchSize(size)), sealed(frames.size()), opened(frames.size()) {
    for (size_t i = 0; i < frames.size(); ++i) {
      frames[i] = make(i);
      sealed[i].resize(sealed_size);
      opened[i].resize(sealed_size);
    }
  }

  std::vector<std::vector<uint8_t>> frames;
  std::vector<std::vector<uint8_t>> sealed;
  std::vector<std::vector<uint8_t>> opened;
};

// TimeBatch returns how many nanoseconds it takes to do `work` for each frame
// of a batch.
template <typename Work>
double TimeBatch(size_t batch_size, Work work) {
  static const double cost_of_clock = CostOf(ThreadNanoseconds);
  const double start = ThreadNanoseconds();
  for (size_t i = 0; i < batch_size; ++i) {
    work(i);
  }
  benchmark::ClobberMemory();
  return ThreadNanoseconds() - start - cost_of_clock;
}

// Rounds collects the times of the rounds of one benchmark.
class Rounds {
 public:
  Rounds(benchmark::State* state, size_t batch_size, size_t frame_size)
      : state_(state), batch_size_(batch_size), frame_size_(frame_size) {}

  void Add(double bare, double ours) {
    const auto frames = static_cast<double>(batch_size_);
    bare_.push_back(bare / frames);
    ours_.push_back(ours / frames);
    state_->SetIterationTime(ours / 1e9);
  }

  // Report sets the benchmark's counters, once after the last round.
  void Report(size_t allocations);

 private:
  benchmark::State* const state_;
  const size_t batch_size_;
  const size_t frame_size_;
  std::vector<double> bare_;
  std::vector<double> ours_;
};

}  // namespace sealframe

#endif  // SEALFRAME_BENCH_ROUNDS_H_
