// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A clock that moves only when a test moves it.
//
// Thread-safety: safe to use from several threads. It never allocates.

#ifndef SEALFRAME_TESTS_TESTING_FAKE_CLOCK_H_
#define SEALFRAME_TESTS_TESTING_FAKE_CLOCK_H_

#include <atomic>
#include <cstdint>

#include "absl/time/time.h"
#include "sealframe/keyring/clock.h"

namespace sealframe {

class FakeClock final : public Clock {
 public:
  // Starts the clock at `start`, in whole nanoseconds.
  explicit FakeClock(absl::Time start = absl::FromUnixSeconds(1'000'000'000))
      : nanos_(absl::ToUnixNanos(start)) {}

  absl::Time Now() const noexcept override {
    return absl::FromUnixNanos(nanos_.load(std::memory_order_relaxed));
  }

  // Set moves the clock to `now`. Advance moves it forward by `duration`.
  void Set(absl::Time now) {
    nanos_.store(absl::ToUnixNanos(now), std::memory_order_relaxed);
  }
  void Advance(absl::Duration duration) {
    nanos_.fetch_add(absl::ToInt64Nanoseconds(duration),
                     std::memory_order_relaxed);
  }

 private:
  std::atomic<int64_t> nanos_;
};

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_TESTING_FAKE_CLOCK_H_
