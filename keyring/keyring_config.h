// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The configuration of a keyring (keyring/keyring.h).
//
// Thread-safety: a plain value.

#ifndef SEALFRAME_KEYRING_KEYRING_CONFIG_H_
#define SEALFRAME_KEYRING_KEYRING_CONFIG_H_

#include <cstddef>
#include <functional>
#include <memory>

#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/iv/iv_memory.h"
#include "sealframe/keyring/key_counts.h"
#include "sealframe/keyring/key_scheme_traits.h"
#include "sealframe/keyring/maintenance.h"
#include "sealframe/keyring/replay_window.h"

namespace sealframe {

// The default capacity, in opening keys: room for two keys with the ratchet
// steps ahead of each, and some to spare.
inline constexpr size_t kDefaultMaxKeys = 32;
// The largest capacity: a format's largest key ring has a one-byte index.
inline constexpr size_t kMaxKeysLimit = 256;

struct KeyringConfig {
  size_t max_keys = kDefaultMaxKeys;  // Clamped to [1, kMaxKeysLimit].
  KeySchemeTraits traits = {};        // Those of the scheme.
  // The memory of the keys' replay windows. Null: of the default size.
  std::shared_ptr<ReplaySlots> replay_slots = nullptr;
  // The memory of its streams' counts. Null: its own.
  std::shared_ptr<KeyCountMemory> count_memory = nullptr;
  // The memory of the scheme's `IvRule`, if it has one. Null: its own.
  std::shared_ptr<IvMemory> iv_memory = nullptr;
  const Clock* clock = &Clock::System();  // For the rule.
  // The mark of the participant, for its keys. May be null.
  std::shared_ptr<MaintenanceMark> mark = nullptr;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEYRING_CONFIG_H_
