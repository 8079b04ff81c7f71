// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The roles of a key provider's AEAD keys: each seals or opens, never both. A
// key that does both has two senders, this process and a remote one, which
// would use the same nonces.
//
// A sealing key is remembered for the life of this object. An opening key
// counts while it exists.
//
// Sealing keys belong to the process that made this object. A forked child has
// the key material of its parent, and both could derive the same key from it.
//
// Thread-safety: none; its owner locks. Allocates.

#ifndef SEALFRAME_KEYRING_KEY_ROLES_H_
#define SEALFRAME_KEYRING_KEY_ROLES_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <vector>

#include "absl/status/status.h"
#include "sealframe/keyring/fork_generation.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/keyring_state.h"
#include "sealframe/keyring/opening_key.h"

namespace sealframe {

class KeyRoles {
 public:
  // If `senders_share_keys` (keyring/key_scheme_traits.h), a key may both seal
  // and open.
  explicit KeyRoles(bool senders_share_keys)
      : senders_share_keys_(senders_share_keys) {}

  // Check returns an error if a key in `sealing` opens frames, a key in
  // `opening` was set for sealing, or `sealing` has a key in a forked child.
  absl::Status Check(const std::vector<SealingEntry>& sealing,
                     const std::vector<OpeningEntry>& opening) const;

  // Add records keys that passed `Check`.
  void Add(const std::vector<SealingEntry>& sealing,
           const std::vector<OpeningEntry>& opening);

 private:
  bool IsOpening(const KeyFingerprint& key) const;
  void SweepOpening(size_t count);

  const bool senders_share_keys_;
  const uint64_t generation_ = ForkGeneration();

  std::set<KeyFingerprint> sealing_;
  std::map<KeyFingerprint, std::weak_ptr<const OpeningKey>> opening_;
  KeyFingerprint swept_ = {};  // The key in `opening_` that was swept last.
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEY_ROLES_H_
