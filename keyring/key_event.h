// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Events about a participant's keys, detected off the frame path.
//
// Thread-safety: plain values. The participant's name allocates.

#ifndef SEALFRAME_KEYRING_KEY_EVENT_H_
#define SEALFRAME_KEYRING_KEY_EVENT_H_

#include <cstdint>
#include <string>

namespace sealframe {

enum class KeyEventKind : uint8_t {
  kRatcheted,          // A key advanced by one ratchet step or more.
  kNearLimit,          // A key is near its limit. Change it soon.
  kLimitReached,       // A key is at its limit and has stopped.
  kReservationFailed,  // Counters could not be reserved.
};

struct KeyEvent {
  KeyEventKind kind;
  std::string participant;
  uint64_t kid = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEY_EVENT_H_
