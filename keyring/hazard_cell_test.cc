// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/hazard_cell.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/keyring/asymmetric_fence.h"

namespace sealframe {
namespace {

// Counted counts its live objects, and marks itself broken when destroyed.
class Counted {
 public:
  Counted(int number, std::atomic<int>* alive)
      : number_(number), copy_(number), alive_(alive) {
    ++*alive_;
  }
  ~Counted() {
    number_ = -1;
    --*alive_;
  }
  Counted(const Counted&) = delete;
  Counted& operator=(const Counted&) = delete;

  int number() const { return number_; }
  bool whole() const { return number_ == copy_; }

 private:
  int number_;
  const int copy_;
  std::atomic<int>* const alive_;
};

// HookedFence runs code of a test at the fences of readers and writers.
struct HookedFence {
  void Light() const { Run(&at_light); }
  bool Heavy() const {
    Run(&at_heavy);
    return works;
  }

  static void Run(std::function<void()>* hook) {
    if (const auto once = std::exchange(*hook, nullptr)) {
      once();
    }
  }

  static inline std::function<void()> at_light;
  static inline std::function<void()> at_heavy;
  static inline bool works = true;
};

template <typename Fence>
class HazardCellOf : public ::testing::Test {
 protected:
  using Cell = HazardCell<Counted, Fence>;
  using Reader = typename Cell::Reader;
  using Use = typename Reader::Use;

  std::unique_ptr<const Counted> New(int number) {
    return std::make_unique<const Counted>(number, &alive_);
  }

