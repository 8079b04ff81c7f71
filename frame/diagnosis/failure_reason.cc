// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/failure_reason.h"

#include <cstddef>

#include "absl/strings/string_view.h"

namespace sealframe {
namespace {

// In the order of FailureReason.
constexpr absl::string_view kNames[kFailureReasonCount] = {
    "none",        "padding",        "start_codes",
    "frame_kind",  "key_derivation", "key_size",
    "suite",       "ratchet_step",   "profile",
    "plain_frame", "replay",         "cut_off",
    "unknown",     "prefix",         "red",
    "salt",        "metadata",       "emulation_prevention",
    "participant", "key_index",      "key",
    "altered",
};

}  // namespace

absl::string_view FailureReasonName(FailureReason reason) {
  return kNames[static_cast<size_t>(reason)];
}

}  // namespace sealframe
