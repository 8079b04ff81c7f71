// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What keys are used for. A key is for sealing or for opening, and has one
// sender: made for sealing a second time, or beside somebody else who seals
// with it, it would repeat nonces.
//
// A key that was added for sealing is remembered for ever, since its counters
// would begin again. One for opening counts as long as it exists.
//
// Thread-safety: none; its owner locks. Allocates.

#ifndef SEALFRAME_KEYRING_SEALING_KEY_REGISTRY_H_
#define SEALFRAME_KEYRING_SEALING_KEY_REGISTRY_H_

#include <cstddef>
#include <map>
#include <memory>
#include <set>

#include "absl/status/status.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {

class SealingKeyRegistry {
 public:
  // SealingKeyRegistry lets a key seal that also opens, and the reverse, if
  // `senders_share_keys` (keyring/key_scheme.h). Sealing twice stays refused.
  explicit SealingKeyRegistry(bool senders_share_keys)
      : senders_share_keys_(senders_share_keys) {}

  // CheckForSealing returns an error if the key was added for sealing before,
  // or opens now.
  absl::Status CheckForSealing(const SealingKey& key) const;

  // CheckForOpening returns an error if the key was added for sealing.
  absl::Status CheckForOpening(const OpeningKey& key) const;

  void AddSealing(const SealingKey& key);
  void AddOpening(const std::shared_ptr<OpeningKey>& key);

 private:
  void SweepOpening();

  const bool senders_share_keys_;

  std::set<KeyFingerprint> sealing_;
  std::map<KeyFingerprint, std::weak_ptr<const OpeningKey>> opening_;
  size_t sweep_at_ = 64;  // The size at which keys that are gone are dropped.
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_SEALING_KEY_REGISTRY_H_
