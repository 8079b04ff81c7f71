// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Error texts for frames that were not sealed or opened: the given frame, the
// cause and the remedy.
//
// Thread-safety: a pure function. It allocates.

#ifndef SEALFRAME_TOOLS_CLI_FRAME_REFUSAL_H_
#define SEALFRAME_TOOLS_CLI_FRAME_REFUSAL_H_

#include <cstdint>
#include <string>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"

namespace sealframe {

// RefusedFrame is a frame that was to be sealed or opened.
struct RefusedFrame {
  std::string name;     // As the user knows it, such as its file.
  std::string profile;  // A name that the registry knows.
  FrameInfo info = {};
  absl::Span<const uint8_t> bytes = {};
};

// FrameRefusal returns an error with the usual cause of `status` for `frame`:
// InvalidArgument for a frame that could not be sealed, DataLoss for one that
// did not open.
absl::Status FrameRefusal(const RefusedFrame& frame, FrameStatus status,
                          bool is_sealing);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_FRAME_REFUSAL_H_
