// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A clock, which tests replace. Only differences between its times are
// meaningful: it may start at any time, and never goes back.
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

  // Now returns the current time. It is called on the frame path, and must not
  // allocate or block. An exception that leaves it ends the process.
  virtual absl::Time Now() const noexcept = 0;

  // System returns the machine's steady clock, which is independent of the time
  // of day. It is never destroyed.
  static const Clock& System();
};

inline const Clock& Clock::System() {
  class SystemClock final : public Clock {
   public:
    absl::Time Now() const noexcept override {
      return absl::UnixEpoch() +
             absl::FromChrono(
                 std::chrono::steady_clock::now().time_since_epoch());
    }
  };
  static const Clock* const clock = new SystemClock;
  return *clock;
}

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_CLOCK_H_
