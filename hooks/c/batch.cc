// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Several frames at once.

#include "sealframe/frame/batch.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/hooks/c/handles.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/stream.h"
#include "sealframe/hooks/c/structs.h"

namespace sealframe {
namespace {

// IsJob returns whether `job` has all fields of the first version, and sets
// none that this library does not have. A field of a later version must be read
// from a copy: the caller may not have it.
template <typename CJob>
bool IsJob(const CJob* job) {
  CJob copy;
  return SameStruct(job, &copy) != nullptr &&
         job->struct_size >= offsetof(CJob, reserved) + sizeof(copy.reserved);
}

// Run calls `Work` with the arguments of each job.
template <typename Transform, auto Work, typename CJob>
sealframe_status Run(CJob* const* jobs, size_t num_jobs) {
  // No array has more elements, and `jobs + num_jobs` would wrap.
  if (!IsFrame(jobs, num_jobs) || num_jobs > PTRDIFF_MAX / sizeof(*jobs) ||
      !std::all_of(jobs, jobs + num_jobs, IsJob<CJob>)) {
    return SEALFRAME_INVALID_ARGUMENT;
  }
  RunBatch<Transform>(
      absl::MakeConstSpan(jobs, num_jobs),
      [](const CJob* job) {
        return job->transform == nullptr ? nullptr
                                         : job->transform->transform.get();
      },
      [](CJob* job) {
        job->status =
            job->reserved != 0
                ? Refuse(job->result)
                : Work(job->transform, job->info, job->frame, job->frame_size,
                       job->out, job->out_capacity, job->result);
      });
  return SEALFRAME_OK;
}

}  // namespace
}  // namespace sealframe

sealframe_status sealframe_seal_batch(sealframe_seal_job* const* jobs,
                                      size_t num_jobs) {
  return sealframe::Run<sealframe::SendTransform,
                        sealframe_send_transform_seal>(jobs, num_jobs);
}

sealframe_status sealframe_open_batch(sealframe_open_job* const* jobs,
                                      size_t num_jobs) {
  return sealframe::Run<sealframe::ReceiveTransform,
                        sealframe_receive_transform_open>(jobs, num_jobs);
}
