// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Prevents nonce reuse within a key provider. An AEAD key is for sealing or for
// opening, and has one sender: set for sealing twice, or shared with another
// sender, it would repeat nonces.
//
// A sealing key is remembered for the life of the registry, since its counters
// would start over. An opening key counts while it exists.
//
// Thread-safety: none; its owner locks. Allocates.

#ifndef SEALFRAME_KEYRING_SEALING_KEY_REGISTRY_H_
#define SEALFRAME_KEYRING_SEALING_KEY_REGISTRY_H_

#include <cstddef>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "absl/status/status.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/keyring_state.h"
#include "sealframe/keyring/opening_key.h"

namespace sealframe {

class SealingKeyRegistry {
 public:
  // SealingKeyRegistry lets one AEAD key both seal and open if
  // `senders_share_keys` (keyring/key_scheme_traits.h). Setting a key for
  // sealing twice always fails.
  explicit SealingKeyRegistry(bool senders_share_keys)
      : senders_share_keys_(senders_share_keys) {}

  // Check returns an error if a key in `sealing` was set for sealing before,
  // occurs twice, or is opening frames now; or if a key in `opening` was set
  // for sealing.
  absl::Status Check(const std::vector<SealingEntry>& sealing,
                     const std::vector<OpeningEntry>& opening) const;

  // Add records keys that passed `Check`.
  void Add(const std::vector<SealingEntry>& sealing,
           const std::vector<OpeningEntry>& opening);

 private:
  bool IsOpening(const KeyFingerprint& key) const;
  void SweepOpening();

  const bool senders_share_keys_;

  std::set<KeyFingerprint> sealing_;
  std::map<KeyFingerprint, std::weak_ptr<const OpeningKey>> opening_;
  size_t sweep_at_ = 64;  // The size of `opening_` at which to sweep it.
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_SEALING_KEY_REGISTRY_H_
