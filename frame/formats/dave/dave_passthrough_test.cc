// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/dave/dave_passthrough.h"

#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {
namespace {

class DavePassthroughTest : public ::testing::Test {
 protected:
  FakeClock clock_;
  DavePassthrough passthrough_{&clock_};
};

TEST_F(DavePassthroughTest, BothDirectionsAreOffAtFirst) {
  EXPECT_FALSE(passthrough_.accepts_plain());
  EXPECT_FALSE(passthrough_.sends_plain());
  passthrough_.StopAcceptingPlain();
  EXPECT_FALSE(passthrough_.accepts_plain()) << "stopping does not start it";
}

TEST_F(DavePassthroughTest, PlainFramesAreAcceptedUntilTheOverlapEnds) {
  passthrough_.AcceptPlain();
  clock_.Advance(absl::Hours(1000));
  EXPECT_TRUE(passthrough_.accepts_plain());
  passthrough_.StopAcceptingPlain();
  clock_.Advance(kDaveTransition - absl::Nanoseconds(1));
  EXPECT_TRUE(passthrough_.accepts_plain());
  clock_.Advance(absl::Nanoseconds(1));
  EXPECT_FALSE(passthrough_.accepts_plain());
}

TEST_F(DavePassthroughTest, StoppingAgainNeverExtendsTheOverlap) {
  passthrough_.AcceptPlain();
  passthrough_.StopAcceptingPlain(absl::Seconds(2));
  passthrough_.StopAcceptingPlain(absl::Seconds(5));
  clock_.Advance(absl::Seconds(2));
  EXPECT_FALSE(passthrough_.accepts_plain());
  passthrough_.AcceptPlain();
  EXPECT_TRUE(passthrough_.accepts_plain());
  passthrough_.StopAcceptingPlain(absl::ZeroDuration());
  EXPECT_FALSE(passthrough_.accepts_plain());
}

TEST_F(DavePassthroughTest, TheDirectionsAreIndependent) {
  passthrough_.SetSendsPlain(true);
  EXPECT_TRUE(passthrough_.sends_plain());
  EXPECT_FALSE(passthrough_.accepts_plain());
  passthrough_.SetSendsPlain(false);
  EXPECT_FALSE(passthrough_.sends_plain());
}

}  // namespace
}  // namespace sealframe
