// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/tools/cli/file_descriptor.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/output.h"
#include "sealframe/tools/cli/replaced_file.h"

namespace sealframe {
namespace {

constexpr size_t kMaxWaiting = size_t{1} << 16;

// Devices and pipes are written to directly: they cannot be replaced.
bool IsRegularOrNew(const std::string& path) {
  struct stat info;
  return stat(path.c_str(), &info) != 0 || S_ISREG(info.st_mode);
}

// IsText returns whether a terminal can show `bytes` and does not act on them.
bool IsText(absl::Span<const uint8_t> bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](uint8_t byte) {
    return (byte >= 0x20 && byte < 0x7f) || byte == '\n' || byte == '\r' ||
           byte == '\t';
  });
}

}  // namespace

absl::StatusOr<std::unique_ptr<OutputFile>> OutputFile::Open(
    const Flags& flags, Contents contents) {
  const std::string path = flags.Text("out", "-");
  const bool is_standard = path == "-";
  auto file = absl::WrapUnique(
      new OutputFile(is_standard ? "standard output" : path,
                     !flags.Has("out") && isatty(STDOUT_FILENO) != 0));
  if (is_standard) {
    file->fd_ = STDOUT_FILENO;
  } else if (IsRegularOrNew(path)) {
    const mode_t mode = contents == Contents::kSealed ? 0666 : 0600;
    file->replaced_ = std::make_unique<ReplacedFile>(path, mode);
    if (!file->replaced_->Create()) {
      return FileError("create", path);
    }
    file->fd_ = file->replaced_->fd();
  } else {
    file->device_ = FileDescriptor(open(path.c_str(), O_WRONLY | O_CLOEXEC));
    file->fd_ = file->device_.get();
    if (file->fd_ < 0) {
      return FileError("open", path);
    }
  }
  return file;
}

absl::Status OutputFile::Write(absl::Span<const uint8_t> bytes) {
  if (text_only_ && !IsText(bytes)) {
    return absl::InvalidArgumentError(
        "standard output is a terminal, and the output is not text: give --out "
        "FILE, or --out - to write it anyway");
  }
  waiting_.insert(waiting_.end(), bytes.begin(), bytes.end());
  return waiting_.size() < kMaxWaiting ? absl::OkStatus() : Flush();
}

absl::Status OutputFile::Flush() {
  if (waiting_.empty()) {
    return absl::OkStatus();
  }
  if (fd_ == STDOUT_FILENO) {
    NoteOutput();
  }
  absl::Status status = WriteAll(fd_, waiting_, name_);
  waiting_.clear();
  return status;
}

absl::Status OutputFile::Commit() {
  if (absl::Status status = Flush(); !status.ok()) {
    return status;
  }
  return replaced_ == nullptr || replaced_->Commit()
             ? absl::OkStatus()
             : FileError("write", name_);
}

bool IsToFile(const Flags& flags) { return flags.Text("out", "-") != "-"; }

absl::Status WriteOutput(const Flags& flags, Contents contents,
                         absl::Span<const uint8_t> bytes) {
  const absl::StatusOr<std::unique_ptr<OutputFile>> file =
      OutputFile::Open(flags, contents);
  if (!file.ok()) {
    return file.status();
  }
  absl::Status status = (*file)->Write(bytes);
  return status.ok() ? (*file)->Commit() : status;
}

}  // namespace sealframe
