// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/sealing_counter_table.h"

#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "sealframe/crypto/mutex_lock.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/fork_generation.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/sealing_counter.h"

namespace sealframe {

SealingCounterTable& SealingCounterTable::OfProcess() {
  static SealingCounterTable* const table = new SealingCounterTable();
  return *table;
}

// Reserves outside the lock, since a store may block.
absl::StatusOr<std::shared_ptr<SealingCounter>> SealingCounterTable::Find(
    const KeyFingerprint& key, CounterReservations* reservations) {
  absl::StatusOr<std::shared_ptr<SealingCounter>> counter =
      FindUnreplenished(key, reservations);
  if (!counter.ok()) {
    return counter;
  }
  const absl::Status status = (*counter)->Replenish();
  return status.ok() ? std::move(counter) : status;
}

absl::StatusOr<std::shared_ptr<SealingCounter>>
SealingCounterTable::FindUnreplenished(const KeyFingerprint& key,
                                       CounterReservations* reservations) {
  const MutexLock lock(mutex_);
  if (entries_.size() >= max_keys_ && entries_.count(key) == 0) {
    return absl::ResourceExhaustedError(
        absl::StrCat("this process has sealed with ", max_keys_,
                     " keys, the maximum: restart it, and set new keys"));
  }
  Entry& entry = entries_[key];
  if (entry.use.generation != ForkGeneration()) {
    return absl::FailedPreconditionError(
        "this key was set for sealing before this process was forked, and the "
        "parent process has its counters: set a new key");
  }
  if (entry.is_reserved && reservations == nullptr) {
    return absl::FailedPreconditionError(
        "this key's counters were reserved in a store, and would repeat "
        "without it: set the key in a provider with that store, or set a new "
        "key");
  }
  std::shared_ptr<SealingCounter> counter = entry.counter.lock();
  if (counter != nullptr && counter->reservations() != reservations) {
    return absl::FailedPreconditionError(
        "another provider of this process seals with this key, and reserves "
        "its counters elsewhere or not at all: call `Retire` or "
        "`RetireSharedKey` there first, or set a new key");
  }
  if (counter == nullptr) {
    // Not `make_shared`: the entry would keep the memory of the counter.
    counter.reset(new SealingCounter(&entry.use, key, reservations));
    entry.counter = counter;
    entry.is_reserved = reservations != nullptr;
  }
  return counter;
}

}  // namespace sealframe
