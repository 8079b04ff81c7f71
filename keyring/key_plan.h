// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A plan for a change of one participant's keys. Deriving keys takes tens of
// milliseconds for a passphrase, so it must not happen under the key provider's
// lock. The provider makes a plan under its lock, derives without it, and
// commits under it again if the participant has not changed in between.
//
// Thread-safety: `derive` needs no lock, the rest the key provider's.

#ifndef SEALFRAME_KEYRING_KEY_PLAN_H_
#define SEALFRAME_KEYRING_KEY_PLAN_H_

#include <cstdint>
#include <functional>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "sealframe/keyring/key_chain.h"
#include "sealframe/keyring/keyring_state.h"

namespace sealframe {

using KeyChanges = std::vector<absl::StatusOr<KeyChange>>;

struct KeyPlan {
  // The participant's version (`ParticipantKeys::version`) that the plan is
  // for.
  uint64_t version = 0;
  // Works on copies.
  std::function<KeyChanges()> derive = nullptr;
  // Makes the changes, or returns why they cannot be made.
  std::function<absl::Status(const KeyChanges&)> commit = nullptr;
};

// PreparedKeys are changes that passed every check.
struct PreparedKeys {
  std::vector<KeyChain> chains;
  std::vector<SealingEntry> added_sealing;
  std::vector<OpeningEntry> added_opening;
  std::vector<OpeningEntry> opening;  // All of the keyring's.
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEY_PLAN_H_
