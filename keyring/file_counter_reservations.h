// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Counter reservations kept in a folder: one small file a key.
//
// A file is replaced whole and synced, with its folder, before a block is
// handed out, so `kill -9` or a power cut at any moment skips counters and
// never repeats any. One process at a time: the folder is locked. The files
// hold fingerprints and counters, nothing secret; but who puts an old copy of
// the folder back (a restored backup, a cloned machine) brings old counters
// back, and must change keys. So must a process that forks: parent and child
// would both go on with the block they have.
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
  // Open takes hold of `folder`, which must exist. It is an error if another
  // process, or another object of this one, holds it.
  static absl::StatusOr<std::unique_ptr<FileCounterReservations>> Open(
      const std::string& folder);
  ~FileCounterReservations() override;

  FileCounterReservations(const FileCounterReservations&) = delete;
  FileCounterReservations& operator=(const FileCounterReservations&) = delete;

  // Reserve also refuses when a key's file cannot be read or makes no sense:
  // it never begins again at zero beside a file that is there.
  absl::StatusOr<CounterRange> Reserve(const KeyFingerprint& key,
                                       uint64_t count) override;

 private:
  FileCounterReservations(std::string folder, int folder_fd);

  const std::string folder_;  // For messages.
  const int folder_fd_;       // Locked while open.
  absl::Mutex mutex_;         // Held over reading and replacing a file.
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_FILE_COUNTER_RESERVATIONS_H_
