// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Looks after the keys in a keyring: has them reserve their counters, and tells
// when one nears its limit or stops.
//
// Each thing is told once, when it begins: of a key that fails to reserve
// counters, recovers and fails again it is told twice.
//
// Thread-safety: none; its owner locks. Allocates, and may block to write
// counters down.

#ifndef SEALFRAME_KEYRING_KEY_LIMIT_MONITOR_H_
#define SEALFRAME_KEYRING_KEY_LIMIT_MONITOR_H_

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sealframe/keyring/key_event.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/keyring_state.h"

namespace sealframe {

class KeyLimitMonitor {
 public:
  // Look looks after the keys that `state` holds, and appends what has begun
  // since the last call, in the name of `participant`, to `events`.
  void Check(const KeyringState& state, const std::string& participant,
             std::vector<KeyEvent>* events);

 private:
  std::set<std::pair<KeyEventKind, KeyFingerprint>> lasting_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEY_LIMIT_MONITOR_H_
