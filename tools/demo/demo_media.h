// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The media that the demo sends: a few seconds of VP8 and Opus, embedded in the
// binary. tests/media/README.md describes their origin.
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

// LoadDemoMedia parses the frames embedded in the binary.
absl::StatusOr<DemoMedia> LoadDemoMedia();

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_DEMO_DEMO_MEDIA_H_
