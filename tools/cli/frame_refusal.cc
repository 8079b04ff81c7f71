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

absl::string_view Meaning(FrameStatus status, bool is_sealing) {
  switch (status) {
    case FrameStatus::kMalformed:
      return is_sealing ? "it is not a whole frame of that kind and codec"
                        : "it is not a frame of this profile, or is cut off";
    case FrameStatus::kNotAuthentic:
      return "it was altered, or sealed with another key or in another way";
    case FrameStatus::kReplayed:
      return "it was opened before, or is older than the replay window";
    case FrameStatus::kMissingKey:
      return "the profile has no such key index";
    case FrameStatus::kUnsupportedCodec:
      return "the profile cannot carry this codec";
    case FrameStatus::kFrameTooLarge:
      return "it is over 16 MiB";
    default:
      return "it did not come out";
  }
}

}  // namespace

absl::Status FrameRefusal(absl::string_view name, FrameStatus status,
                          bool is_sealing) {
  const std::string message = absl::StrCat(name, ": ", FrameStatusName(status),
                                           ": ", Meaning(status, is_sealing));
  return is_sealing ? absl::InvalidArgumentError(message)
                    : absl::DataLossError(message);
}

}  // namespace sealframe
