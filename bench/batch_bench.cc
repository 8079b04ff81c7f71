// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Compares batches (frame/batch.h) with a loop over the same SFrame frames:
// rounds as in bench/rounds.h, with the loop in the place of the bare cipher.
// The frames are of one stream, or of many in turn, each with a key of its own.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "benchmark/benchmark.h"
#include "sealframe/bench/bench_main.h"
#include "sealframe/bench/rounds.h"
#include "sealframe/frame/batch.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/stream_config.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/tests/testing/counting_allocator.h"

namespace sealframe {
namespace {

constexpr size_t kStreams[] = {1, 10, 10000};
constexpr size_t kSizes[] = {20, 100, 1200, 10000};
constexpr size_t kJobs = 64;  // In a batch.
constexpr size_t kMoreThanOverhead = 64;

// Streams are both ends of some streams, each of a participant of its own.
class Streams {
 public:
  explicit Streams(size_t count) {
    for (size_t i = 0; i < count; ++i) {
      const StreamConfig config = {.participant = absl::StrCat(i)};
      sender_.Join(config.participant, i);
      receiver_.Hear(config.participant, i);
      sending_.push_back(sender_.session().NewSendTransform(config).value());
      receiving_.push_back(
          receiver_.session().NewReceiveTransform(config).value());
    }
  }

  template <typename Transform>
  Transform* Get(size_t frame);

 private:
  TestEnd sender_;
  TestEnd receiver_;
  std::vector<std::unique_ptr<SendTransform>> sending_;
  std::vector<std::unique_ptr<ReceiveTransform>> receiving_;
};

template <>
SendTransform* Streams::Get(size_t frame) {
  return sending_[frame % sending_.size()].get();
}
template <>
ReceiveTransform* Streams::Get(size_t frame) {
  return receiving_[frame % receiving_.size()].get();
}

template <typename AnyJob>
bool AllCameOut(const std::vector<AnyJob>& jobs) {
  return std::all_of(jobs.begin(), jobs.end(), [](const AnyJob& job) {
    return job.result.status == FrameStatus::kOk;
  });
}

// Frames holds frames, room for their sealed and opened forms, and the jobs
// that make these.
struct Frames {
  Frames(Streams* streams, size_t count, size_t size)
      : plain(count * size), sealed(count * (size + kMoreThanOverhead)) {
    opened.resize(sealed.size());
    for (size_t i = 0; i < count; ++i) {
      const size_t at = i * (size + kMoreThanOverhead);
      const size_t room = size + kMoreThanOverhead;
      sealing.push_back(
          {.transform = streams->Get<SendTransform>(i),
           .info = {},
           .frame = absl::MakeConstSpan(plain).subspan(i * size, size),
           .out = absl::MakeSpan(sealed).subspan(at, room)});
      opening.push_back({.transform = streams->Get<ReceiveTransform>(i),
                         .info = {},
                         .frame = absl::MakeConstSpan(sealed).subspan(at, room),
                         .out = absl::MakeSpan(opened).subspan(at, room)});
    }
  }

  // TakeSealed makes the sealed frames those to be opened.
  void TakeSealed() {
    for (size_t i = 0; i < sealing.size(); ++i) {
      opening[i].frame = sealing[i].out.first(sealing[i].result.size);
    }
  }

  bool AllCameOut() const {
    return sealframe::AllCameOut(sealing) && sealframe::AllCameOut(opening);
  }

  std::vector<uint8_t> plain;
  std::vector<uint8_t> sealed;
  std::vector<uint8_t> opened;
  std::vector<SealJob> sealing;
  std::vector<OpenJob> opening;
};

void Work(SealJob& job) {
  job.result = job.transform->Seal(job.info, job.frame, job.out);
}
void Work(OpenJob& job) {
  job.result = job.transform->Open(job.info, job.frame, job.out);
}
void WorkBatch(absl::Span<SealJob> jobs) { SealBatch(jobs); }
void WorkBatch(absl::Span<OpenJob> jobs) { OpenBatch(jobs); }

template <typename AnyJob>
double TimeLoop(std::vector<AnyJob>* jobs) {
  return TimeBatch(jobs->size(), [&](size_t i) { Work((*jobs)[i]); });
}

template <typename AnyJob>
double TimeBatches(std::vector<AnyJob>* jobs) {
  return TimeBatch((jobs->size() + kJobs - 1) / kJobs, [&](size_t i) {
    WorkBatch(absl::MakeSpan(*jobs).subspan(i * kJobs, kJobs));
  });
}

// Times are those of a loop and of batches over as many frames.
struct Times {
  double loop = 0;
  double batch = 0;
};

// AddTimes works on frames in both ways, in both orders: what comes later finds
// more of the streams in the caches.
template <typename AnyJob>
void AddTimes(std::vector<AnyJob>* looped, std::vector<AnyJob>* batched,
              bool loop_is_first, Times* times) {
  for (const bool loops : {loop_is_first, !loop_is_first}) {
    if (loops) {
      times->loop += TimeLoop(looped);
    } else {
      times->batch += TimeBatches(batched);
    }
  }
}

void Measure(benchmark::State& state, bool opens, size_t num_streams,
             size_t size) {
  Streams streams(num_streams);
  const size_t count = std::max(num_streams, BatchSize(size));
  Frames looped(&streams, count, size);
  Frames batched(&streams, count, size);
  Rounds rounds(&state, 2 * count, size);
  bool good = true;
  for (auto _ : state) {
    Times sealing;
    Times opening;
    for (const bool loop_is_first : {true, false}) {
      AddTimes(&looped.sealing, &batched.sealing, loop_is_first, &sealing);
      looped.TakeSealed();
      batched.TakeSealed();
      AddTimes(&looped.opening, &batched.opening, loop_is_first, &opening);
      good &= looped.AllCameOut() && batched.AllCameOut();
    }
    const Times& times = opens ? opening : sealing;
    rounds.Add(times.loop, times.batch);
  }
  rounds.Report(CountAllocations([&] {
    opens ? WorkBatch(absl::MakeSpan(batched.opening))
          : WorkBatch(absl::MakeSpan(batched.sealing));
  }));
  if (!good) {
    state.SkipWithError("a frame did not come out");
  }
}

void RegisterAll() {
  for (const bool opens : {false, true}) {
    for (const size_t streams : kStreams) {
      for (const size_t size : kSizes) {
        if (streams == 10000 && size > 1200) {
          continue;  // The frames would take 600 MB.
        }
        const std::string name = absl::StrCat(
            "Batch/", opens ? "Open/" : "Seal/", streams, "/", size);
        benchmark::RegisterBenchmark(name.c_str(), Measure, opens, streams,
                                     size)
            ->UseManualTime();
      }
    }
  }
}

}  // namespace
}  // namespace sealframe

int main(int argc, char** argv) {
  sealframe::RegisterAll();
  return sealframe::BenchMain(argc, argv);
}
