// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Why a frame does not open: tries the mistakes that people make, one at a
// time, until it does.
//
// It derives keys by the dozen, so it is for a person who waits for the answer.
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
  kPadding,        // Bytes were left behind the frame.
  kStartCodes,     // Three- and four-byte start codes were exchanged.
  kFrameKind,      // It was sealed as of another kind or codec.
  kKeyDerivation,  // Bytes were taken for a passphrase, or the like.
  kKeySize,        // 128 for 256 bits, or the reverse.
  kSuite,          // SFrame's cipher suite is another.
  kRatchetStep,    // The sender is some ratchet steps away.
  kProfile,        // It is in another profile.
  kPlainFrame,     // It was never sealed.
  kReplay,         // It opens, and did before.
  kCutOff,         // It does not have the structure of a sealed frame.
  kUnknown,        // Another key, or altered: no mistake that was tried.
};

// FailureReasonName returns the name that scripts go by, for example
// "key_derivation".
absl::string_view FailureReasonName(FailureReason reason);

struct FrameDiagnosis {
  FrameStatus status = FrameStatus::kOk;  // Of opening it with what was given.
  FailureReason reason = FailureReason::kNone;
  std::string text = {};   // The reason in a sentence.
  size_t opened_size = 0;  // Of the frame that comes out, if it opens.
};

// How far away from the ratchet step that was given others are tried.
inline constexpr uint64_t kMaxStepsTried = 8;

// DiagnoseFrame opens `frame` with `key`, and finds out why if it does not. It
// is an error if `key` is none for its profile.
absl::StatusOr<FrameDiagnosis> DiagnoseFrame(const ProfileKey& key,
                                             const FrameInfo& info,
                                             absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_FRAME_DIAGNOSIS_H_
