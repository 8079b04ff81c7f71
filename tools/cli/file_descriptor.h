// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Reads and writes file descriptors.
//
// A file that cannot be read or written is NotFound or Unavailable; the message
// names it and the reason.
//
// Thread-safety: the command line has one thread.

#ifndef SEALFRAME_TOOLS_CLI_FILE_DESCRIPTOR_H_
#define SEALFRAME_TOOLS_CLI_FILE_DESCRIPTOR_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace sealframe {

// FileDescriptor closes a descriptor at its end. It may have none (-1).
class FileDescriptor {
 public:
  explicit FileDescriptor(int fd = -1) : fd_(fd) {}
  FileDescriptor(FileDescriptor&& other) noexcept
      : fd_(std::exchange(other.fd_, -1)) {}
  FileDescriptor& operator=(FileDescriptor&& other) noexcept {
    std::swap(fd_, other.fd_);
    return *this;
  }
  ~FileDescriptor();

  int get() const { return fd_; }

 private:
  int fd_;
};

// FillStandardDescriptors opens /dev/null in the place of each standard
// descriptor that the caller closed, so that no file takes its number. Reading
// this standard input, or writing this output, is still an error.
void FillStandardDescriptors();

// FileError returns the error for errno after `action` on `path` failed.
absl::Status FileError(absl::string_view action, absl::string_view path);

// OpenToRead opens the file at `path`, which may be a device or a pipe.
absl::StatusOr<FileDescriptor> OpenToRead(const std::string& path);

// ReadSome reads the next bytes into the front of `out`, which is not empty,
// and returns how many: zero at the end. `path` is for errors.
absl::StatusOr<size_t> ReadSome(int fd, absl::Span<uint8_t> out,
                                absl::string_view path);

// WriteAll writes `bytes`. `path` is for errors.
absl::Status WriteAll(int fd, absl::Span<const uint8_t> bytes,
                      absl::string_view path);

// TakeStandardInput returns InvalidArgument if standard input, which can be
// read once, was taken before. `purpose` is the flag that takes it.
absl::Status TakeStandardInput(const std::string& purpose);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_FILE_DESCRIPTOR_H_
