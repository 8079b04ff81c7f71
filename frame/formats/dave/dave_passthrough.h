// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Whether frames that are not encrypted may pass, for the time in which a call
// goes over to DAVE or away from it. Each direction is switched by itself,
// since a sender switches at once and its receivers must take what is under
// way. All is off to begin with.
//
// Thread-safety: may be used from several threads; the streams of a session
// share one. It never allocates.

#ifndef SEALFRAME_FRAME_FORMATS_DAVE_DAVE_PASSTHROUGH_H_
#define SEALFRAME_FRAME_FORMATS_DAVE_DAVE_PASSTHROUGH_H_

#include <atomic>
#include <cstdint>
#include <limits>

#include "absl/time/time.h"
#include "sealframe/keyring/clock.h"

namespace sealframe {

// How long after a transition frames from before it are taken, by the protocol.
inline constexpr absl::Duration kDaveTransition = absl::Seconds(10);

class DavePassthrough {
 public:
  // DavePassthrough goes by `clock`, which outlives it.
  explicit DavePassthrough(const Clock* clock = &Clock::System())
      : clock_(clock) {}

  // SetSendsPlain says whether frames are sent as they are, without encryption.
  void SetSendsPlain(bool sends_plain) {
    sends_plain_.store(sends_plain, std::memory_order_relaxed);
  }
  bool sends_plain() const {
    return sends_plain_.load(std::memory_order_relaxed);
  }

  // AcceptPlain lets received frames pass that are not DAVE's, until further
  // notice. A server between can inject such frames while it lasts.
  void AcceptPlain();

  // StopAcceptingPlain ends that after `overlap`, if it does not end sooner.
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
