// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Declarations of a newer WebRTC (see ref_count.h): threads.
//
// Thread-safety: tasks may be posted from any thread.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_NEWER_TASK_QUEUE_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_NEWER_TASK_QUEUE_H_

#include <cstdint>
#include <functional>

namespace webrtc {

class TimeDelta {
 public:
  static constexpr TimeDelta Millis(int64_t ms) { return TimeDelta(ms); }
  constexpr int64_t ms() const { return ms_; }

 private:
  constexpr explicit TimeDelta(int64_t ms) : ms_(ms) {}
  int64_t ms_;
};

class TaskQueueBase {
 public:
  virtual ~TaskQueueBase() = default;
  virtual void PostTask(std::function<void()> task) = 0;
  virtual void PostDelayedTask(std::function<void()> task, TimeDelta delay) = 0;
};

}  // namespace webrtc

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_NEWER_TASK_QUEUE_H_
