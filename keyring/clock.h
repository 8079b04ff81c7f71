// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The time, so that tests can set it.
//
// Thread-safety: implementations may be used from several threads.

#ifndef KEYRING_CLOCK_H_
#define KEYRING_CLOCK_H_

#include "absl/time/clock.h"
#include "absl/time/time.h"

namespace sealframe {

class Clock {
 public:
  virtual ~Clock() = default;

  // Now returns the time. It may be called on the frame path: it neither
  // allocates nor blocks.
  virtual absl::Time Now() const = 0;

  // System returns the machine's clock. It lives for ever.
  static const Clock& System();
};

inline const Clock& Clock::System() {
  class SystemClock final : public Clock {
   public:
    absl::Time Now() const override { return absl::Now(); }
  };
  static const SystemClock clock;
  return clock;
}

}  // namespace sealframe

#endif  // KEYRING_CLOCK_H_
