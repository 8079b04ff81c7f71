// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A file that holds one number and survives crashes: `Replace` puts a new file
// in its place, so the file has the old number or the new one, and never a part
// of either.
//
// All files of a folder are replaced through one temporary file, `.new`, which
// a crash may leave behind. It does not matter then, and goes with the next
// `Replace`.
//
// Thread-safety: one thread at a time for all files of a folder. Does file I/O.
// Errors are kUnavailable, with the system's reason, and kDataLoss.

#ifndef SEALFRAME_KEYRING_NUMBER_FILE_H_
#define SEALFRAME_KEYRING_NUMBER_FILE_H_

#include <cstdint>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"

namespace sealframe {

class NumberFile final {
 public:
  // The file `name` in `folder`, a descriptor that must stay open. `kind` is a
  // word about the number that the file begins with, up to 10 bytes long.
  NumberFile(int folder, std::string name, absl::string_view kind);

  // Read returns the number, or nullopt if there is no such file. It fails with
  // kDataLoss if the file is not exactly as `Replace` writes it.
  absl::StatusOr<std::optional<uint64_t>> Read() const;

  // Replace returns once `number` is durable. If it fails, the file may have
  // either number, and a later crash may bring the old one back.
  absl::Status Replace(uint64_t number) const;

 private:
  std::string Line(uint64_t number) const;

  const int folder_;
  const std::string name_;
  const std::string prefix_;  // Begins the file's only line.
};

// SyncFile returns OK once the contents of `fd`, a file or folder called
// `name`, are durable.
absl::Status SyncFile(int fd, absl::string_view name);

// FileError returns kUnavailable with the reason that `errno` gives for the
// failure to do `action` with `path`.
absl::Status FileError(absl::string_view action, absl::string_view path);

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_NUMBER_FILE_H_
