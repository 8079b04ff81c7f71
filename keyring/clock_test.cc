// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/clock.h"

#include <cstdlib>

#include "absl/time/time.h"
#include "gtest/gtest.h"

namespace sealframe {
namespace {

// Objects that are destroyed at exit may still use the clock.
TEST(ClockDeathTest, TheSystemClockWorksUntilTheProcessEnds) {
  EXPECT_EXIT(
      {
        std::atexit([] {
          std::_Exit(Clock::System().Now() > absl::InfinitePast() ? 7 : 8);
        });
        Clock::System();
        std::exit(0);
      },
      testing::ExitedWithCode(7), "");
}

TEST(ClockTest, TheSystemClockNeverGoesBack) {
  absl::Time last = absl::InfinitePast();
  for (int i = 0; i < 1000; ++i) {
    const absl::Time now = Clock::System().Now();
    EXPECT_GE(now, last);
    last = now;
  }
}

}  // namespace
}  // namespace sealframe
