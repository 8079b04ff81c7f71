// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/progress.h"

#include <string>
#include <vector>

#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class ProgressTest : public ::testing::Test {
 protected:
  Progress::Now now() {
    return [this] { return time_; };
  }
  Progress::Print print() {
    return [this](const std::string& text) { printed_.push_back(text); };
  }

  absl::Time time_ = absl::UnixEpoch();
  std::vector<std::string> printed_;
};

TEST_F(ProgressTest, ShortWorkShowsNothing) {
  {
    Progress progress("sealing", 100, now(), print());
    progress.Add(50);
    time_ += absl::Milliseconds(999);
    progress.Add(50);
  }
  EXPECT_THAT(printed_, IsEmpty());
}

TEST_F(ProgressTest, LongWorkShowsItsShareNowAndThenAndClearsTheLine) {
  {
    Progress progress("sealing", 200, now(), print());
    time_ += absl::Seconds(1);
    progress.Add(50);
    progress.Add(50);
    time_ += absl::Milliseconds(200);
    progress.Add(20);
    time_ += absl::Seconds(1);
    progress.Add(1000);
  }
  EXPECT_THAT(printed_,
              ElementsAre("\r\033[Ksealing: 25 %", "\r\033[Ksealing: 60 %",
                          "\r\033[Ksealing: 99 %", "\r\033[K"));
}

TEST_F(ProgressTest, WorkOfUnknownLengthShowsMegabytes) {
  {
    Progress progress("opening", 0, now(), print());
    time_ += absl::Seconds(1);
    progress.Add(12'345'678);
  }
  EXPECT_THAT(printed_, ElementsAre("\r\033[Kopening: 12 MB", "\r\033[K"));
}

TEST_F(ProgressTest, NothingIsWrittenWithoutATerminal) {
  Progress progress("sealing", 0, now(), nullptr);
  time_ += absl::Seconds(5);
  progress.Add(1);
  EXPECT_THAT(printed_, IsEmpty());
}

}  // namespace
}  // namespace sealframe
