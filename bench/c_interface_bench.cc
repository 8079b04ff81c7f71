// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Measures what the C interface adds to an SFrame frame: rounds as in
// bench/rounds.h, with the C++ transform in the place of the bare cipher; and
// what batches of the C interface take, with a loop in that place.

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
#include "sealframe/hooks/c/testing/call_fixture.h"
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

  sealframe_send_transform* send() { return send_.get(); }
  sealframe_receive_transform* receive() { return receive_.get(); }

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

// Jobs are the frames of a batch, for `sealframe_seal_batch` or
// `sealframe_open_batch`.
template <typename Job>
struct Jobs {
  template <typename Transform>
  Jobs(Transform* transform, const std::vector<std::vector<uint8_t>>& in,
       std::vector<std::vector<uint8_t>>* out)
      : results(in.size(), Defaults<sealframe_frame_result>()),
        jobs(in.size()) {
    for (size_t i = 0; i < in.size(); ++i) {
      jobs[i] = NewJob<Job>(transform, in[i], &(*out)[i], &results[i]);
      pointers.push_back(&jobs[i]);
    }
  }

  // TimeLoop returns how long it takes to call `work` for each job, and
  // TimeBatches how long `run` takes, with some jobs at a time.
  template <typename Work>
  double TimeLoop(Work work) {
    return TimeBatch(jobs.size(), [&](size_t i) {
      Job& job = *pointers[i];
      job.status = work(job.transform, job.info, job.frame, job.frame_size,
                        job.out, job.out_capacity, job.result);
    });
  }
  template <typename RunJobs>
  double TimeBatches(RunJobs run) {
    constexpr size_t kAtOnce = 64;
    return TimeBatch((jobs.size() + kAtOnce - 1) / kAtOnce, [&](size_t i) {
      const size_t begin = i * kAtOnce;
      Must(run(&pointers[begin], std::min(kAtOnce, jobs.size() - begin)));
    });
  }

  bool AllCameOut() const {
    return std::all_of(jobs.begin(), jobs.end(), [](const Job& job) {
      return job.status == SEALFRAME_FRAME_OK;
    });
  }

  std::vector<sealframe_frame_result> results;
  std::vector<Job> jobs;
  std::vector<Job*> pointers;
};

// BothEnds are jobs that seal frames, and jobs that open what they sealed.
struct BothEnds {
  BothEnds(CEnd& sender, CEnd& receiver, size_t size)
      : batch(Frames::NewBatch(size)),
        sealing(sender.send(), batch.frames, &batch.sealed),
        opening(receiver.receive(), batch.sealed, &batch.opened) {}

  void TakeSealed() {
    for (size_t i = 0; i < opening.jobs.size(); ++i) {
      opening.jobs[i].frame_size = sealing.results[i].size;
    }
  }
  Batch batch;
  Jobs<sealframe_seal_job> sealing;
  Jobs<sealframe_open_job> opening;
};

void MeasureBatch(benchmark::State& state, bool opens, size_t size) {
  CEnd sender(/*sends=*/true);
  CEnd receiver(/*sends=*/false);
  BothEnds looped(sender, receiver, size);
  BothEnds batched(sender, receiver, size);
  Rounds rounds(&state, looped.sealing.jobs.size(), size);
  bool good = true;
  for (auto _ : state) {
    const double seal_loop =
        looped.sealing.TimeLoop(sealframe_send_transform_seal);
    const double seal_batch = batched.sealing.TimeBatches(sealframe_seal_batch);
    looped.TakeSealed();
    batched.TakeSealed();
    const double open_loop =
        looped.opening.TimeLoop(sealframe_receive_transform_open);
    const double open_batch = batched.opening.TimeBatches(sealframe_open_batch);
    good &= looped.opening.AllCameOut() && batched.opening.AllCameOut();
    opens ? rounds.Add(open_loop, open_batch)
          : rounds.Add(seal_loop, seal_batch);
  }
  rounds.Report(CountAllocations([&] {
    opens ? batched.opening.TimeBatches(sealframe_open_batch)
          : batched.sealing.TimeBatches(sealframe_seal_batch);
  }));
  if (!good) {
    state.SkipWithError("a frame did not come out");
  }
}

void RegisterAll() {
  for (const size_t size : kSizes) {
    for (const bool opens : {false, true}) {
      const std::string name =
          absl::StrCat("/", opens ? "Open/" : "Seal/", size);
      benchmark::RegisterBenchmark(("C" + name).c_str(), Measure, opens, size)
          ->UseManualTime();
      benchmark::RegisterBenchmark(("CBatch" + name).c_str(), MeasureBatch,
                                   opens, size)
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
