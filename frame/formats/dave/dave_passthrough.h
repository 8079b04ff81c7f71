// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A switch for frames that are not encrypted, while a call changes over to DAVE
// or away from it. Each direction has its own switch: a sender changes at once,
// but its receivers must accept the frames that are still on their way. Both
// are off at first.
//
// Thread-safety: safe for concurrent use; the streams of a session share one.
// It never allocates.

#ifndef SEALFRAME_FRAME_FORMATS_DAVE_DAVE_PASSTHROUGH_H_
#define SEALFRAME_FRAME_FORMATS_DAVE_DAVE_PASSTHROUGH_H_

#include <atomic>
#include <cstdint>
#include <limits>

#include "absl/time/time.h"
#include "sealframe/keyring/clock.h"

namespace sealframe {

// How long the protocol accepts frames from before a transition after it.
inline constexpr absl::Duration kDaveTransition = absl::Seconds(10);

class DavePassthrough {
 public:
  // DavePassthrough reads the time from `clock`, which must outlive it.
  explicit DavePassthrough(const Clock* clock = &Clock::System())
      : clock_(clock) {}

  // SetSendsPlain sets whether frames are sent without encryption.
  void SetSendsPlain(bool sends_plain) {
    sends_plain_.store(sends_plain, std::memory_order_relaxed);
  }
  bool sends_plain() const {
    return sends_plain_.load(std::memory_order_relaxed);
  }

  // AcceptPlain passes received frames that are not DAVE's, until
  // `StopAcceptingPlain`. Meanwhile a server in between can inject such frames.
  void AcceptPlain();

  // StopAcceptingPlain stops passing such frames after `overlap`, unless an
  // earlier call ends it sooner.
  void StopAcceptingPlain(absl::Duration overlap = kDaveTransition);

  bool accepts_plain() const;

 private:
  static constexpr int64_t kNever = std::numeric_limits<int64_t>::min();
  static constexpr int64_t kAlways = std::numeric_limits<int64_t>::max();

  const Clock* const clock_;
  std::atomic<bool> sends_plain_{false};
  std::atomic<int64_t> until_{kNever};  // In Unix nanoseconds.
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_DAVE_DAVE_PASSTHROUGH_H_
