// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/replay_window.h"

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <random>
#include <set>
#include <thread>
#include <vector>

#include "gtest/gtest.h"

namespace sealframe {

// ReplayWindowTestPeer is a `Commit` of a thread that is interrupted once it
// has read the slot of its counter.
class ReplayWindowTestPeer {
 public:
  ReplayWindowTestPeer(ReplayWindow* window, uint64_t counter)
      : window_(*window),
        place_(window_.PlaceOf(counter)),
        slot_(window_.slots_.Need() + place_.slot),
        seen_(*slot_) {}

  bool Resume() {
    std::optional<bool> committed;
    do {
      committed = window_.TryCommit(place_, slot_, &seen_);
    } while (!committed.has_value());
    return *committed;
  }

  // Advance is that of a thread that read `newest` a while ago.
  static void Advance(ReplayWindow* window, uint64_t block, uint64_t newest) {
    window->Advance(block, newest);
  }

 private:
  ReplayWindow& window_;
  const ReplayWindow::Place place_;
  std::atomic<uint64_t>* const slot_;
  uint64_t seen_;
};

namespace {

using ::testing::TestWithParam;
using ::testing::Values;

constexpr uint64_t kMax = std::numeric_limits<uint64_t>::max();

// WindowModel is the simplest correct replay window: a set of counters. The
// window moves in blocks of 32.
class WindowModel {
 public:
  explicit WindowModel(uint64_t size) : blocks_((size + 31) / 32) {}

  bool Accepts(uint64_t counter) const {
    const bool too_old =
        !opened_.empty() && counter / 32 + blocks_ <= *opened_.rbegin() / 32;
    return !too_old && opened_.count(counter) == 0;
  }
  void Commit(uint64_t counter) { opened_.insert(counter); }

