// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Whether end-to-end encryption is on for a session. Until the application
// switches it on or off, the session's options decide what happens to frames.
//
// Thread-safety: may be used from several threads. Never allocates or blocks.

#ifndef SEALFRAME_FRAME_E2EE_SWITCH_H_
#define SEALFRAME_FRAME_E2EE_SWITCH_H_

#include <atomic>
#include <cstdint>

namespace sealframe {

enum class E2eeState : uint8_t {
  kOff,       // Frames pass in the clear.
  kOn,        // Frames are sealed and opened.
  kNotReady,  // Frames are dropped.
};

class E2eeSwitch {
 public:
  explicit E2eeSwitch(E2eeState first) : state_(first) {}

  void Set(bool on) {
    state_.store(on ? E2eeState::kOn : E2eeState::kOff,
                 std::memory_order_relaxed);
  }

  E2eeState state() const { return state_.load(std::memory_order_relaxed); }
  bool is_on() const { return state() == E2eeState::kOn; }

 private:
  std::atomic<E2eeState> state_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_E2EE_SWITCH_H_
