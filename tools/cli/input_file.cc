// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/input_file.h"

#include <sys/stat.h>
#include <unistd.h>

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/tools/cli/file_descriptor.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/media/byte_input.h"

namespace sealframe {
namespace {

// No sealed frame is longer. Shorter ones that are too long have an error of
// their own.
constexpr size_t kMaxInput = 2 * kMaxFrameSize;

}  // namespace

absl::StatusOr<InputFile> InputFile::Open(const Flags& flags) {
  const std::string path = flags.Text("in", "-");
  if (path == "-") {
    absl::Status status = TakeStandardInput("--in");
    return status.ok() ? absl::StatusOr<InputFile>(
                             InputFile(InputName(flags), FileDescriptor()))
                       : status;
  }
  absl::StatusOr<FileDescriptor> fd = OpenToRead(path);
  if (!fd.ok()) {
    return fd.status();
  }
  return InputFile(path, *std::move(fd));
}

absl::StatusOr<size_t> InputFile::Read(absl::Span<uint8_t> out) const {
  return ReadSome(fd(), out, name_);
}

InputFile::InputFile(std::string name, FileDescriptor file)
    : name_(std::move(name)), file_(std::move(file)) {
  struct stat info;
  if (fstat(fd(), &info) == 0 && S_ISREG(info.st_mode)) {
    size_ = static_cast<uint64_t>(info.st_size);
    is_seekable_ = lseek(fd(), 0, SEEK_CUR) == 0;
  }
}

int InputFile::fd() const {
  return file_.get() < 0 ? STDIN_FILENO : file_.get();
}

std::string InputName(const Flags& flags) {
  const std::string path = flags.Text("in", "-");
  return path == "-" ? "standard input" : path;
}

absl::StatusOr<absl::Span<const uint8_t>> PeekFrame(ByteInput& input,
                                                    absl::string_view name) {
  const absl::StatusOr<absl::Span<const uint8_t>> bytes =
      input.Peek(kMaxInput + 1);
  if (bytes.ok() && bytes->size() > kMaxInput) {
    return absl::UnavailableError(
        absl::StrCat(name, ": more than ", kMaxInput,
                     " bytes: no frame is as long, and no media file of a "
                     "known format begins like this"));
  }
  return bytes;
}

absl::StatusOr<std::vector<uint8_t>> ReadFrame(const Flags& flags) {
  const absl::StatusOr<InputFile> file = InputFile::Open(flags);
  if (!file.ok()) {
    return file.status();
  }
  ByteInput input([&file](absl::Span<uint8_t> out) { return file->Read(out); });
  const absl::StatusOr<absl::Span<const uint8_t>> bytes =
      PeekFrame(input, file->name());
  return bytes.ok() ? absl::StatusOr<std::vector<uint8_t>>(
                          {bytes->begin(), bytes->end()})
                    : bytes.status();
}

}  // namespace sealframe