 private:
  const uint64_t blocks_;
  std::set<uint64_t> opened_;
};

class ReplayWindowTest : public TestWithParam<size_t> {
 protected:
  ReplayWindow window_{GetParam()};
  const uint64_t size_ = window_.size();
};

INSTANTIATE_TEST_SUITE_P(Sizes, ReplayWindowTest,
                         Values(64, 128, kDefaultReplayWindow,
                                kMaxReplayWindow));

TEST_P(ReplayWindowTest,
       AgreesWithAModelOnReorderedRepeatedAndSkippedCounters) {
  std::mt19937_64 random(size_);
  for (const uint64_t start :
       {uint64_t{0}, (uint64_t{1} << 37) - 5000, kMax - 40'000}) {
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
      if (random() % 4 != 0) {
        ASSERT_EQ(window_.Commit(counter), model.Accepts(counter))
            << counter << " of " << newest;
        if (model.Accepts(counter)) {
          model.Commit(counter);
        }
      }
    }
  }
}

TEST_P(ReplayWindowTest, RemembersItsSize) {
  EXPECT_GE(size_, GetParam());
  const uint64_t newest = 320 * size_;  // The first counter of its block.
  EXPECT_TRUE(window_.Commit(newest));
  EXPECT_TRUE(window_.Accepts(newest - (size_ - 1)));
  EXPECT_FALSE(window_.Accepts(newest - size_));
  EXPECT_FALSE(window_.Accepts(0));
}

TEST_P(ReplayWindowTest, CommitsEachOfManyCountersOnceInAnyOrder) {
  for (const uint64_t start : {uint64_t{0}, kMax - (size_ - 1)}) {
    window_.Clear();
    for (uint64_t i = size_; i-- > 0;) {
      ASSERT_TRUE(window_.Accepts(start + i));
      ASSERT_TRUE(window_.Commit(start + i)) << i;
    }
    for (uint64_t i = 0; i < size_; ++i) {
      ASSERT_FALSE(window_.Accepts(start + i));
      ASSERT_FALSE(window_.Commit(start + i)) << i;
    }
  }
}

TEST_P(ReplayWindowTest, DoesNotWrapAtTheLastCounter) {
  EXPECT_TRUE(window_.Commit(kMax));
  EXPECT_FALSE(window_.Accepts(kMax));
  EXPECT_TRUE(window_.Accepts(kMax - 1));
  EXPECT_TRUE(window_.Accepts(kMax - (size_ - 1)));
  EXPECT_FALSE(window_.Accepts(0));
  EXPECT_FALSE(window_.Commit(0));
  EXPECT_FALSE(window_.Accepts(31));
}

TEST_P(ReplayWindowTest, AJumpPastTheWindowClearsIt) {
  for (uint64_t counter = 0; counter < size_; ++counter) {
    ASSERT_TRUE(window_.Commit(counter));
  }
  const uint64_t newest = 5 * size_ + 7;
  EXPECT_TRUE(window_.Commit(newest));
  for (uint64_t back = 1; back < size_; ++back) {
    ASSERT_TRUE(window_.Accepts(newest - back)) << back;
  }
}

// The new block has the same slot as the old one, and the same tag.
TEST_P(ReplayWindowTest, AJumpToABlockWithTheSameTagClearsIt) {
  const uint64_t jump = (uint64_t{1} << 32) * (size_ + 31);
  for (uint64_t counter = 0; counter < 32; ++counter) {
    ASSERT_TRUE(window_.Commit(counter));
  }
  EXPECT_TRUE(window_.Accepts(jump));
  EXPECT_TRUE(window_.Commit(jump));
  EXPECT_TRUE(window_.Commit(jump + 1));
  EXPECT_FALSE(window_.Commit(jump));
  EXPECT_FALSE(window_.Commit(0));
}

TEST_P(ReplayWindowTest, AcceptsChangesNothing) {
  EXPECT_TRUE(window_.Commit(size_));
  for (const uint64_t counter : {uint64_t{1}, size_ - 1, size_ + 1, kMax}) {
    EXPECT_TRUE(window_.Accepts(counter));
    EXPECT_TRUE(window_.Accepts(counter)) << "looked at before";
  }
  EXPECT_TRUE(window_.Accepts(1)) << "looking at 2^64 - 1 moved the window";
}

TEST_P(ReplayWindowTest, ARefusedCounterChangesNothing) {
  EXPECT_TRUE(window_.Commit(2 * size_));
  EXPECT_FALSE(window_.Commit(0));
  EXPECT_FALSE(window_.Commit(2 * size_));
  EXPECT_TRUE(window_.Accepts(2 * size_ - 1));
  EXPECT_FALSE(window_.Accepts(0));
}

TEST_P(ReplayWindowTest, IsEmptyUntilACounterIsRecorded) {
  for (const uint64_t counter : {uint64_t{0}, uint64_t{32}, kMax}) {
    EXPECT_TRUE(window_.empty());
    EXPECT_TRUE(window_.Commit(counter));
    EXPECT_FALSE(window_.empty());
    window_.Clear();
  }
  EXPECT_TRUE(window_.Accepts(0));
  EXPECT_TRUE(window_.Accepts(kMax));
}

TEST(ReplayWindowSizeTest, IsWithinItsBounds) {
  EXPECT_EQ(ReplayWindow(0).size(), ReplayWindow(kMinReplayWindow).size());
  EXPECT_EQ(ReplayWindow(kMaxReplayWindow + 1).size(),
            ReplayWindow(kMaxReplayWindow).size());
  EXPECT_LT(ReplayWindow().size(), kDefaultReplayWindow + 128);
}

TEST(InterruptedCommitTest, OfTwoCommitsOfOneCounterOneSucceeds) {
  for (const uint64_t counter : {uint64_t{5}, uint64_t{100'000}}) {
    ReplayWindow window;
    ReplayWindowTestPeer first(&window, counter);
    EXPECT_TRUE(window.Commit(counter));
    EXPECT_FALSE(first.Resume());
  }
}

TEST(InterruptedCommitTest, KeepsOtherCountersOfItsBlock) {
  ReplayWindow window;
  ReplayWindowTestPeer first(&window, 5);
  EXPECT_TRUE(window.Commit(6));
  EXPECT_TRUE(first.Resume());
  EXPECT_FALSE(window.Accepts(5));
  EXPECT_FALSE(window.Accepts(6));
}

// The counters are in one slot.
TEST(InterruptedCommitTest, FailsOnceItsSlotHasANewerBlock) {
  ReplayWindow window;
  const uint64_t newer = 5 + window.size() + 31;
  ReplayWindowTestPeer first(&window, 5);
  EXPECT_TRUE(window.Commit(newer));
  EXPECT_FALSE(first.Resume());
  EXPECT_FALSE(window.Accepts(newer));
}

TEST(InterruptedCommitTest, SucceedsIfOnlyOtherSlotsHaveChanged) {
  ReplayWindow window;
  ReplayWindowTestPeer first(&window, 5);
  ReplayWindowTestPeer second(&window, 50);
  EXPECT_TRUE(window.Commit(500));
  EXPECT_TRUE(second.Resume());
  EXPECT_TRUE(first.Resume());
  EXPECT_FALSE(window.Commit(5));
  EXPECT_FALSE(window.Commit(50));
}

TEST(InterruptedCommitTest, TheWindowNeverMovesBack) {
  ReplayWindow window;
  EXPECT_TRUE(window.Commit(10 * window.size()));
  ReplayWindowTestPeer::Advance(&window, /*block=*/1, /*newest=*/0);
  EXPECT_FALSE(window.Accepts(0));
}

// Every thread commits all counters, in an order of its own within the window.
TEST(ReplayWindowThreadsTest, EachCounterIsCommittedByOneThread) {
  constexpr size_t kThreads = 4;
  constexpr size_t kCounters = 400'000;
  constexpr size_t kLate = 40;
  ReplayWindow window(kMinReplayWindow);
  std::vector<std::atomic<int>> commits(kCounters);
  std::atomic<size_t> ready{0};
  std::vector<std::thread> threads;
  for (size_t number = 0; number < kThreads; ++number) {
    threads.emplace_back([&, number] {
      ++ready;
      while (ready < kThreads) {
      }
      for (size_t i = 0; i < kCounters; ++i) {
        const size_t counter = i / kLate % 2 == number % 2
                                   ? i
                                   : i / kLate * kLate + kLate - 1 - i % kLate;
        if (window.Commit(counter)) {
          ++commits[counter];
        }
      }
    });
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  uint64_t committed = 0;
  for (const std::atomic<int>& count : commits) {
    ASSERT_LE(count, 1);
    committed += static_cast<uint64_t>(count);
  }
  EXPECT_GT(committed, kCounters / 2) << "a thread that is ahead drops some";
}

// The threads share the counters, none of which becomes too old.
TEST(ReplayWindowThreadsTest, NoCounterWithinTheWindowIsLost) {
  constexpr uint64_t kThreads = 4;
  for (uint64_t start = 0; start < 200 * 1024; start += 1024) {
    ReplayWindow window;
    std::atomic<uint64_t> committed{0};
    std::vector<std::thread> threads;
    for (uint64_t number = 0; number < kThreads; ++number) {
      threads.emplace_back([&, number] {
        for (uint64_t i = number; i < 1024; i += kThreads) {
          committed += window.Commit(start + i) ? 1 : 0;
        }
      });
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
    ASSERT_EQ(committed, 1024u);
  }
}

TEST(ReplayWindowTest, AWindowWithoutCountersAcceptsAll) {
  const std::shared_ptr<ReplaySlots> memory = NewReplaySlots(64);
  ReplayWindow window(memory);
  EXPECT_TRUE(window.empty());
  EXPECT_TRUE(window.Accepts(0));
  EXPECT_TRUE(window.Accepts(kMax));
  EXPECT_EQ(memory.use_count(), 2);
  EXPECT_TRUE(window.Commit(5));
  EXPECT_FALSE(window.empty());
  EXPECT_FALSE(window.Accepts(5));
  window.Clear();
  EXPECT_TRUE(window.empty());
  EXPECT_TRUE(window.Accepts(5));
}

// The window gets its memory while several threads commit one counter.
TEST(ReplayWindowTest, OfThreadsThatCommitTheFirstCounterOneSucceeds) {
  const std::shared_ptr<ReplaySlots> memory = NewReplaySlots(64);
  for (int round = 0; round < 300; ++round) {
    memory->Fill();
    ReplayWindow window(memory);
    std::atomic<int> waiting{3};
    std::atomic<int> committed{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < 3; ++i) {
      threads.emplace_back([&] {
        --waiting;
        while (waiting != 0) {
        }
        committed += window.Commit(7) ? 1 : 0;
      });
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
    ASSERT_EQ(committed, 1);
    ASSERT_FALSE(window.Accepts(7));
  }
}

}  // namespace
}  // namespace sealframe
