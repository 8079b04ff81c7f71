// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Inspects the frames of a media file one by one and, given a key, opens them.
//
// Thread-safety: none. Memory does not grow with the file, but for the bounded
// record of earlier frames (seen_frames.h).

#ifndef SEALFRAME_TOOLS_CLI_FILE_INSPECTION_H_
#define SEALFRAME_TOOLS_CLI_FILE_INSPECTION_H_

#include <cstddef>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/diagnosis/diagnose_frame.h"
#include "sealframe/frame/frame_inspection.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/tools/cli/frame_cryptor.h"
#include "sealframe/tools/cli/seen_frames.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {

// ProfileGuess guesses the profile of a file from its frames.
class ProfileGuess {
 public:
  void Add(const ContainerFrame& frame);

  // Guesses returns the wire formats whose structure most of the frames have,
  // the likeliest first. If none fits, it returns nothing when every frame
  // could be plain, and otherwise the format without distinctive structure,
  // SFrame.
  std::vector<std::string> Guesses() const;

 private:
  std::map<std::string, size_t> fits_;
  size_t frames_ = 0;
  size_t plain_ = 0;
};

struct InspectedFrame {
  MediaFrame info = {};
  size_t size = 0;
  std::optional<FrameInspection> inspection = {};  // In the file's profile.
  std::optional<size_t> repeats = {};  // Index of the first identical frame.
  std::optional<FrameStatus> status = {};  // If a key was given.
};

// FileInspection is what is known about the frames so far.
struct FileInspection {
  std::string profile = {};      // Empty if the frames look plain.
  bool has_key = false;          // Whether the frames are opened.
  bool is_proved_plain = false;  // Whether a frame of it cannot be sealed.
  size_t frames = 0;
  size_t key_frames = 0;
  size_t opened = 0;
  std::set<Codec> codecs = {};
  // Index and diagnosis of the first frame that did not open, if any.
  std::optional<size_t> first_failure = {};
  FrameDiagnosis diagnosis = {};
};

class FileInspector {
 public:
  // Create makes an inspector of frames of `profile`, which opens them in order
  // with `key`, unless that is null. `key` must outlive it. A key that its
  // profile does not accept is an error.
  static absl::StatusOr<std::unique_ptr<FileInspector>> Create(
      absl::string_view profile, const ProfileKey* key);

  // Inspect inspects the next frame.
  absl::StatusOr<InspectedFrame> Inspect(const ContainerFrame& frame);

  const FileInspection& inspection() const { return inspection_; }

 private:
  FileInspector() = default;

  absl::Status Open(const ContainerFrame& frame, InspectedFrame* inspected);

  FileInspection inspection_;
  const ProfileKey* key_ = nullptr;
  std::unique_ptr<FrameCryptor> cryptor_;  // If there is a key.
  SeenFrames seen_;
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_FILE_INSPECTION_H_
