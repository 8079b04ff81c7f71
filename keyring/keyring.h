// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A participant's keys: those that open its frames, by KID, and, for a local
// participant, the one that seals them.
//
// A key provider changes a keyring and streams read it, without waiting for a
// writer (keyring/hazard_cell.h). A removed key is deleted, and so wiped, at
// once, or else by the first `Expire` after the frames that were using it.
//
// Thread-safety: may be used from several threads. A `Reader` belongs to one.

#ifndef SEALFRAME_KEYRING_KEYRING_H_
#define SEALFRAME_KEYRING_KEYRING_H_

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/hazard_cell.h"
#include "sealframe/keyring/iv/iv_memory.h"
#include "sealframe/keyring/iv/iv_windows.h"
#include "sealframe/keyring/key_counts.h"
#include "sealframe/keyring/key_scheme_traits.h"
#include "sealframe/keyring/keyring_config.h"
#include "sealframe/keyring/keyring_state.h"
#include "sealframe/keyring/maintenance.h"
#include "sealframe/keyring/replay_windows.h"

namespace sealframe {

// The `end_step` that retires every key of a chain.
inline constexpr uint64_t kAllSteps = std::numeric_limits<uint64_t>::max();

class Keyring {
 public:
  explicit Keyring(KeyringConfig config = {});

  size_t max_keys() const { return max_keys_; }
  const auto& count_memory() const { return count_memory_; }

  // iv_windows returns those of all streams, or null if the scheme has no
  // `IvRule`. The first call makes them.
  IvWindows* iv_windows() const;
  const Clock& clock() const { return *clock_; }

  // PrepareOpening returns the opening keys that the keyring would hold with
  // `entries` added, for `SetOpening`.
  //
  // An added key evicts keys of the same stream that have the same KID, or that
  // belong to another chain and conflict with it (`KeySchemeTraits::Conflict`).
  // If there is no room, retired keys are evicted: first ratchet steps ahead of
  // their sender, then the soonest to expire. Then, if the scheme forgets its
  // oldest keys, the oldest chains are evicted, except the newest one that has
  // opened a frame; last, that one's steps ahead. It fails if more than
  // `max_keys` keys remain.
  absl::StatusOr<std::vector<OpeningEntry>> PrepareOpening(
      const std::vector<OpeningEntry>& entries) const;

  // SetOpening replaces the opening keys by `entries`, which `PrepareOpening`
  // returned. The caller makes no other change in between. New keys get their
  // replay windows, if the scheme's frames carry counters: a key that was set
  // before has its old one (keyring/replay_windows.h).
  void SetOpening(std::vector<OpeningEntry> entries);

  // RetireOpening makes the keys of `chain` below step `end_step` expire at
  // `when`, unless they expire sooner.
  void RetireOpening(uint64_t chain, uint64_t end_step, absl::Time when);

  // Expire removes the keys that expire at `now` or before, and deletes removed
  // keys that no stream uses at this moment. It returns when to call it again:
  // when the next key expires, or the infinite past if a removed key is in use.
  absl::Time Expire(absl::Time now);

  // SetSealing replaces the active sealing keys: one for all streams, one for
  // each stream, or none.
  void SetSealing(std::vector<SealingEntry> entries);

  // Clear removes all keys.
  void Clear();

  // State returns a copy of the contents. For maintenance and tests.
  KeyringState State() const;

  // Reader is for the frame path. Use holds the contents for a frame or a few.
  using Reader = HazardCell<KeyringState>::Reader;
  using Use = Reader::Use;
  Reader NewReader() const;

  // has_readers returns whether any `Reader` of this keyring exists.
  bool has_readers() const { return cell_.use_count() > 1; }

 private:
  void PublishLocked() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const size_t max_keys_;
  const std::shared_ptr<KeyCountMemory> count_memory_;
  const KeySchemeTraits traits_;
  const std::shared_ptr<IvMemory> iv_memory_;  // Null: keys have windows.
  const Clock* const clock_;
  const std::shared_ptr<MaintenanceMark> mark_;
  mutable absl::Mutex mutex_;
  mutable std::unique_ptr<IvWindows> iv_windows_ ABSL_GUARDED_BY(mutex_);
  ReplayWindows replay_windows_ ABSL_GUARDED_BY(mutex_);
  KeyringState state_ ABSL_GUARDED_BY(mutex_);
  uint64_t version_ ABSL_GUARDED_BY(mutex_) = 1;
  const std::shared_ptr<HazardCell<KeyringState>> cell_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEYRING_H_
