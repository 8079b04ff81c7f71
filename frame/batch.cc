// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/batch.h"

#include "absl/types/span.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"

namespace sealframe {

void SealBatch(absl::Span<SealJob> jobs) {
  RunBatch<SendTransform>(
      jobs, [](const SealJob& job) { return job.transform; },
      [](SealJob& job) {
        job.result = job.transform->Seal(job.info, job.frame, job.out);
      });
}

void OpenBatch(absl::Span<OpenJob> jobs) {
  RunBatch<ReceiveTransform>(
      jobs, [](const OpenJob& job) { return job.transform; },
      [](OpenJob& job) {
        job.result = job.transform->Open(job.info, job.frame, job.out);
      });
}

}  // namespace sealframe
