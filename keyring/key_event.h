// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What can happen to a key off the frame path.
//
// Thread-safety: plain values. Allocates for the participant's name.

#ifndef SEALFRAME_KEYRING_KEY_EVENT_H_
#define SEALFRAME_KEYRING_KEY_EVENT_H_

#include <cstdint>
#include <string>

namespace sealframe {

enum class KeyEventKind : uint8_t {
  kRatcheted,          // A participant's key went on by one step or more.
  kNearLimit,          // A key is close to its limit: change it soon.
  kLimitReached,       // A key is at its limit and has stopped.
  kReservationFailed,  // Counters could not be written down ahead.
};

// KeyEvent is something that happened to a participant's key.
struct KeyEvent {
  KeyEventKind kind;
  std::string participant;
  uint64_t kid = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEY_EVENT_H_
