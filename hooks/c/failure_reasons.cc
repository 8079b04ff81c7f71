// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/c/failure_reasons.h"

#include <cstddef>

#include "sealframe/frame/diagnosis/failure_reason.h"
#include "sealframe/hooks/c/sealframe.h"

namespace sealframe {

// The switch has no default, so that a new engine value does not compile until
// it has a C value.
sealframe_failure_reason ToC(FailureReason reason) {
  switch (reason) {
    case FailureReason::kNone:
      return SEALFRAME_REASON_NONE;
    case FailureReason::kPadding:
      return SEALFRAME_REASON_PADDING;
    case FailureReason::kStartCodes:
      return SEALFRAME_REASON_START_CODES;
    case FailureReason::kFrameKind:
      return SEALFRAME_REASON_FRAME_KIND;
    case FailureReason::kKeyDerivation:
      return SEALFRAME_REASON_KEY_DERIVATION;
    case FailureReason::kKeySize:
      return SEALFRAME_REASON_KEY_SIZE;
    case FailureReason::kSuite:
      return SEALFRAME_REASON_SUITE;
    case FailureReason::kRatchetStep:
      return SEALFRAME_REASON_RATCHET_STEP;
    case FailureReason::kProfile:
      return SEALFRAME_REASON_PROFILE;
    case FailureReason::kPlainFrame:
      return SEALFRAME_REASON_PLAIN_FRAME;
    case FailureReason::kReplay:
      return SEALFRAME_REASON_REPLAY;
    case FailureReason::kCutOff:
      return SEALFRAME_REASON_CUT_OFF;
    case FailureReason::kUnknown:
      return SEALFRAME_REASON_UNKNOWN;
    case FailureReason::kPrefix:
      return SEALFRAME_REASON_PREFIX;
    case FailureReason::kRed:
      return SEALFRAME_REASON_RED;
    case FailureReason::kSalt:
      return SEALFRAME_REASON_SALT;
    case FailureReason::kMetadata:
      return SEALFRAME_REASON_METADATA;
    case FailureReason::kEmulation:
      return SEALFRAME_REASON_EMULATION_PREVENTION;
    case FailureReason::kParticipant:
      return SEALFRAME_REASON_PARTICIPANT;
    case FailureReason::kKeyIndex:
      return SEALFRAME_REASON_KEY_INDEX;
    case FailureReason::kKey:
      return SEALFRAME_REASON_KEY;
    case FailureReason::kAltered:
      return SEALFRAME_REASON_ALTERED;
  }
  return SEALFRAME_REASON_UNKNOWN;
}

}  // namespace sealframe

const char* sealframe_failure_reason_name(sealframe_failure_reason reason) {
  for (size_t i = 0; i < sealframe::kFailureReasonCount; ++i) {
    const auto candidate = static_cast<sealframe::FailureReason>(i);
    if (sealframe::ToC(candidate) == reason) {
      return sealframe::FailureReasonName(candidate).data();
    }
  }
  return "unknown";
}
