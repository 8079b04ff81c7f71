// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Several frames at once, of one stream or of many: for example one frame that
// is sealed for many recipients, each with its own key.
//
// A batch does what a loop over its frames does, in order, but fetches ahead
// what the next few frames use. A loop that walks through many streams waits
// for memory most of its time.
//
// Thread-safety: a batch uses the streams of its jobs, each of which belongs to
// one thread at a time. They exist until it returns: `SessionOptions::wake`
// must not destroy one, not even one whose job is done. Allocates where
// `SendTransform::Seal` and `ReceiveTransform::Open` do.

#ifndef SEALFRAME_FRAME_BATCH_H_
#define SEALFRAME_FRAME_BATCH_H_

#include <algorithm>
#include <cstddef>
#include <memory>
#include <new>

#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"

namespace sealframe {

// Job is a frame of a batch: the arguments of `SendTransform::Seal` or
// `ReceiveTransform::Open` and, afterwards, the result. `transform` is not
// null. Jobs may have the same transform and the same frame, and may work on
// the output of an earlier one.
template <typename Transform>
struct Job {
  Transform* transform;
  FrameInfo info;
  absl::Span<const uint8_t> frame;
  absl::Span<uint8_t> out;
  FrameResult result = {};
};
using SealJob = Job<SendTransform>;
using OpenJob = Job<ReceiveTransform>;

// Enough jobs that the processor fetches the memory of many streams at once,
// and so few that it is still in the nearest cache when their turn comes.
inline constexpr size_t kJobsAhead = 8;

// UpcomingStreams are up to kJobsAhead objects of a transform's `Upcoming`.
// They end in the reverse order, as uses of a stream's keys must.
template <typename Transform>
class UpcomingStreams {
 public:
  UpcomingStreams() = default;
  UpcomingStreams(const UpcomingStreams&) = delete;
  ~UpcomingStreams() {
    while (size_ != 0) {
      std::destroy_at(Get(--size_));
    }
  }

  void Add(Transform& transform) {
    new (&bytes_[size_ * sizeof(Upcoming)]) Upcoming(transform);
    ++size_;
  }

 private:
  using Upcoming = typename Transform::Upcoming;

  Upcoming* Get(size_t i) {
    return std::launder(
        reinterpret_cast<Upcoming*>(&bytes_[i * sizeof(Upcoming)]));
  }

  size_t size_ = 0;
  // Not initialized, unlike an array of std::optional: that takes longer than
  // the rest.
  alignas(Upcoming) std::byte bytes_[kJobsAhead * sizeof(Upcoming)];
};

// RunBatch is for other kinds of jobs. It calls `work` with each, and fetches
// what the transforms of the next ones use. `transform_of` returns the
// transform of a job, or null.
template <typename Transform, typename AnyJob, typename TransformOf,
          typename Work>
void RunBatch(absl::Span<AnyJob> jobs, TransformOf transform_of, Work work) {
  while (!jobs.empty()) {
    UpcomingStreams<Transform> upcoming;
    Transform* last = transform_of(jobs.front());
    for (const AnyJob& job : jobs.subspan(1, kJobsAhead)) {
      Transform* const transform = transform_of(job);
      if (transform != nullptr && transform != last) {
        upcoming.Add(*transform);
      }
      last = transform;
    }
    for (AnyJob& job : jobs.subspan(0, kJobsAhead)) {
      work(job);
    }
    jobs = jobs.subspan(std::min(jobs.size(), kJobsAhead));
  }
}

// SealBatch and OpenBatch set the result of each job. They find keys up to
// seven frames ahead: if keys change while a batch runs, that many more frames
// may still use the old ones. A removed key is then wiped by the next `Poll`
// after these frames. A key that was set is not found for them: call `OpenHeld`
// after the batch, too.
void SealBatch(absl::Span<SealJob> jobs);
void OpenBatch(absl::Span<OpenJob> jobs);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_BATCH_H_
