// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Error texts for frames that were not sealed or opened.
//
// Thread-safety: a pure function.

#ifndef SEALFRAME_TOOLS_CLI_FRAME_REFUSAL_H_
#define SEALFRAME_TOOLS_CLI_FRAME_REFUSAL_H_

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "sealframe/frame/frame_status.h"

namespace sealframe {

// FrameRefusal returns an error with the usual cause of `status` for the frame
// called `name`: InvalidArgument for a frame that could not be sealed, DataLoss
// for one that did not open.
absl::Status FrameRefusal(absl::string_view name, FrameStatus status,
                          bool is_sealing);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_FRAME_REFUSAL_H_
