// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/key_roles.h"

#include <cstddef>
#include <iterator>
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
  SweepOpening(2 * opening.size());
}

bool KeyRoles::IsOpening(const KeyFingerprint& key) const {
  const auto found = opening_.find(key);
  return found != opening_.end() && !found->second.expired();
}

// SweepOpening drops those of the next `count` keys that exist no more. Two for
// each key that is added keep the others fewer than those that exist.
void KeyRoles::SweepOpening(size_t count) {
  auto next = opening_.upper_bound(swept_);
  for (; count > 0 && !opening_.empty(); --count) {
    next = next == opening_.end() ? opening_.begin() : next;
    swept_ = next->first;
    next = next->second.expired() ? opening_.erase(next) : std::next(next);
  }
}

}  // namespace sealframe
