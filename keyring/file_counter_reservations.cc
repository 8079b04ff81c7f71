// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Files have 64-bit numbers on many file systems. Where a long has 32 bits, the
// system's library refuses them unless it is asked.
#define _FILE_OFFSET_BITS 64  // NOLINT(bugprone-reserved-identifier)

#include "sealframe/keyring/file_counter_reservations.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "absl/cleanup/cleanup.h"
#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "sealframe/crypto/hex.h"
#include "sealframe/crypto/mutex_lock.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/fork_generation.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/number_file.h"

namespace sealframe {
namespace {

std::string FileName(const KeyFingerprint& key) {
  return absl::StrCat(
      absl::BytesToHexString(absl::string_view(
          reinterpret_cast<const char*>(key.data()), key.size())),
      ".counter");
}

// A key's file holds its first free counter.
NumberFile CounterFile(int folder, const KeyFingerprint& key) {
  return NumberFile(folder, FileName(key), "counter");
}

// The marker holds the number of keys that have a file. Its name begins with a
// dot, so that `rm FOLDER/*` leaves it.
NumberFile Marker(int folder) { return NumberFile(folder, ".keys", "keys"); }

// KeyOf returns the key whose file is called `name`, if there is one.
std::optional<KeyFingerprint> KeyOf(absl::string_view name) {
  KeyFingerprint key;
  const std::optional<std::vector<uint8_t>> bytes =
      ParseHex(name.substr(0, 2 * key.size()));
  if (!bytes.has_value() || bytes->size() != key.size()) {
    return std::nullopt;
  }
  std::copy(bytes->begin(), bytes->end(), key.begin());
  return FileName(key) == name ? std::make_optional(key) : std::nullopt;
}

// KeysIn returns the keys that have a file in `folder`.
absl::StatusOr<std::set<KeyFingerprint>> KeysIn(int folder) {
  const int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  DIR* const entries = fd < 0 ? nullptr : fdopendir(fd);
  if (entries == nullptr) {
    return FileError("list", "the folder");
  }
  const absl::Cleanup close_entries = [entries] { closedir(entries); };
  std::set<KeyFingerprint> keys;
  errno = 0;
  while (const dirent* const entry = readdir(entries)) {
    if (const auto key = KeyOf(entry->d_name); key.has_value()) {
      keys.insert(*key);
    }
    errno = 0;
  }
  if (errno != 0) {
    return FileError("list", "the folder");
  }
  return keys;
}

absl::Status FilesAreLost() {
  return absl::DataLossError(
      "files are lost, so counters could repeat: set new keys, and use a new, "
      "empty folder");
}

// In returns an error with the folder in front of its message.
absl::Status In(const std::string& folder, const absl::Status& error) {
  return absl::Status(error.code(),
                      absl::StrCat(folder, ": ", error.message()));
}

// SyncFileSystem syncs the folders above `folder`, too, which may all be new.
absl::Status SyncFileSystem(int folder) {
#if defined(__linux__) && !defined(__ANDROID__)  // Old Androids lack syncfs.
  return syncfs(folder) == 0 ? absl::OkStatus()
                             : FileError("sync", "the folder");
#else
  sync();
  return SyncFile(folder, "the folder");
#endif
}

// StartFolder makes the folder itself durable before its marker shows that it
// is in use.
absl::Status StartFolder(int folder) {
  const absl::Status status = SyncFileSystem(folder);
  return status.ok() ? Marker(folder).Replace(0) : status;
}

}  // namespace

absl::StatusOr<std::unique_ptr<FileCounterReservations>>
FileCounterReservations::Open(const std::string& folder) {
  const int fd = open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0) {
    return FileError("open folder", folder);
  }
  auto opened = absl::WrapUnique(new FileCounterReservations(folder, fd));
  if (flock(fd, LOCK_EX | LOCK_NB) != 0) {
    return FileError("lock", folder);
  }
  if (const absl::Status status = opened->Load(); !status.ok()) {
    return In(folder, status);
  }
  return opened;
}

FileCounterReservations::FileCounterReservations(std::string folder,
                                                 int folder_fd)
    : folder_(std::move(folder)),
      folder_fd_(folder_fd),
      generation_(ForkGeneration()) {}

FileCounterReservations::~FileCounterReservations() { close(folder_fd_); }

absl::Status FileCounterReservations::Load() {
  // The last process may have failed to sync the files that are read here.
  if (absl::Status status = SyncFile(folder_fd_, "the folder"); !status.ok()) {
    return status;
  }
  const MutexLock lock(mutex_);
  const auto marked = Marker(folder_fd_).Read();
  if (!marked.ok()) {
    return absl::IsDataLoss(marked.status()) ? FilesAreLost() : marked.status();
  }
  auto keys = KeysIn(folder_fd_);
  if (!keys.ok()) {
    return keys.status();
  }
  keys_ = *std::move(keys);
  if (!marked->has_value() && keys_.empty()) {
    return StartFolder(folder_fd_);
  }
  // A crash may leave a new key's file uncounted: the next `Reserve` counts it.
  if (!marked->has_value() || **marked > keys_.size()) {
    return FilesAreLost();
  }
  marked_ = **marked;
  return absl::OkStatus();
}

absl::StatusOr<CounterRange> FileCounterReservations::Reserve(
    const KeyFingerprint& key, uint64_t count) {
  // Checked first: the mutex may have been locked when the process was forked.
  if (ForkGeneration() != generation_) {
    return absl::FailedPreconditionError(absl::StrCat(
        folder_,
        " was opened before this process was forked: open another folder in "
        "the child, and set keys of its own"));
  }
  const MutexLock lock(mutex_);
  absl::StatusOr<CounterRange> range = Take(key, count);
  return range.ok() ? range : In(folder_, range.status());
}

absl::StatusOr<CounterRange> FileCounterReservations::Take(
    const KeyFingerprint& key, uint64_t count) {
  const NumberFile file = CounterFile(folder_fd_, key);
  const auto next = file.Read();
  if (!next.ok()) {
    return next.status();
  }
  if (!next->has_value() && keys_.count(key) != 0) {
    return FilesAreLost();
  }
  const uint64_t begin = next->value_or(0);
  if (count > std::numeric_limits<uint64_t>::max() - begin) {
    return absl::ResourceExhaustedError(
        absl::StrCat(FileName(key), " is used up: set a new key"));
  }
  if (absl::Status status = file.Replace(begin + count); !status.ok()) {
    return status;
  }
  keys_.insert(key);
  if (absl::Status status = CountKeys(); !status.ok()) {
    return status;
  }
  return CounterRange{.begin = begin, .end = begin + count};
}

// Follows the creation of a file, so that a crash between the two leaves the
// marker too low, and never too high.
absl::Status FileCounterReservations::CountKeys() {
  if (marked_ == keys_.size()) {
    return absl::OkStatus();
  }
  absl::Status status = Marker(folder_fd_).Replace(keys_.size());
  if (status.ok()) {
    marked_ = keys_.size();
  }
  return status;
}

}  // namespace sealframe
