// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// How the command line says that a frame did not come out.
//
// Thread-safety: a pure function.

#ifndef SEALFRAME_TOOLS_CLI_FRAME_REFUSAL_H_
#define SEALFRAME_TOOLS_CLI_FRAME_REFUSAL_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "sealframe/frame/frame_status.h"

namespace sealframe {

// FrameRefusal returns the error that says that the frame called `name` ended
// with `status`, and what that mostly means. What did not open is DataLoss;
// what could not be sealed is InvalidArgument, for it is the wrong input.
absl::Status FrameRefusal(absl::string_view name, FrameStatus status,
                          bool is_sealing);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_FRAME_REFUSAL_H_
