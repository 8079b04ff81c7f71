// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The switch for end-to-end encryption in a session. Until the application sets
// it, it is neither on nor off.
//
// Thread-safety: any thread may use it. It never allocates or blocks.

#ifndef SEALFRAME_FRAME_E2EE_SWITCH_H_
#define SEALFRAME_FRAME_E2EE_SWITCH_H_

#include <atomic>

#include "sealframe/frame/frame_status.h"

namespace sealframe {

class E2eeSwitch {
 public:
  // E2eeSwitch drops frames until it is set, or passes them in the clear if
  // `discard_frame_when_cryptor_not_ready` is false.
  explicit E2eeSwitch(bool discard_frame_when_cryptor_not_ready)
      : state_(discard_frame_when_cryptor_not_ready
                   ? FrameStatus::kNotReady
                   : FrameStatus::kPassedThrough) {}

  void Set(bool on) {
    state_.store(on ? FrameStatus::kOk : FrameStatus::kPassedThrough,
                 std::memory_order_relaxed);
  }

  bool is_on() const { return Gate() == FrameStatus::kOk; }

  // Gate returns kOk to seal or open a frame, kPassedThrough to pass it
  // unchanged, or kNotReady to drop it.
  FrameStatus Gate() const { return state_.load(std::memory_order_relaxed); }

 private:
  std::atomic<FrameStatus> state_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_E2EE_SWITCH_H_
