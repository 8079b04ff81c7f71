// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The switch for end-to-end encryption in a session. Until the application sets
// it, it is neither on nor off.
//
// Thread-safety: any thread may use it. It never allocates or blocks.

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
  // E2eeSwitch stays in the state `first` until it is set.
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
