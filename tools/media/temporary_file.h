// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A file without a name, in the folder that TMPDIR names or else in /var/tmp.
// Only this process and its children can open it, and it ends with them.
//
// An error is Unavailable and names the folder.
//
// Thread-safety: none.

#ifndef SEALFRAME_TOOLS_MEDIA_TEMPORARY_FILE_H_
#define SEALFRAME_TOOLS_MEDIA_TEMPORARY_FILE_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/tools/media/byte_input.h"

namespace sealframe {

class TemporaryFile {
 public:
  static absl::StatusOr<std::unique_ptr<TemporaryFile>> Create();

  // CopyOf creates a file with the rest of `input`. An error of `input` is
  // returned unchanged.
  static absl::StatusOr<std::unique_ptr<TemporaryFile>> CopyOf(
      ByteInput& input);

  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  int fd() const { return fd_; }

  // Append writes `bytes` at the position of the descriptor, which starts at 0.
  absl::Status Append(absl::Span<const uint8_t> bytes);

  // Read stores the bytes at `offset` in the front of `out` and returns how
  // many: all of `out`, or fewer if the file ends before that.
  absl::StatusOr<size_t> Read(uint64_t offset, absl::Span<uint8_t> out) const;

  // Clear makes the file empty.
  absl::Status Clear();

 private:
  TemporaryFile(std::string folder, int fd)
      : folder_(std::move(folder)), fd_(fd) {}

  const std::string folder_;
  const int fd_;
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_TEMPORARY_FILE_H_
