// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/clock.h"

#include "absl/time/time.h"
#include "gtest/gtest.h"

namespace sealframe {
namespace {

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
