// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/inspect_file.h"

#include <sys/stat.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/tools/cli/file_inspection.h"
#include "sealframe/tools/cli/file_report.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/input_file.h"
#include "sealframe/tools/cli/inspect_key.h"
#include "sealframe/tools/cli/media_info.h"
#include "sealframe/tools/cli/output.h"
#include "sealframe/tools/cli/progress.h"
#include "sealframe/tools/cli/spilled_text.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/container.h"
#include "sealframe/tools/media/media_frame.h"
#include "sealframe/tools/media/temporary_file.h"

namespace sealframe {
namespace {

// Visit passes the frames of the regular file `file` to `visit`, and shows the
// progress.
absl::Status Visit(int file, FrameVisitor visit) {
  struct stat info;
  const uint64_t size =
      fstat(file, &info) == 0 ? static_cast<uint64_t>(info.st_size) : 0;
  Progress progress("inspecting", size);
  ByteInput input = ByteInput::OfFile(file);
  return VisitFrames(input, [&](const ContainerFrame& frame) {
    progress.Add(frame.data.size());
    return visit(frame);
  });
}

// FirstFrame is the first frame of a file, and the profiles that most frames
// look like.
struct FirstFrame {
  std::optional<ContainerFrame> frame;
  std::vector<std::string> guesses;
};

absl::StatusOr<FirstFrame> GuessFile(int file) {
  FirstFrame first;
  ProfileGuess guess;
  absl::Status status = Visit(file, [&](const ContainerFrame& frame) {
    guess.Add(frame);
    if (!first.frame.has_value()) {
      first.frame = frame;
    }
    return absl::OkStatus();
  });
  if (!status.ok()) {
    return absl::UnavailableError(status.message());
  }
  if (!first.frame.has_value()) {
    return absl::UnavailableError("the file contains no frame");
  }
  first.guesses = guess.Guesses();
  return first;
}

// ReportFile prints a report about `file` and returns what it found.
absl::StatusOr<FileInspection> ReportFile(const Flags& flags, int file,
                                          const std::string& profile,
                                          const ProfileKey* key) {
  const absl::StatusOr<std::unique_ptr<FileInspector>> inspector =
      FileInspector::Create(profile, key);
  if (!inspector.ok()) {
    return inspector.status();
  }
  FileReport report(flags.Has("json"));
  SpilledText rows;
  absl::Status status = Visit(file, [&](const ContainerFrame& frame) {
    const absl::StatusOr<InspectedFrame> seen = (*inspector)->Inspect(frame);
    return seen.ok() ? rows.Add(report.Row(*seen)) : seen.status();
  });
  if (!status.ok()) {
    return status;
  }
  Print(report.Start((*inspector)->inspection()));
  status = rows.Print(Print);
  Print(report.End());
  return status.ok()
             ? absl::StatusOr<FileInspection>((*inspector)->inspection())
             : status;
}

// RunFile reads the regular file `file` twice: a profile is guessed from all
// its frames.
absl::Status RunFile(const Flags& flags, int file) {
  const absl::StatusOr<FirstFrame> first = GuessFile(file);
  if (!first.ok()) {
    return absl::Status(
        first.status().code(),
        absl::StrCat(InputName(flags), ": ", first.status().message()));
  }
  const absl::StatusOr<std::optional<ProfileKey>> key = ReadKeyFor(
      flags, first->guesses, InfoOf(first->frame->info, 0), first->frame->data);
  if (!key.ok()) {
    return key.status();
  }
  const std::string guess = key->has_value()         ? (*key)->profile
                            : first->guesses.empty() ? ""
                                                     : first->guesses.front();
  const absl::StatusOr<FileInspection> inspection =
      ReportFile(flags, file, flags.Text("profile", guess),
                 key->has_value() ? &**key : nullptr);
  if (!inspection.ok()) {
    return inspection.status();
  }
  return inspection->first_failure.has_value()
             ? NotOpened(
                   flags,
                   absl::StrCat("frame ", *inspection->first_failure, ": "),
                   inspection->diagnosis)
             : absl::OkStatus();
}

}  // namespace

absl::Status InspectFile(const Flags& flags, const InputFile& in,
                         ByteInput& input) {
  if (in.regular_file() >= 0) {
    return RunFile(flags, in.regular_file());
  }
  const absl::StatusOr<std::unique_ptr<TemporaryFile>> copy =
      TemporaryFile::CopyOf(input);
  return copy.ok() ? RunFile(flags, (*copy)->fd()) : copy.status();
}

}  // namespace sealframe
