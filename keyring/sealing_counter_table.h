// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The counters of all AEAD keys that this process has sealed with. A counter
// that started over, or a second one for the same key, would repeat nonces. So
// a key that is set again for sealing, by any provider, continues its one
// counter, even if all its sealing keys were destroyed in between.
//
// The table acts when a sealing key is made, not when it is activated: there an
// error can be reported, and a stream that seals takes no lock. A key that is
// set and never activated costs one entry.
//
// The process has one table for each loaded copy of this library. Copies (a
// static library in two shared objects, several WebAssembly instances) do not
// share it. Opening keys are not counted: one process may hold
// both ends of a call.
//
// Entries are never dropped. Each takes about 140 bytes and holds a fingerprint
// and counts, and nothing secret.
//
// Thread-safety: may be used from several threads. Allocates.

#ifndef SEALFRAME_KEYRING_SEALING_COUNTER_TABLE_H_
#define SEALFRAME_KEYRING_SEALING_COUNTER_TABLE_H_

#include <cstddef>
#include <memory>
#include <unordered_map>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/sealing_counter.h"

namespace sealframe {

// How many sealing keys a process can make: 12 days of a new key each
// second.
inline constexpr size_t kMaxSealingKeys = size_t{1} << 20;

class SealingCounterTable {
 public:
  // OfProcess returns the table of this process. It is never destroyed.
  static SealingCounterTable& OfProcess();

  explicit SealingCounterTable(size_t max_keys = kMaxSealingKeys)
      : max_keys_(max_keys) {}

  // Find returns the counter of `key`, and makes one for a new key. If
  // `reservations` is not null, it supplies the counters, must outlive the
  // result, and has supplied the first block. Find fails
  //
  //   - if the table is full, and `key` is new (RESOURCE_EXHAUSTED);
  //   - if `key` was set before this process was forked, since the parent has
  //     its counters (FAILED_PRECONDITION);
  //   - if `key` gets its counters from another store, or got them from a store
  //     and has none here (FAILED_PRECONDITION); or
  //   - if no counters can be reserved.
  absl::StatusOr<std::shared_ptr<SealingCounter>> Find(
      const KeyFingerprint& key, CounterReservations* reservations);

 private:
  friend class SealingCounterTableTestPeer;

  struct Hash {
    size_t operator()(const KeyFingerprint& key) const {
      return static_cast<size_t>(ShortFingerprint(key));
    }
  };
  struct Entry {
    SealingKeyUse use;
    bool is_reserved = false;  // Its counters come from a store.
    std::weak_ptr<SealingCounter> counter;
  };

  absl::StatusOr<std::shared_ptr<SealingCounter>> FindUnreplenished(
      const KeyFingerprint& key, CounterReservations* reservations);

  const size_t max_keys_;
  absl::Mutex mutex_;
  std::unordered_map<KeyFingerprint, Entry, Hash> entries_
      ABSL_GUARDED_BY(mutex_);
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_SEALING_COUNTER_TABLE_H_
