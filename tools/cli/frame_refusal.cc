// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/frame_refusal.h"

#include <string>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "sealframe/frame/frame_status.h"

namespace sealframe {
namespace {

absl::string_view CauseOf(FrameStatus status, bool is_sealing) {
  switch (status) {
    case FrameStatus::kMalformed:
      return is_sealing ? "it is not a complete frame of that kind and codec"
                        : "it is not a frame of this profile, or it is cut off";
    case FrameStatus::kNotAuthentic:
      return "it was altered, or sealed with another key, profile or option";
    case FrameStatus::kReplayed:
      return "it was opened before, or is older than the replay window";
    case FrameStatus::kMissingKey:
      return "the profile has no such key index";
    case FrameStatus::kUnsupportedCodec:
      return "the profile cannot carry this codec";
    case FrameStatus::kFrameTooLarge:
      return "it is over 16 MiB";
    default:
      return is_sealing ? "it could not be sealed" : "it could not be opened";
  }
}

}  // namespace

absl::Status FrameRefusal(absl::string_view name, FrameStatus status,
                          bool is_sealing) {
  const std::string message = absl::StrCat(name, ": ", FrameStatusName(status),
                                           ": ", CauseOf(status, is_sealing));
  return is_sealing ? absl::InvalidArgumentError(message)
                    : absl::DataLossError(message);
}

}  // namespace sealframe
