// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A participant's keys: those that open its frames, by KID, and the one that
// seals them if the participant is this end's own.
//
// A keyring is changed by a key provider and read by streams. Reading costs one
// atomic load while nothing changed; changing it never makes a reader wait
// (keyring/hazard_cell.h).
//
// Thread-safety: all of `Keyring` may be used from several threads. A
// `Keyring::Reader` belongs to one thread at a time.

#ifndef SEALFRAME_KEYRING_KEYRING_H_
#define SEALFRAME_KEYRING_KEYRING_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "absl/types/optional.h"
#include "sealframe/keyring/hazard_cell.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {

// How many opening keys a keyring holds unless told otherwise: two generations
// with the steps ahead of each, and some to spare.
inline constexpr size_t kDefaultMaxKeys = 32;
// A ring of key indices of one byte is the largest that a format asks for.
inline constexpr size_t kMaxKeysLimit = 256;

// A key of one stream only, if `ssrc` is there; else of all the participant's.
// It is what the key chain of that number came to at ratchet step `step`.
struct OpeningEntry {
  absl::optional<uint32_t> ssrc;
  std::shared_ptr<OpeningKey> key;
  uint64_t slot = 0;  // Its KID's, `KeyScheme::Slot`.
  uint64_t chain = 0;
  uint64_t step = 0;
  absl::Time expires = absl::InfiniteFuture();
};

struct SealingEntry {
  absl::optional<uint32_t> ssrc;
  std::shared_ptr<SealingKey> key;
};

// KeyringState is what a keyring holds at one moment.
struct KeyringState {
  std::vector<OpeningEntry> opening;
  std::vector<SealingEntry> sealing;
  uint64_t version = 1;  // Another one after each change, and never zero.

  // FindOpening returns the key of `kid` for stream `ssrc`, or null.
  OpeningKey* FindOpening(uint64_t kid, uint32_t ssrc) const;
  // FindSealing returns the active key for stream `ssrc`, or null.
  SealingKey* FindSealing(uint32_t ssrc) const;
};

class Keyring {
 public:
  // Keyring holds at most `max_keys` opening keys, which is brought into
  // [1, kMaxKeysLimit]. `forgets_oldest` is `KeyScheme::forgets_oldest_keys`.
  explicit Keyring(size_t max_keys = kDefaultMaxKeys,
                   bool forgets_oldest = false);

  size_t max_keys() const { return max_keys_; }

  // AddOpening adds `entries`, all or none. A key of the same KID and stream is
  // evicted, and so is one of another chain in the same slot. Where there is no
  // room, keys that are retired make some: steps ahead that were never heard
  // first, then the first to expire; then, in a keyring that forgets its
  // oldest, the oldest chains but for the newest
  // that its sender was heard with, and then that one's steps ahead. It is an
  // error if more than `max_keys` remain.
  absl::Status AddOpening(const std::vector<OpeningEntry>& entries);

  // CheckRoom returns what `AddOpening` would, and changes nothing.
  absl::Status CheckRoom(const std::vector<OpeningEntry>& entries) const;

  // RetireOpening lets those keys of `chain` expire at `when`, if they do not
  // sooner, whose step is below `end_step`.
  void RetireOpening(uint64_t chain, uint64_t end_step, absl::Time when);

  // Expire removes the keys whose time has come by `now`.
  void Expire(absl::Time now);

  // SetSealing replaces the active sealing keys: one for all streams, or one a
  // stream, or none.
  void SetSealing(std::vector<SealingEntry> entries);

  // Clear removes all keys.
  void Clear();

  // State returns a copy of what is held now. For maintenance and tests.
  KeyringState State() const;

  // Reader reads a keyring on the frame path.
  using Reader = HazardCell<KeyringState>::Reader;
  std::unique_ptr<Reader> NewReader() const;

  // has_readers returns whether any reader is left.
  bool has_readers() const { return published_.use_count() > 1; }

 private:
  absl::StatusOr<std::vector<OpeningEntry>> With(
      const std::vector<OpeningEntry>& entries) const
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);
  void PublishLocked() ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex_);

  const size_t max_keys_;
  const bool forgets_oldest_;
  mutable absl::Mutex mutex_;
  KeyringState state_ ABSL_GUARDED_BY(mutex_);
  uint64_t version_ ABSL_GUARDED_BY(mutex_) = 1;
  const std::shared_ptr<HazardCell<KeyringState>> published_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEYRING_H_
