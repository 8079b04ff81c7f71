// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Measures sealing on one and two threads, each with a stream of its own. The
// streams have a key each or share one, and keys may change 100 times a second.
// The counter `ns` is a thread's processor time for a frame. Where it stays the
// same on two threads, two threads seal twice as much.

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <thread>

#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "benchmark/benchmark.h"
#include "sealframe/bench/bench_main.h"
#include "sealframe/bench/clock.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/session.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_provider.h"

namespace sealframe {
namespace {

constexpr int kMaxThreads = 2;

std::string ParticipantOf(int thread) { return absl::StrCat("thread", thread); }

// TheEnd is where all threads seal.
TestEnd& TheEnd() {
  static TestEnd* const end = [] {
    auto* const made = new TestEnd;
    for (int thread = 0; thread < kMaxThreads; ++thread) {
      made->Join(ParticipantOf(thread), static_cast<uint64_t>(thread));
    }
    made->session();
    return made;
  }();
  return *end;
}

// Rotation gives all participants new keys, 100 times a second, while it
// exists.
class Rotation {
 public:
  Rotation() : thread_([this] { Run(); }) {}
  ~Rotation() {
    ends_ = true;
    thread_.join();
  }

 private:
  void Run() {
    // No two keys of this process are the same.
    static uint64_t last = kMaxThreads;
    while (!ends_) {
      for (int thread = 0; thread < kMaxThreads; ++thread) {
        const std::string id = ParticipantOf(thread);
        ++last;
        KeyProvider& keys = TheEnd().keys();
        MustBeOk(keys.SetKey(id, last, TestKey(last)));
        MustBeOk(keys.Activate(id, last));
        if (last > 3 * kMaxThreads) {
          MustBeOk(keys.Retire(id, last - kMaxThreads, absl::ZeroDuration()));
        }
      }
      TheEnd().session().Poll();
      std::this_thread::sleep_for(std::chrono::milliseconds(10));
    }
  }

  std::atomic<bool> ends_ = false;
  std::thread thread_;
};

void SealFrames(benchmark::State& state, bool share_key, size_t size) {
  const auto send =
      TheEnd()
          .session()
          .NewSendTransform({.participant = ParticipantOf(
                                 share_key ? 0 : state.thread_index())})
          .value();
  const Bytes frame = TestFrame(size);
  Bytes out(send->MaxSealedSize(size));
  const double start = ThreadNanoseconds();
  for (auto _ : state) {
    const FrameResult result = send->Seal({}, frame, absl::MakeSpan(out));
    if (!CameOut(result.status)) {
      state.SkipWithError("a frame was not sealed");
      break;
    }
    benchmark::ClobberMemory();
  }
  const double ns =
      (ThreadNanoseconds() - start) / static_cast<double>(state.iterations());
  state.counters["ns"] =
      benchmark::Counter(ns, benchmark::Counter::kAvgThreads);
  state.SetItemsProcessed(static_cast<int64_t>(state.iterations()));
}

void SealWithRotation(benchmark::State& state, bool share_key, size_t size) {
  std::unique_ptr<Rotation> rotation;
  if (state.thread_index() == 0) {
    rotation = std::make_unique<Rotation>();
  }
  SealFrames(state, share_key, size);
}

BENCHMARK_CAPTURE(SealFrames, OneKey100, true, 100)->ThreadRange(1, 2);
BENCHMARK_CAPTURE(SealFrames, OneKey1200, true, 1200)->ThreadRange(1, 2);
BENCHMARK_CAPTURE(SealFrames, KeyEach100, false, 100)->ThreadRange(1, 2);
BENCHMARK_CAPTURE(SealFrames, KeyEach1200, false, 1200)->ThreadRange(1, 2);
BENCHMARK_CAPTURE(SealWithRotation, OneKey100, true, 100)->ThreadRange(1, 2);
BENCHMARK_CAPTURE(SealWithRotation, KeyEach100, false, 100)->ThreadRange(1, 2);

}  // namespace
}  // namespace sealframe

int main(int argc, char** argv) { return sealframe::BenchMain(argc, argv); }
