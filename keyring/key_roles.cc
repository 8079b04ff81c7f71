// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/key_roles.h"

#include <algorithm>
#include <cstddef>
#include <map>
#include <set>
#include <vector>

#include "absl/status/status.h"
#include "sealframe/keyring/fork_generation.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/keyring_state.h"

namespace sealframe {

absl::Status KeyRoles::Check(const std::vector<SealingEntry>& sealing,
                             const std::vector<OpeningEntry>& opening) const {
  if (!sealing.empty() && generation_ != ForkGeneration()) {
    return absl::FailedPreconditionError(
        "this provider was made before this process was forked, and the parent "
        "process could derive the same key: make a provider in the child, and "
        "set new keys");
  }
  if (senders_share_keys_) {
    return absl::OkStatus();
  }
  for (const SealingEntry& entry : sealing) {
    if (IsOpening(entry.key->fingerprint())) {
      return absl::AlreadyExistsError(
          "this key opens a remote participant's frames and cannot seal too: "
          "set a new key");
    }
  }
  for (const OpeningEntry& entry : opening) {
    if (sealing_.count(entry.key->fingerprint()) != 0) {
      return absl::AlreadyExistsError(
          "this key seals for a local participant and cannot open another's "
          "frames: set a new key");
    }
  }
  return absl::OkStatus();
}

void KeyRoles::Add(const std::vector<SealingEntry>& sealing,
                   const std::vector<OpeningEntry>& opening) {
  if (senders_share_keys_) {
    return;
  }
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

bool KeyRoles::IsOpening(const KeyFingerprint& key) const {
  const auto found = opening_.find(key);
  return found != opening_.end() && !found->second.expired();
}

void KeyRoles::SweepOpening() {
  std::erase_if(opening_,
                [](const auto& entry) { return entry.second.expired(); });
  sweep_at_ = std::max(sweep_at_, 2 * opening_.size());
}

}  // namespace sealframe
