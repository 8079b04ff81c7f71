// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What a key provider is made with.
//
// Thread-safety: plain values.

#ifndef SEALFRAME_KEYRING_KEY_PROVIDER_OPTIONS_H_
#define SEALFRAME_KEYRING_KEY_PROVIDER_OPTIONS_H_

#include <cstddef>
#include <cstdint>

#include "absl/time/time.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/keyring.h"

namespace sealframe {

enum class KeyMode : uint8_t {
  kShared,          // One key for the whole meeting.
  kPerParticipant,  // A key for each participant.
};

struct KeyProviderOptions {
  KeyMode mode = KeyMode::kPerParticipant;
  // At most `kMaxKeysLimit`. A key that ratchets takes one for its step and one
  // for each step ahead, and where each stream has keys of its own, that many a
  // stream. Where the oldest keys make room for new ones, as in rings, whoever
  // sets a whole ring beforehand wants room for all of it.
  size_t max_keys_per_participant = kDefaultMaxKeys;
  // How long steps that a sender has ratcheted past still open late frames.
  absl::Duration ratchet_overlap = absl::Seconds(10);
  // Keeps counters from repeating over restarts. Outlives the provider. Null:
  // the application never gives a key to a second process or provider.
  CounterReservations* reservations = nullptr;
  const Clock* clock = &Clock::System();
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEY_PROVIDER_OPTIONS_H_