  std::atomic<int> alive_{0};
  std::shared_ptr<Cell> cell_ = std::make_shared<Cell>(New(0));
};

using HazardCellTest = HazardCellOf<AsymmetricFence>;
using HazardCellFenceTest = HazardCellOf<HookedFence>;
using HazardCellThreadsTest = HazardCellOf<AsymmetricFence>;

TEST_F(HazardCellTest, AUseGetsTheNewestValue) {
  Reader reader(cell_);
  EXPECT_EQ(Use(reader)->number(), 0);
  cell_->Publish(New(1));
  EXPECT_EQ(Use(reader)->number(), 1);
  cell_->Publish(New(2));
  cell_->Publish(New(3));
  EXPECT_EQ(Use(reader)->number(), 3);
  Reader another(cell_);
  EXPECT_EQ(Use(another)->number(), 3);
}

TEST_F(HazardCellTest, AValueLivesUntilTheEndOfItsUse) {
  Reader reader(cell_);
  {
    const Use use(reader);
    for (int i = 1; i < 10; ++i) {
      cell_->Publish(New(i));
      cell_->Collect();
      EXPECT_EQ(use->number(), 0);
      EXPECT_EQ(alive_, 2) << "the used and the newest";
    }
  }
  EXPECT_EQ(alive_, 2) << "readers delete nothing";
  cell_->Collect();
  EXPECT_EQ(alive_, 1);
}

TEST_F(HazardCellTest, AUseWithinAnotherSharesItsValue) {
  Reader reader(cell_);
  {
    const Use outer(reader);
    cell_->Publish(New(1));
    EXPECT_EQ(Use(reader)->number(), 0);
    cell_->Collect();
    EXPECT_EQ(alive_, 2) << "the inner use ended the outer one, too";
    EXPECT_EQ(outer->number(), 0);
  }
  EXPECT_EQ(Use(reader)->number(), 1);
  cell_->Collect();
  EXPECT_EQ(alive_, 1);
}

TEST_F(HazardCellTest, AnIdleReaderHoldsNothing) {
  Reader reader(cell_);
  for (int i = 1; i < 10; ++i) {
    cell_->Publish(New(i));
    EXPECT_EQ(alive_, 1);
    EXPECT_EQ(Use(reader)->number(), i);
  }
}

TEST_F(HazardCellTest, UsesOfDifferentReadersAreIndependent) {
  Reader first(cell_);
  Reader second(cell_);
  const Use old(first);
  cell_->Publish(New(1));
  {
    const Use between(second);
    cell_->Publish(New(2));
    EXPECT_EQ(alive_, 3);
  }
  cell_->Collect();
  EXPECT_EQ(alive_, 2);
  EXPECT_EQ(old->number(), 0);
}

TEST_F(HazardCellTest, AReaderOutlivesItsWriter) {
  auto reader = std::make_unique<Reader>(cell_);
  cell_.reset();
  EXPECT_EQ(Use(*reader)->number(), 0);
  reader.reset();
  EXPECT_EQ(alive_, 0);
}

// A writer replaces the value after a reader has announced it.
TEST_F(HazardCellFenceTest, AValueReplacedAfterItWasAnnouncedIsNotUsed) {
  Reader reader(cell_);
  int alive_after = 0;
  HookedFence::at_light = [&] {
    cell_->Publish(New(1));
    alive_after = alive_;
  };
  const Use use(reader);
  EXPECT_EQ(alive_after, 2) << "it was not announced before the fence";
  EXPECT_EQ(use->number(), 1) << "it was not checked after the fence";
}

TEST_F(HazardCellFenceTest, AUseRepeatsUntilItsValueIsTheNewest) {
  Reader reader(cell_);
  HookedFence::at_light = [&] {
    cell_->Publish(New(1));
    HookedFence::at_light = [&] { cell_->Publish(New(2)); };
  };
  const Use use(reader);
  EXPECT_EQ(use->number(), 2);
  cell_->Collect();
  EXPECT_EQ(alive_, 1);
}

TEST_F(HazardCellFenceTest, ReadersAtTheWritersFenceGetTheNewValue) {
  Reader reader(cell_);
  HookedFence::at_heavy = [&] {
    EXPECT_EQ(Use(reader)->number(), 1);
    EXPECT_EQ(alive_, 2) << "it was deleted before the fence";
  };
  cell_->Publish(New(1));
  EXPECT_EQ(alive_, 1);
}

TEST_F(HazardCellFenceTest, AnnouncementsAreReadAfterTheFence) {
  Reader reader(cell_);
  std::optional<Use> use;
  use.emplace(reader);
  HookedFence::at_heavy = [&] { use.reset(); };
  cell_->Publish(New(1));
  EXPECT_EQ(alive_, 1);
}

TEST_F(HazardCellFenceTest, WithoutAFenceNothingIsDeleted) {
  Reader reader(cell_);
  HookedFence::works = false;
  cell_->Publish(New(1));
  EXPECT_EQ(alive_, 2);
  HookedFence::works = true;
  cell_->Collect();
  EXPECT_EQ(alive_, 1);
}

TEST_F(HazardCellFenceTest, NothingToDeleteOrNoReaderNeedsNoFence) {
  int fences = 0;
  HookedFence::at_heavy = [&] { ++fences; };
  { Reader gone(cell_); }
  cell_->Publish(New(1));
  Reader reader(cell_);
  cell_->Collect();
  EXPECT_EQ(fences, 0);
  cell_->Publish(New(2));
  EXPECT_EQ(fences, 1);
}

TEST_F(HazardCellThreadsTest, ConcurrentReadersGetOnlyLiveValuesInOrder) {
  constexpr int kValues = 20'000;
  std::atomic<bool> done{false};
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      Reader reader(cell_);
      int last = 0;
      while (!done) {
        const Use value(reader);
        ASSERT_TRUE(value->whole());
        ASSERT_GE(value->number(), last);
        last = value->number();
      }
    });
  }
  std::thread comes_and_goes([&] {
    while (!done) {
      Reader reader(cell_);
      ASSERT_TRUE(Use(reader)->whole());
    }
  });
  for (int i = 1; i <= kValues; ++i) {
    cell_->Publish(New(i));
  }
  done = true;
  for (std::thread& reader : readers) {
    reader.join();
  }
  comes_and_goes.join();
  cell_->Collect();
  EXPECT_EQ(alive_, 1);
}

TEST_F(HazardCellThreadsTest, ConcurrentWritersDeleteAllOldValues) {
  constexpr int kValues = 5'000;
  std::vector<std::thread> writers;
  for (int i = 0; i < 2; ++i) {
    writers.emplace_back([&] {
      for (int number = 1; number <= kValues; ++number) {
        cell_->Publish(New(number));
      }
    });
  }
  Reader reader(cell_);
  for (int i = 0; i < kValues; ++i) {
    ASSERT_TRUE(Use(reader)->whole());
  }
  for (std::thread& writer : writers) {
    writer.join();
  }
  EXPECT_EQ(Use(reader)->number(), kValues);
  cell_->Collect();
  EXPECT_EQ(alive_, 1);
}

}  // namespace
}  // namespace sealframe
