// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Finds the reason why a frame does not open, by undoing common mistakes, one
// at a time and then in pairs, until it opens. If none explains the failure,
// the diagnosis lists the possible reasons. It calls a frame plain only with
// proof.
//
// Use it interactively, not on a frame path. It ends after a bounded amount of
// work, whatever the frame contains: `kMaxSlowDerivations` (key_openers.h) and
// `kMaxWork` (work.h), about two seconds for frames as encoders make them.
// Hostile frames of the largest size, full of start codes or escapes, can take
// 20 seconds and 40 times their size in memory.
//
// Thread-safety: a pure function. It allocates and derives keys.

#ifndef SEALFRAME_FRAME_DIAGNOSIS_DIAGNOSE_FRAME_H_
#define SEALFRAME_FRAME_DIAGNOSIS_DIAGNOSE_FRAME_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/frame/diagnosis/key_variants.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"

namespace sealframe {

struct DiagnosisOptions {
  // Keys of participants that may have sent the frame instead.
  absl::Span<const ParticipantKey> others = {};
  // The index under which the receiver has the key, if it matters.
  std::optional<uint64_t> key_index = std::nullopt;
};

struct FrameDiagnosis {
  FrameStatus status = FrameStatus::kOk;  // Result of opening it as given.
  FailureReason reason = FailureReason::kNone;
  std::string text = {};   // The reason as a sentence, with its remedy.
  size_t opened_size = 0;  // Size of the opened frame.
  // All reasons that together explain the failure, `reason` first. Empty unless
  // undoing them opens the frame.
  std::vector<FailureReason> reasons = {};
  // The possible reasons if nothing is proved, the likeliest first.
  std::vector<FailureReason> possible = {};
};

// DiagnoseFrame opens `frame` with `key` or, failing that, finds the reason. It
// returns an error if the profile is unknown or does not accept `key`.
absl::StatusOr<FrameDiagnosis> DiagnoseFrame(
    const ProfileKey& key, const FrameInfo& info,
    absl::Span<const uint8_t> frame, const DiagnosisOptions& options = {});

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_DIAGNOSIS_DIAGNOSE_FRAME_H_
