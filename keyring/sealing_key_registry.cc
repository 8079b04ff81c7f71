// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/sealing_key_registry.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <vector>

#include "absl/status/status.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/keyring_state.h"

namespace sealframe {

absl::Status SealingKeyRegistry::Check(
    const std::vector<SealingEntry>& sealing,
    const std::vector<OpeningEntry>& opening) const {
  std::set<KeyFingerprint> added;
  for (const SealingEntry& entry : sealing) {
    const KeyFingerprint& key = entry.key->fingerprint();
    if (sealing_.count(key) != 0 || !added.insert(key).second) {
      return absl::AlreadyExistsError(
          "this key was already set for sealing, and would repeat its "
          "counters: set a new key");
    }
    if (!senders_share_keys_ && IsOpening(key)) {
      return absl::AlreadyExistsError(
          "this key opens a remote participant's frames and cannot seal too: "
          "set a new key");
    }
  }
  for (const OpeningEntry& entry : opening) {
    if (!senders_share_keys_ && sealing_.count(entry.key->fingerprint()) != 0) {
      return absl::AlreadyExistsError(
          "this key seals for a local participant and cannot open another's "
          "frames: set a new key");
    }
  }
  return absl::OkStatus();
}

void SealingKeyRegistry::Add(const std::vector<SealingEntry>& sealing,
                             const std::vector<OpeningEntry>& opening) {
  for (const SealingEntry& entry : sealing) {
    sealing_.insert(entry.key->fingerprint());
  }
  for (const OpeningEntry& entry : opening) {
    opening_[entry.key->fingerprint()] = entry.key;
  }
  if (opening_.size() >= sweep_at_) {
    SweepOpening();
  }
}

bool SealingKeyRegistry::IsOpening(const KeyFingerprint& key) const {
  const auto found = opening_.find(key);
  return found != opening_.end() && !found->second.expired();
}

void SealingKeyRegistry::SweepOpening() {
  std::erase_if(opening_,
                [](const auto& entry) { return entry.second.expired(); });
  sweep_at_ = std::max(sweep_at_, 2 * opening_.size());
}

}  // namespace sealframe
