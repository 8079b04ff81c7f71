// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The media that the demo sends: a few seconds of VP8 and Opus, inside the
// binary (tests/media says how they were made).
//
// Thread-safety: pure functions.

#ifndef SEALFRAME_TOOLS_DEMO_DEMO_MEDIA_H_
#define SEALFRAME_TOOLS_DEMO_DEMO_MEDIA_H_

#include <vector>

#include "absl/status/statusor.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

struct DemoMedia {
  std::vector<ContainerFrame> audio;
  std::vector<ContainerFrame> video;
};

// LoadDemoMedia reads the frames out of the binary.
absl::StatusOr<DemoMedia> LoadDemoMedia();

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_DEMO_DEMO_MEDIA_H_
