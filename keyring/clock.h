// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The time, so that tests can set it. Only how much of it has passed means
// anything: it may count from any moment, and does not go back.
//
// Thread-safety: implementations may be used from several threads.

#ifndef SEALFRAME_KEYRING_CLOCK_H_
#define SEALFRAME_KEYRING_CLOCK_H_

#include <chrono>

#include "absl/time/time.h"

namespace sealframe {

class Clock {
 public:
  virtual ~Clock() = default;

  // Now returns the time. It may be called on the frame path: it neither
  // allocates nor blocks.
  virtual absl::Time Now() const = 0;

  // System returns the machine's steady clock, which setting the machine's time
  // of day does not move. It lives for ever.
  static const Clock& System();
};

inline const Clock& Clock::System() {
  class SystemClock final : public Clock {
   public:
    absl::Time Now() const override {
      return absl::UnixEpoch() +
             absl::FromChrono(
                 std::chrono::steady_clock::now().time_since_epoch());
    }
  };
  static const SystemClock clock;
  return clock;
}

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_CLOCK_H_
