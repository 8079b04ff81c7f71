// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What the frames of a media file say of themselves, and which of them open.
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
#include "sealframe/frame/frame_inspection.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/tools/cli/frame_cryptor.h"
#include "sealframe/tools/cli/frame_diagnosis.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

struct InspectedFrame {
  MediaFrame info = {};
  size_t size = 0;
  absl::optional<FrameInspection> said = {};  // In the file's profile.
  absl::optional<size_t> repeats = {};        // The first frame like it.
  absl::optional<FrameStatus> status = {};  // Of opening it, if there is a key.
};

struct FileInspection {
  std::string profile = {};  // That its frames look like; empty if plain.
  std::vector<InspectedFrame> frames = {};
  // Of the first frame that does not open, if there is a key and such a frame.
  absl::optional<size_t> first_failure = {};
  FrameDiagnosis diagnosis = {};
};

// GuessProfiles returns the profiles that most of `frames` look like, the
// likelier first. Frames that look like none are plain, if all of them could
// be, and else in SFrame, which looks like nothing.
std::vector<std::string> GuessProfiles(
    const std::vector<ContainerFrame>& frames);

// InspectFrames takes `frames` for those of `profile`, and opens them one after
// another with `key`, unless that is null. It is an error if `key` is none for
// its profile.
absl::StatusOr<FileInspection> InspectFrames(
    const std::vector<ContainerFrame>& frames, absl::string_view profile,
    const ProfileKey* key);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_FILE_INSPECTION_H_
