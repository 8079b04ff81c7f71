// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/file_descriptor.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace sealframe {

FileDescriptor::~FileDescriptor() {
  if (fd_ >= 0) {
    close(fd_);
  }
}

void FillStandardDescriptors() {
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) {
    if (fcntl(fd, F_GETFD) < 0) {
      // It gets the lowest free number, which is `fd`.
      [[maybe_unused]] const int opened =
          open("/dev/null", fd == STDIN_FILENO ? O_WRONLY : O_RDONLY);
    }
  }
}

absl::Status FileError(absl::string_view action, absl::string_view path) {
  const int error = errno;
  const std::string message =
      absl::StrCat("cannot ", action, " ", path, ": ", std::strerror(error));
  return error == ENOENT ? absl::NotFoundError(message)
                         : absl::UnavailableError(message);
}

absl::StatusOr<FileDescriptor> OpenToRead(const std::string& path) {
  FileDescriptor fd(open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (fd.get() < 0) {
    return FileError("open", path);
  }
  return fd;
}

absl::StatusOr<size_t> ReadSome(int fd, absl::Span<uint8_t> out,
                                absl::string_view path) {
  ssize_t got = 0;
  do {
    got = read(fd, out.data(), out.size());
  } while (got < 0 && errno == EINTR);
  if (got < 0) {
    return FileError("read", path);
  }
  return static_cast<size_t>(got);
}

absl::Status WriteAll(int fd, absl::Span<const uint8_t> bytes,
                      absl::string_view path) {
  while (!bytes.empty()) {
    const ssize_t written = write(fd, bytes.data(), bytes.size());
    if (written < 0 && errno != EINTR) {
      return FileError("write", path);
    }
    bytes.remove_prefix(static_cast<size_t>(std::max<ssize_t>(written, 0)));
  }
  return absl::OkStatus();
}

absl::Status TakeStandardInput(const std::string& purpose) {
  static std::string* const taken = new std::string();
  if (!taken->empty()) {
    return absl::InvalidArgumentError(absl::StrCat(
        "standard input was read for ", *taken, ": name a file for ", purpose));
  }
  *taken = purpose;
  return absl::OkStatus();
}

}  // namespace sealframe
