// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Watches the keys of a keyring: reserves counters for them, and reports keys
// that near their limit, reach it, or cannot reserve counters.
//
// A condition is reported once, when it starts. A key that fails to reserve
// counters, recovers and fails again is reported twice.
//
// Thread-safety: none; its owner locks. Allocates, and may block while counters
// are reserved.

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
  // Check reserves counters for the keys in `state`, and appends to `*events`
  // the conditions that started since the last call, as events of
  // `participant`. It returns false if a key could not reserve counters, and
  // should be checked again soon.
  bool Check(const KeyringState& state, const std::string& participant,
             std::vector<KeyEvent>* events);

 private:
  std::set<std::pair<KeyEventKind, KeyFingerprint>> lasting_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEY_LIMIT_MONITOR_H_
