// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/replay_window.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <random>
#include <set>

#include "gtest/gtest.h"

namespace sealframe {
namespace {

using ::testing::TestWithParam;
using ::testing::Values;

constexpr uint64_t kMax = std::numeric_limits<uint64_t>::max();

// WindowModel is the simplest correct replay window.
class WindowModel {
 public:
  explicit WindowModel(uint64_t size) : size_(size) {}

  bool Accepts(uint64_t counter) const {
    const bool too_old = !opened_.empty() && counter < *opened_.rbegin() &&
                         *opened_.rbegin() - counter >= size_;
    return !too_old && opened_.count(counter) == 0;
  }
  void Commit(uint64_t counter) { opened_.insert(counter); }

 private:
  const uint64_t size_;
  std::set<uint64_t> opened_;
};

class ReplayWindowTest : public TestWithParam<size_t> {
 protected:
  const uint64_t size_ = GetParam();
  ReplayWindow window_{GetParam()};
};

INSTANTIATE_TEST_SUITE_P(Sizes, ReplayWindowTest,
                         Values(64, 128, 1024, kMaxReplayWindow));

TEST_P(ReplayWindowTest,
       AgreesWithAModelOnReorderedRepeatedAndSkippedCounters) {
  std::mt19937_64 random(size_);
  for (const uint64_t start : {uint64_t{0}, uint64_t{1} << 32, kMax - 40'000}) {
    window_.Clear();
    WindowModel model(size_);
    uint64_t newest = start;
    for (int i = 0; i < 20'000; ++i) {
      const bool jumps = random() % 1000 == 0;  // Across the window, or over.
      newest += std::min(random() % (jumps ? 3 * size_ : 3), kMax - newest);
      const uint64_t counter =
          newest - std::min(random() % (size_ + size_ / 4), newest);
      ASSERT_EQ(window_.Accepts(counter), model.Accepts(counter))
          << counter << " of " << newest;
      if (model.Accepts(counter) && random() % 4 != 0) {
        window_.Commit(counter);
        model.Commit(counter);
      }
    }
  }
}

TEST_P(ReplayWindowTest, RemembersExactlyItsSize) {
  EXPECT_EQ(window_.size(), size_);
  window_.Commit(10 * size_);
  EXPECT_TRUE(window_.Accepts(10 * size_ - (size_ - 1)));
  EXPECT_FALSE(window_.Accepts(10 * size_ - size_));
  EXPECT_FALSE(window_.Accepts(0));
}

TEST_P(ReplayWindowTest, AcceptsTheLastCountersAndDoesNotWrap) {
  window_.Commit(kMax - size_);
  window_.Commit(kMax);
  EXPECT_FALSE(window_.Accepts(kMax));
  EXPECT_TRUE(window_.Accepts(kMax - 1));
  EXPECT_TRUE(window_.Accepts(kMax - (size_ - 1)));
  EXPECT_FALSE(window_.Accepts(kMax - size_));
  EXPECT_FALSE(window_.Accepts(0)) << "counters do not wrap";
}

TEST_P(ReplayWindowTest, ForgetsNothingAtWordBoundaries) {
  for (const uint64_t step : {uint64_t{63}, uint64_t{64}, uint64_t{65}}) {
    window_.Clear();
    for (uint64_t counter = 0; counter < 3 * size_; counter += step) {
      ASSERT_TRUE(window_.Accepts(counter));
      window_.Commit(counter);
      for (uint64_t old = 0; old <= counter; old += step) {
        ASSERT_FALSE(window_.Accepts(old)) << old << " at " << counter;
        if (counter - old >= size_) {
          old = (counter - size_) / step * step;
        }
      }
    }
  }
}

TEST_P(ReplayWindowTest, AJumpPastTheWindowClearsIt) {
  for (uint64_t counter = 0; counter < size_; ++counter) {
    window_.Commit(counter);
  }
  const uint64_t newest = 5 * size_ + 7;
  window_.Commit(newest);
  for (uint64_t back = 1; back < size_; ++back) {
    ASSERT_TRUE(window_.Accepts(newest - back)) << back;
  }
}

TEST_P(ReplayWindowTest, AcceptsChangesNothing) {
  window_.Commit(size_);
  for (const uint64_t counter : {uint64_t{1}, size_ - 1, size_ + 1, kMax}) {
    EXPECT_TRUE(window_.Accepts(counter));
    EXPECT_TRUE(window_.Accepts(counter)) << "looked at before";
  }
  EXPECT_TRUE(window_.Accepts(1)) << "looking at 2^64 - 1 moved the window";
}

TEST_P(ReplayWindowTest, CommitIgnoresARefusedCounter) {
  window_.Commit(2 * size_);
  window_.Commit(0);
  window_.Commit(2 * size_);
  EXPECT_TRUE(window_.Accepts(2 * size_ - 1));
  EXPECT_FALSE(window_.Accepts(2 * size_));
  EXPECT_FALSE(window_.Accepts(0));
}

TEST_P(ReplayWindowTest, ClearRemovesAllCounters) {
  window_.Commit(kMax);
  window_.Clear();
  EXPECT_TRUE(window_.Accepts(0));
  EXPECT_TRUE(window_.Accepts(kMax));
}

TEST(ReplayWindowSizeTest, IsAPowerOfTwoWithinItsBounds) {
  EXPECT_EQ(ReplayWindow().size(), kDefaultReplayWindow);
  EXPECT_EQ(ReplayWindow(0).size(), kMinReplayWindow);
  EXPECT_EQ(ReplayWindow(65).size(), 128u);
  EXPECT_EQ(ReplayWindow(kMaxReplayWindow + 1).size(), kMaxReplayWindow);
}

}  // namespace
}  // namespace sealframe
