// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/demo/demo_media.h"

#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "sealframe/tools/demo/embedded_media.h"
#include "sealframe/tools/media/container.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

absl::StatusOr<DemoMedia> LoadDemoMedia() {
  absl::StatusOr<std::vector<ContainerFrame>> audio =
      ReadFrames(EmbeddedOpus());
  if (!audio.ok()) {
    return audio.status();
  }
  absl::StatusOr<std::vector<ContainerFrame>> video = ReadFrames(EmbeddedVp8());
  if (!video.ok()) {
    return video.status();
  }
  return DemoMedia{.audio = *std::move(audio), .video = *std::move(video)};
}

}  // namespace sealframe
