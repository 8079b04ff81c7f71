// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Finds the reason why a frame does not open, by undoing common mistakes one at
// a time until it opens.
//
// It derives dozens of keys: use it interactively, not on a frame path.
//
// Thread-safety: none. It allocates.

#ifndef SEALFRAME_TOOLS_CLI_FRAME_DIAGNOSIS_H_
#define SEALFRAME_TOOLS_CLI_FRAME_DIAGNOSIS_H_

#include <cstddef>
#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/tools/cli/frame_cryptor.h"

namespace sealframe {

enum class FailureReason : uint8_t {
  kNone,           // It opens.
  kPadding,        // Bytes follow the end of the frame.
  kStartCodes,     // Three- and four-byte start codes were exchanged.
  kFrameKind,      // It was sealed as another kind or codec.
  kKeyDerivation,  // For example, key bytes used as a passphrase.
  kKeySize,        // 128 bits used as 256, or the reverse.
  kSuite,          // Another SFrame cipher suite.
  kRatchetStep,    // The sender is some ratchet steps away.
  kProfile,        // It is in another profile.
  kPlainFrame,     // It was never sealed.
  kReplay,         // It opened before.
  kCutOff,         // It does not have the structure of a sealed frame.
  kUnknown,        // Another key, altered, or an untried mistake.
};

// FailureReasonName returns the name that scripts use, for example
// "key_derivation".
absl::string_view FailureReasonName(FailureReason reason);

struct FrameDiagnosis {
  FrameStatus status = FrameStatus::kOk;  // Result of opening it as given.
  FailureReason reason = FailureReason::kNone;
  std::string text = {};   // The reason as a sentence.
  size_t opened_size = 0;  // Size of the opened frame.
};

// The largest distance from the given ratchet step that is tried.
inline constexpr uint64_t kMaxStepsTried = 8;

// DiagnoseFrame opens `frame` with `key` or, failing that, finds the reason. It
// returns an error if the profile is unknown or does not accept `key`.
absl::StatusOr<FrameDiagnosis> DiagnoseFrame(const ProfileKey& key,
                                             const FrameInfo& info,
                                             absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_FRAME_DIAGNOSIS_H_
