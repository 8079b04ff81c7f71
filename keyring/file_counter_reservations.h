// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Counter reservations in a folder, with one small file for each key.
//
// A file is replaced and synced, with its folder, before `Reserve` returns. So
// `kill -9` or a power failure may skip counters but never repeats any. A full
// disk or a failed write makes `Reserve` fail, and it can be called again.
//
// A marker in the folder holds the number of keys that have a file. If there
// are fewer files, or files without a marker, some were lost with their
// counters, and the folder is refused. An empty folder, as a new one is, has no
// lost files: if everything in it may be lost, set new keys. Change all keys
// after restoring an old copy of the folder (from a backup, or by cloning a
// machine), too, as that restores old counters.
//
// The folder is locked for one process. A forked child cannot reserve, and
// while it lives it holds its parent's lock. Files hold fingerprints and
// counters, and nothing secret. There is one for each key ever used, and none
// may be removed: to shrink the folder, set new keys and start an empty one.
//
// Errors are kUnavailable if the system failed, and kDataLoss if files are lost
// or damaged.
//
// Thread-safety: may be used from several threads. Does file I/O. Allocates
// some 64 bytes for each file.

#ifndef SEALFRAME_KEYRING_FILE_COUNTER_RESERVATIONS_H_
#define SEALFRAME_KEYRING_FILE_COUNTER_RESERVATIONS_H_

#include <cstdint>
#include <memory>
#include <set>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"

namespace sealframe {

class FileCounterReservations final : public CounterReservations {
 public:
  // Open locks `folder`, which must exist. It fails if another process, or
  // another object of this one, holds the lock, or if files are lost. It syncs
  // the whole file system if the folder is empty.
  static absl::StatusOr<std::unique_ptr<FileCounterReservations>> Open(
      const std::string& folder);
  ~FileCounterReservations() override;

  FileCounterReservations(const FileCounterReservations&) = delete;
  FileCounterReservations& operator=(const FileCounterReservations&) = delete;

  // Reserve fails if the key's file is lost, damaged or cannot be read: it
  // never starts over at zero then. It fails with kFailedPrecondition in any
  // other process than the one that opened the folder.
  absl::StatusOr<CounterRange> Reserve(const KeyFingerprint& key,
                                       uint64_t count) override;

 private:
  FileCounterReservations(std::string folder, int folder_fd);

  // Load reads the folder and checks that no files are lost.
  absl::Status Load();

  absl::StatusOr<CounterRange> Take(const KeyFingerprint& key, uint64_t count)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  // CountKeys makes the marker durably count all of `keys_`.
  absl::Status CountKeys() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const std::string folder_;   // For error messages.
  const int folder_fd_;        // Locked while open.
  const uint64_t generation_;  // The opening process's.
  absl::Mutex mutex_;          // Held while files are read and replaced.
  std::set<KeyFingerprint> keys_ ABSL_GUARDED_BY(mutex_);  // That have a file.
  uint64_t marked_ ABSL_GUARDED_BY(mutex_) = 0;  // The marker's number.
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_FILE_COUNTER_RESERVATIONS_H_
