// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The reasons for which a frame does not open, and their names.
//
// Thread-safety: pure functions over constant data. They never allocate.

#ifndef SEALFRAME_FRAME_DIAGNOSIS_FAILURE_REASON_H_
#define SEALFRAME_FRAME_DIAGNOSIS_FAILURE_REASON_H_

#include <cstddef>
#include <cstdint>

#include "absl/strings/string_view.h"

namespace sealframe {

enum class FailureReason : uint8_t {
  kNone,           // It opens.
  kPadding,        // Bytes follow the end of the frame.
  kStartCodes,     // Start codes or zeros before them were changed.
  kFrameKind,      // It was sealed as another kind or codec.
  kKeyDerivation,  // For example, key bytes used as a passphrase.
  kKeySize,        // 128 bits used as 256, or the reverse.
  kSuite,          // Another SFrame cipher suite.
  kRatchetStep,    // The sender is some ratchet steps away.
  kProfile,        // It is in another profile.
  kPlainFrame,     // It was never sealed.
  kReplay,         // It opened before.
  kCutOff,         // Its end is missing, as far as its structure shows.
  kUnknown,        // Nothing opens it, and its structure explains nothing.
  kPrefix,         // Bytes precede the frame.
  kRed,            // It is a payload of redundant blocks (RFC 2198).
  kSalt,           // Keys are derived with another salt.
  kMetadata,       // It was sealed with other metadata.
  kEmulation,      // Emulation prevention bytes were added or removed.
  kParticipant,    // It opens with the key of another participant.
  kKeyIndex,       // It names another key index.
  kKey,            // It was sealed with a key that was not given.
  kAltered,        // Its bytes were changed.
};

inline constexpr size_t kFailureReasonCount =
    static_cast<size_t>(FailureReason::kAltered) + 1;

// FailureReasonName returns the name that scripts use, for example
// "key_derivation". It ends with a zero byte.
absl::string_view FailureReasonName(FailureReason reason);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_DIAGNOSIS_FAILURE_REASON_H_
