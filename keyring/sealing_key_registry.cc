// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/sealing_key_registry.h"

#include <algorithm>
#include <cstddef>
#include <iterator>
#include <memory>

#include "absl/status/status.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {

absl::Status SealingKeyRegistry::CheckForSealing(const SealingKey& key) const {
  if (sealing_.count(key.fingerprint()) != 0) {
    return absl::AlreadyExistsError(
        "this key was set for sealing before: again, it would repeat its "
        "counters");
  }
  const auto opened = opening_.find(key.fingerprint());
  if (!senders_share_keys_ && opened != opening_.end() &&
      !opened->second.expired()) {
    return absl::AlreadyExistsError(
        "this key opens a remote participant's frames: nobody else can seal "
        "with it");
  }
  return absl::OkStatus();
}

absl::Status SealingKeyRegistry::CheckForOpening(const OpeningKey& key) const {
  return senders_share_keys_ || sealing_.count(key.fingerprint()) == 0
             ? absl::OkStatus()
             : absl::AlreadyExistsError(
                   "this key seals for a local participant: it cannot open "
                   "another's frames");
}

void SealingKeyRegistry::AddSealing(const SealingKey& key) {
  sealing_.insert(key.fingerprint());
}

void SealingKeyRegistry::AddOpening(const std::shared_ptr<OpeningKey>& key) {
  opening_[key->fingerprint()] = key;
  if (opening_.size() >= sweep_at_) {
    SweepOpening();
  }
}

void SealingKeyRegistry::SweepOpening() {
  for (auto key = opening_.begin(); key != opening_.end();) {
    key = key->second.expired() ? opening_.erase(key) : std::next(key);
  }
  sweep_at_ = std::max(sweep_at_, 2 * opening_.size());
}

}  // namespace sealframe
