// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Whether end-to-end encryption is on for a session. Until the application has
// said so it is neither, and frames are dropped.
//
// Thread-safety: may be used from several threads. Never allocates or blocks.

#ifndef SEALFRAME_FRAME_E2EE_SWITCH_H_
#define SEALFRAME_FRAME_E2EE_SWITCH_H_

#include <atomic>

#include "sealframe/frame/frame_status.h"

namespace sealframe {

class E2eeSwitch {
 public:
  // E2eeSwitch drops frames before it is set if
  // `discard_frame_when_cryptor_not_ready`; otherwise it lets them pass in the
  // clear.
  explicit E2eeSwitch(bool discard_frame_when_cryptor_not_ready)
      : state_(discard_frame_when_cryptor_not_ready
                   ? FrameStatus::kNotReady
                   : FrameStatus::kPassedThrough) {}

  void Set(bool on) {
    state_.store(on ? FrameStatus::kOk : FrameStatus::kPassedThrough,
                 std::memory_order_relaxed);
  }

  bool is_on() const { return Gate() == FrameStatus::kOk; }

  // Gate returns what to do with a frame: kOk, seal or open it; kPassedThrough,
  // let it pass as it is; kNotReady, drop it.
  FrameStatus Gate() const { return state_.load(std::memory_order_relaxed); }

 private:
  std::atomic<FrameStatus> state_;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_E2EE_SWITCH_H_
