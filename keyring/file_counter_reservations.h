// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Counter reservations in a folder, with one small file for each key.
//
// A file is replaced and synced, with its folder, before `Reserve` returns. So
// `kill -9` or a power failure may skip counters but never repeats any. The
// folder is locked for one process. Files hold fingerprints and counters, and
// nothing secret.
//
// Change all keys after restoring an old copy of the folder (from a backup, or
// by cloning a machine), as that restores old counters.
//
// Thread-safety: may be used from several threads. Does file I/O.

#ifndef SEALFRAME_KEYRING_FILE_COUNTER_RESERVATIONS_H_
#define SEALFRAME_KEYRING_FILE_COUNTER_RESERVATIONS_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"

namespace sealframe {

class FileCounterReservations final : public CounterReservations {
 public:
  // Open locks `folder`, which must exist. It fails if another process, or
  // another object of this one, holds the lock.
  static absl::StatusOr<std::unique_ptr<FileCounterReservations>> Open(
      const std::string& folder);
  ~FileCounterReservations() override;

  FileCounterReservations(const FileCounterReservations&) = delete;
  FileCounterReservations& operator=(const FileCounterReservations&) = delete;

  // Reserve fails if the key's file exists but cannot be read or is damaged. It
  // never starts over at zero then.
  absl::StatusOr<CounterRange> Reserve(const KeyFingerprint& key,
                                       uint64_t count) override;

 private:
  FileCounterReservations(std::string folder, int folder_fd);

  const std::string folder_;  // For error messages.
  const int folder_fd_;       // Locked while open.
  absl::Mutex mutex_;         // Held while a file is read and replaced.
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_FILE_COUNTER_RESERVATIONS_H_
