// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Measures what the C interface adds to an SFrame frame: rounds as in
// bench/rounds.h, with the C++ transform in the place of the bare cipher.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "benchmark/benchmark.h"
#include "sealframe/bench/bench_main.h"
#include "sealframe/bench/rounds.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/tests/testing/counting_allocator.h"

namespace sealframe {
namespace {

constexpr size_t kSizes[] = {20, 100, 1200, 10000};
constexpr char kSender[] = "sender";

void Must(sealframe_status status) {
  if (status != SEALFRAME_OK) {
    std::fprintf(stderr, "%s\n", sealframe_status_name(status));
    std::abort();
  }
}

// CEnd is one end of a call with one participant, through the C interface.
class CEnd {
 public:
  explicit CEnd(bool sends) {
    const uint8_t key[16] = {};
    auto options = Defaults<sealframe_provider_options>();
    options.profile = "sframe";
    Must(sealframe_provider_create(&options, Out(&provider_), nullptr));
    if (sends) {
      Must(sealframe_provider_add_local_participant(provider_.get(), kSender,
                                                    nullptr, nullptr));
    }
    Must(sealframe_provider_set_key(provider_.get(), kSender, 0, /*step=*/0,
                                    key, sizeof(key), nullptr));
    Must(sealframe_session_create(provider_.get(), nullptr, Out(&session_),
                                  nullptr));
    sealframe_session_set_e2ee_enabled(session_.get(), 1);
    auto stream = Defaults<sealframe_stream_config>();
    stream.participant = kSender;
    if (sends) {
      Must(sealframe_provider_activate(provider_.get(), kSender, 0, nullptr));
      Must(sealframe_send_transform_create(session_.get(), &stream, Out(&send_),
                                           nullptr));
    } else {
      Must(sealframe_receive_transform_create(session_.get(), &stream,
                                              Out(&receive_), nullptr));
    }
  }

  // Seal and Open work on a frame of `batch`, and return the output's size, or
  // 0 if none came out.
  size_t Seal(Batch* batch, size_t i) {
    std::vector<uint8_t>& out = batch->sealed[i];
    sealframe_send_transform_seal(send_.get(), nullptr, batch->frames[i].data(),
                                  batch->frames[i].size(), out.data(),
                                  out.size(), &result_);
    benchmark::DoNotOptimize(out.data());
    return result_.size;
  }
  size_t Open(size_t sealed_size, Batch* batch, size_t i) {
    std::vector<uint8_t>& out = batch->opened[i];
    sealframe_receive_transform_open(receive_.get(), nullptr,
                                     batch->sealed[i].data(), sealed_size,
                                     out.data(), out.size(), &result_);
    benchmark::DoNotOptimize(out.data());
    return result_.size;
  }

 private:
  UniquePtr<sealframe_provider> provider_;
  UniquePtr<sealframe_session> session_;
  UniquePtr<sealframe_send_transform> send_;
  UniquePtr<sealframe_receive_transform> receive_;
  sealframe_frame_result result_ = Defaults<sealframe_frame_result>();
};

// Frames are a batch for each interface, with the sizes of what came out.
struct Frames {
  explicit Frames(size_t size) : cpp(NewBatch(size)), c(NewBatch(size)) {}

  static Batch NewBatch(size_t size) {
    constexpr size_t kMoreThanOverhead = 64;
    return Batch(size, size + kMoreThanOverhead,
                 [size](size_t i) { return TestFrame(size, i); });
  }

  Batch cpp;
  Batch c;
  std::vector<size_t> cpp_sizes = std::vector<size_t>(cpp.frames.size());
  std::vector<size_t> c_sizes = std::vector<size_t>(cpp.frames.size());
};

// Times are those of one batch, in nanoseconds.
struct Times {
  double cpp;
  double c;
};

Times SealBatches(SendTransform& send, CEnd& sender, Frames* frames) {
  const size_t count = frames->cpp.frames.size();
  Times times;
  times.cpp = TimeBatch(count, [&](size_t i) {
    frames->cpp_sizes[i] = send.Seal({}, frames->cpp.frames[i],
                                     absl::MakeSpan(frames->cpp.sealed[i]))
                               .size;
    benchmark::DoNotOptimize(frames->cpp.sealed[i].data());
  });
  times.c = TimeBatch(count, [&](size_t i) {
    frames->c_sizes[i] = sender.Seal(&frames->c, i);
  });
  return times;
}

Times OpenBatches(ReceiveTransform& receive, CEnd& receiver, Frames* frames) {
  const size_t count = frames->cpp.frames.size();
  Times times;
  times.cpp = TimeBatch(count, [&](size_t i) {
    frames->cpp_sizes[i] = receive
                               .Open({},
                                     absl::MakeConstSpan(frames->cpp.sealed[i])
                                         .first(frames->cpp_sizes[i]),
                                     absl::MakeSpan(frames->cpp.opened[i]))
                               .size;
    benchmark::DoNotOptimize(frames->cpp.opened[i].data());
  });
  times.c = TimeBatch(count, [&](size_t i) {
    frames->c_sizes[i] = receiver.Open(frames->c_sizes[i], &frames->c, i);
  });
  return times;
}

bool AllCameOut(const std::vector<size_t>& sizes) {
  return std::find(sizes.begin(), sizes.end(), 0) == sizes.end();
}

void Measure(benchmark::State& state, bool opens, size_t size) {
  TestPair pair;
  CEnd sender(/*sends=*/true);
  CEnd receiver(/*sends=*/false);
  Frames frames(size);
  Rounds rounds(&state, frames.cpp.frames.size(), size);
  bool good = true;
  for (auto _ : state) {
    const Times sealing = SealBatches(*pair.send, sender, &frames);
    good &= AllCameOut(frames.c_sizes) && AllCameOut(frames.cpp_sizes);
    const Times opening = OpenBatches(*pair.receive, receiver, &frames);
    good &= frames.c_sizes == std::vector<size_t>(frames.c_sizes.size(), size);
    good &= frames.c_sizes == frames.cpp_sizes;
    const Times& times = opens ? opening : sealing;
    rounds.Add(times.cpp, times.c);
  }
  const size_t sealed = sender.Seal(&frames.c, 0);
  rounds.Report(CountAllocations([&] {
    opens ? receiver.Open(sealed, &frames.c, 0) : sender.Seal(&frames.c, 0);
  }));
  if (!good) {
    state.SkipWithError("a frame did not come out");
  }
}

void RegisterAll() {
  for (const size_t size : kSizes) {
    for (const bool opens : {false, true}) {
      const std::string name =
          absl::StrCat("C/", opens ? "Open/" : "Seal/", size);
      benchmark::RegisterBenchmark(name.c_str(), Measure, opens, size)
          ->UseManualTime();
    }
  }
}

}  // namespace
}  // namespace sealframe

int main(int argc, char** argv) {
  sealframe::RegisterAll();
  return sealframe::BenchMain(argc, argv);
}
