// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/file_counter_reservations.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "absl/strings/strip.h"
#include "absl/synchronization/mutex.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"

namespace sealframe {
namespace {

// A file is one line: this prefix, the first free counter and a line feed.
constexpr absl::string_view kPrefix = "sealframe counter 1 ";
constexpr size_t kMaxFileSize = 64;  // Longer than any such line.

std::string Line(uint64_t next) { return absl::StrCat(kPrefix, next, "\n"); }

absl::Status Failed(absl::string_view action, const std::string& path) {
  return absl::ErrnoToStatus(errno, absl::StrCat("cannot ", action, " ", path));
}

std::string FileName(const KeyFingerprint& key) {
  return absl::StrCat(
      absl::BytesToHexString(absl::string_view(
          reinterpret_cast<const char*>(key.data()), key.size())),
      ".counter");
}

// ParseNext accepts only the output of `Line`.
absl::StatusOr<uint64_t> ParseNext(absl::string_view text,
                                   const std::string& path) {
  uint64_t next = 0;
  absl::string_view number = text;
  if (!absl::ConsumePrefix(&number, kPrefix) ||
      !absl::SimpleAtoi(number, &next) || text != Line(next)) {
    return absl::DataLossError(
        absl::StrCat(path, " is damaged: set a new key"));
  }
  return next;
}

// ReadNext returns the first free counter, or zero if there is no file yet.
absl::StatusOr<uint64_t> ReadNext(int folder, const std::string& name) {
  const int fd = openat(folder, name.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) {
    return errno == ENOENT ? absl::StatusOr<uint64_t>(0)
                           : absl::StatusOr<uint64_t>(Failed("open", name));
  }
  const absl::Cleanup close_fd = [fd] { close(fd); };
  char text[kMaxFileSize];
  const ssize_t size = read(fd, text, sizeof(text));
  if (size < 0) {
    return Failed("read", name);
  }
  return ParseNext(absl::string_view(text, static_cast<size_t>(size)), name);
}

absl::Status WriteAndSync(int fd, absl::string_view text,
                          const std::string& path) {
  while (!text.empty()) {
    const ssize_t written = write(fd, text.data(), text.size());
    if (written < 0 && errno == EINTR) {
      continue;
    }
    if (written < 0) {
      return Failed("write", path);
    }
    text.remove_prefix(static_cast<size_t>(written));
  }
  return fsync(fd) == 0 ? absl::OkStatus() : Failed("sync", path);
}

// ReplaceNext atomically replaces the file with one that holds `next`.
absl::Status ReplaceNext(int folder, const std::string& name, uint64_t next) {
  const std::string temporary = absl::StrCat(name, ".new");
  const int fd = openat(folder, temporary.c_str(),
                        O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (fd < 0) {
    return Failed("create", temporary);
  }
  absl::Status status = WriteAndSync(fd, Line(next), temporary);
  if (close(fd) != 0 && status.ok()) {
    status = Failed("close", temporary);
  }
  if (!status.ok()) {
    return status;
  }
  if (renameat(folder, temporary.c_str(), folder, name.c_str()) != 0) {
    return Failed("rename", temporary);
  }
  return fsync(folder) == 0 ? absl::OkStatus() : Failed("sync folder of", name);
}

}  // namespace

absl::StatusOr<std::unique_ptr<FileCounterReservations>>
FileCounterReservations::Open(const std::string& folder) {
  const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) {
    return Failed("open folder", folder);
  }
  if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
    const absl::Status status = Failed("lock", folder);
    close(fd);
    return status;
  }
  return absl::WrapUnique(new FileCounterReservations(folder, fd));
}

FileCounterReservations::FileCounterReservations(std::string folder,
                                                 int folder_fd)
    : folder_(std::move(folder)), folder_fd_(folder_fd) {}

FileCounterReservations::~FileCounterReservations() { close(folder_fd_); }

absl::StatusOr<CounterRange> FileCounterReservations::Reserve(
    const KeyFingerprint& key, uint64_t count) {
  const std::string name = FileName(key);
  const absl::MutexLock lock(&mutex_);
  const absl::StatusOr<uint64_t> begin = ReadNext(folder_fd_, name);
  if (!begin.ok()) {
    return begin.status();
  }
  if (count > std::numeric_limits<uint64_t>::max() - *begin) {
    return absl::ResourceExhaustedError(absl::StrCat(
        "the counters of ", folder_, "/", name, " are used up: set a new key"));
  }
  const CounterRange range = {.begin = *begin, .end = *begin + count};
  if (absl::Status status = ReplaceNext(folder_fd_, name, range.end);
      !status.ok()) {
    return status;
  }
  return range;
}

}  // namespace sealframe
