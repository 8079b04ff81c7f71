// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// As file_counter_reservations.cc does.
#define _FILE_OFFSET_BITS 64  // NOLINT(bugprone-reserved-identifier)

#include "sealframe/keyring/number_file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"

namespace sealframe {
namespace {

constexpr char kTemporary[] = ".new";
constexpr size_t kMaxFileSize = 64;  // Longer than any line.

// Uninterrupted repeats a system call until no signal interrupts it.
template <typename SystemCall>
auto Uninterrupted(const SystemCall& call) {
  auto result = call();
  while (result < 0 && errno == EINTR) {
    result = call();
  }
  return result;
}

// Sync has Apple's drives empty their caches, which `fsync` alone does not do,
// where the file system supports it.
int Sync(int fd) {
#if defined(F_FULLFSYNC)
  if (fcntl(fd, F_FULLFSYNC) == 0) {
    return 0;
  }
#endif
  return fsync(fd);
}

absl::Status WriteAndSync(int fd, absl::string_view text) {
  while (!text.empty()) {
    const ssize_t written =
        Uninterrupted([&] { return write(fd, text.data(), text.size()); });
    if (written < 0) {
      return FileError("write", kTemporary);
    }
    if (written == 0) {
      return absl::UnavailableError("cannot write: the file takes no bytes");
    }
    text.remove_prefix(static_cast<size_t>(written));
  }
  return SyncFile(fd, kTemporary);
}

}  // namespace

absl::Status SyncFile(int fd, absl::string_view name) {
  return Uninterrupted([fd] { return Sync(fd); }) == 0
             ? absl::OkStatus()
             : FileError("sync", name);
}

absl::Status FileError(absl::string_view action, absl::string_view path) {
  return absl::UnavailableError(
      absl::ErrnoToStatus(errno, absl::StrCat("cannot ", action, " ", path))
          .message());
}

NumberFile::NumberFile(int folder, std::string name, absl::string_view kind)
    : folder_(folder),
      name_(std::move(name)),
      prefix_(absl::StrCat("sealframe ", kind, " 1 ")) {}

std::string NumberFile::Line(uint64_t number) const {
  return absl::StrCat(prefix_, number, "\n");
}

absl::StatusOr<std::optional<uint64_t>> NumberFile::Read() const {
  const int fd = openat(folder_, name_.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0 && errno == ENOENT) {
    return std::nullopt;
  }
  if (fd < 0) {
    return FileError("open", name_);
  }
  const absl::Cleanup close_fd = [fd] { close(fd); };
  char text[kMaxFileSize];
  const ssize_t size =
      Uninterrupted([&] { return read(fd, text, sizeof(text)); });
  if (size < 0) {
    return FileError("read", name_);
  }
  const absl::string_view line(text, static_cast<size_t>(size));
  absl::string_view digits = line;
  uint64_t number = 0;
  if (!absl::ConsumePrefix(&digits, prefix_) ||
      !absl::SimpleAtoi(digits, &number) || line != Line(number)) {
    return absl::DataLossError(
        absl::StrCat(name_, " is damaged: set a new key"));
  }
  return number;
}

// The temporary file is always a new one. One that a crash left behind may also
// have got its final name, and must not change under that.
absl::Status NumberFile::Replace(uint64_t number) const {
  if (unlinkat(folder_, kTemporary, 0) != 0 && errno != ENOENT) {
    return FileError("remove", kTemporary);
  }
  const int fd = openat(folder_, kTemporary,
                        O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  if (fd < 0) {
    return FileError("create", kTemporary);
  }
  absl::Status status = WriteAndSync(fd, Line(number));
  close(fd);
  if (!status.ok()) {
    return status;
  }
  if (renameat(folder_, kTemporary, folder_, name_.c_str()) != 0) {
    return FileError("replace", name_);
  }
  return SyncFile(folder_, "the folder");
}

}  // namespace sealframe
