// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/key_limit_monitor.h"

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sealframe/keyring/key_event.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/keyring_state.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {
namespace {

bool IsNearLimit(const SealingKey& key) { return key.near_limit(); }

bool IsNearLimit(const OpeningKey& key) {
  return key.failed_openings() >= key.limits().soft_failed_openings;
}

}  // namespace

bool KeyLimitMonitor::Check(const KeyringState& state,
                            const std::string& participant,
                            std::vector<KeyEvent>* events) {
  std::set<std::pair<KeyEventKind, KeyFingerprint>> lasting;
  const auto note = [&](KeyEventKind kind, const auto& key) {
    if (lasting.insert({kind, key.fingerprint()}).second &&
        lasting_.count({kind, key.fingerprint()}) == 0) {
      events->push_back(
          {.kind = kind, .participant = participant, .kid = key.kid()});
    }
  };
  const auto note_limits = [&](const auto& key) {
    if (IsNearLimit(key)) {
      note(KeyEventKind::kNearLimit, key);
    }
    if (!key.usable()) {
      note(KeyEventKind::kLimitReached, key);
    }
  };
  bool has_counters = true;
  for (const SealingEntry& entry : state.sealing) {
    if (!entry.key->Replenish().ok()) {
      has_counters = false;
      note(KeyEventKind::kReservationFailed, *entry.key);
    }
    note_limits(*entry.key);
  }
  for (const OpeningEntry& entry : state.opening) {
    note_limits(*entry.key);
  }
  lasting_ = std::move(lasting);
  return has_counters;
}

}  // namespace sealframe
