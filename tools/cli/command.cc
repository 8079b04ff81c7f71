// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/command.h"

#include "absl/status/status.h"

namespace sealframe {

ExitCode ExitCodeOf(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return ExitCode::kDone;
    case absl::StatusCode::kDataLoss:
      return ExitCode::kNotAuthentic;
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kPermissionDenied:
    case absl::StatusCode::kUnavailable:
      return ExitCode::kInputOutput;
    default:
      return ExitCode::kUsage;
  }
}

}  // namespace sealframe
