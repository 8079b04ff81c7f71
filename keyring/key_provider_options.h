// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The options of a key provider.
//
// Thread-safety: plain values.

#ifndef SEALFRAME_KEYRING_KEY_PROVIDER_OPTIONS_H_
#define SEALFRAME_KEYRING_KEY_PROVIDER_OPTIONS_H_

#include <cstddef>
#include <cstdint>

#include "absl/time/time.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/keyring_config.h"
#include "sealframe/keyring/replay_window.h"

namespace sealframe {

enum class KeyMode : uint8_t {
  kShared,          // One key for the whole meeting.
  kPerParticipant,  // A key for each participant.
};

struct KeyProviderOptions {
  KeyMode mode = KeyMode::kPerParticipant;
  // The capacity of each participant's keyring, in [1, kMaxKeysLimit]. A key
  // that ratchets takes one place for its current step and one for each step
  // ahead, for each stream in profiles with keys for single streams. To set a
  // whole key ring in advance, allow for all of it, as the oldest keys
  // otherwise make room for the newest.
  size_t max_keys_per_participant = kDefaultMaxKeys;
  // The least number of counters that a key's replay window remembers, in
  // [kMinReplayWindow, kMaxReplayWindow]. A frame that comes out later than
  // that many others of its sender, of all streams together, is refused: to
  // open recorded streams one after another, make a provider for each. Profiles
  // whose frames carry whole IVs have windows of a fixed size.
  size_t replay_window = kDefaultReplayWindow;
  // How long earlier ratchet steps of a sender still open late frames.
  absl::Duration ratchet_overlap = absl::Seconds(10);
  // Keeps counters from repeating after a restart. Must outlive the provider.
  // If null, the application must never give a key to a second process that
  // seals with it.
  CounterReservations* reservations = nullptr;
  // The time of the provider and of its sessions. Must outlive both.
  const Clock* clock = &Clock::System();
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEY_PROVIDER_OPTIONS_H_
