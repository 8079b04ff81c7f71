// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// How benchmarks compare what a frame costs in the engine with the bare cipher
// of the same BoringSSL in the same process (bench/bare_cipher.h).
//
// One round times a batch of frames through the bare cipher and then a
// batch through the transform, so that whatever else the machine does falls on
// both. Both work from the same kind of memory to the same kind of memory, a
// buffer a frame. What is reported as time is the transform's; the counters are
// of the round that a tenth of all rounds were faster than, so that they say
// what the work costs on a machine that does nothing else: `bare_ns` and
// `ours_ns` a frame, `above_ns` their difference and `ratio` their quotient. A
// frame opens only once, so each round opens frames that were sealed afresh
// before the clock started. The compiler knows neither what goes in nor that
// nobody reads what comes out.
//
// Thread-safety: none.

#ifndef SEALFRAME_BENCH_ROUNDS_H_
#define SEALFRAME_BENCH_ROUNDS_H_

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <vector>

#include "benchmark/benchmark.h"

namespace sealframe {

// BatchSize keeps a batch in the second-level cache where it can.
inline size_t BatchSize(size_t size) {
  return std::clamp<size_t>((size_t{1} << 18) / size, 4, 256);
}

// Batch is frames of `size` bytes, of which `make` makes one from its number,
// with room for what they are sealed and opened to.
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

// TimeBatch returns the nanoseconds of `work`, done for each frame of a batch.
template <typename Work>
double TimeBatch(size_t batch_size, Work work) {
  const auto start = std::chrono::steady_clock::now();
  for (size_t i = 0; i < batch_size; ++i) {
    work(i);
  }
  benchmark::ClobberMemory();
  const auto end = std::chrono::steady_clock::now();
  return std::chrono::duration<double, std::nano>(end - start).count();
}

// Rounds collects what the rounds of one benchmark took.
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
