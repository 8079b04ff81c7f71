// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Expectations about a diagnosis.
//
// Thread-safety: a pure function, except that it reports failures to the
// running test. It allocates.

#ifndef SEALFRAME_FRAME_DIAGNOSIS_TESTING_EXPECT_DIAGNOSIS_H_
#define SEALFRAME_FRAME_DIAGNOSIS_TESTING_EXPECT_DIAGNOSIS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "sealframe/frame/diagnosis/diagnose_frame.h"
#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {

// ExpectReasons fails unless undoing exactly `reasons`, the main one first,
// opens the frame, and the text of the diagnosis contains `words`.
void ExpectReasons(const ProfileKey& key, const FrameInfo& info,
                   absl::Span<const uint8_t> frame,
                   const std::vector<FailureReason>& reasons,
                   const std::string& words,
                   const DiagnosisOptions& options = {});

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_DIAGNOSIS_TESTING_EXPECT_DIAGNOSIS_H_
