// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Inspects the frames of a media file and, given a key, opens them.
//
// Thread-safety: pure functions. They allocate.

#ifndef SEALFRAME_TOOLS_CLI_FILE_INSPECTION_H_
#define SEALFRAME_TOOLS_CLI_FILE_INSPECTION_H_

#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "sealframe/frame/diagnosis/diagnose_frame.h"
#include "sealframe/frame/frame_inspection.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/tools/cli/frame_cryptor.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

struct InspectedFrame {
  MediaFrame info = {};
  size_t size = 0;
  absl::optional<FrameInspection> inspection = {};  // In the file's profile.
  absl::optional<size_t> repeats = {};  // Index of the first identical frame.
  absl::optional<FrameStatus> status = {};  // If a key was given.
};

struct FileInspection {
  std::string profile = {};      // Empty if the frames look plain.
  bool is_proved_plain = false;  // Whether a frame of it cannot be sealed.
  std::vector<InspectedFrame> frames = {};
  // Index and diagnosis of the first frame that did not open, if any.
  absl::optional<size_t> first_failure = {};
  FrameDiagnosis diagnosis = {};
};

// GuessProfiles returns the wire formats whose structure most of `frames` have,
// the likeliest first. If none fits, it returns nothing when every frame could
// be plain, and otherwise the format without distinctive structure, SFrame.
std::vector<std::string> GuessProfiles(
    const std::vector<ContainerFrame>& frames);

// InspectFrames inspects `frames` as frames of `profile` and opens them in
// order with `key`, unless that is null. A `key` that its profile does not
// accept is an error.
absl::StatusOr<FileInspection> InspectFrames(
    const std::vector<ContainerFrame>& frames, absl::string_view profile,
    const ProfileKey* key);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_FILE_INSPECTION_H_
