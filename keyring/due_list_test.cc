// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/due_list.h"

#include <atomic>
#include <cstddef>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

struct Work : DueList<Work>::Item {
  explicit Work(std::weak_ptr<DueList<Work>> list)
      : DueList<Work>::Item(std::move(list)) {}

  std::atomic<size_t> asked{0};
  size_t done = 0;
};

using WorkList = DueList<Work>;

TEST(DueListTest, MarkedItemsAreTakenOnceInTheOrderOfTheirMarks) {
  const auto list = std::make_shared<WorkList>();
  const auto a = std::make_shared<Work>(list);
  const auto b = std::make_shared<Work>(list);
  const auto c = std::make_shared<Work>(list);
  EXPECT_THAT(list->Take(), IsEmpty());
  c->MarkDue();
  a->MarkDue();
  c->MarkDue();
  EXPECT_TRUE(a->is_due());
  EXPECT_FALSE(b->is_due());
  EXPECT_THAT(list->Take(), ElementsAre(c, a));
  EXPECT_FALSE(a->is_due());
  EXPECT_THAT(list->Take(), IsEmpty());
  a->MarkDue();
  EXPECT_THAT(list->Take(), ElementsAre(a));
}

TEST(DueListTest, AnItemHasAMarkForFramesAndOneForCalls) {
  const auto list = std::make_shared<WorkList>();
  const auto item = std::make_shared<Work>(list);
  item->MarkDueByCall();
  EXPECT_TRUE(item->is_due());
  item->MarkDueByCall();
  item->MarkDue();
  EXPECT_THAT(list->Take(), ElementsAre(item, item));
  EXPECT_FALSE(item->is_due());
  item->MarkDueByCall();
  EXPECT_THAT(list->Take(), ElementsAre(item));
}

TEST(DueListTest, TheListHoldsAMarkedItem) {
  const auto list = std::make_shared<WorkList>();
  auto item = std::make_shared<Work>(list);
  const std::weak_ptr<Work> watched = item;
  item->MarkDue();
  item = nullptr;
  EXPECT_FALSE(watched.expired());
  EXPECT_EQ(list->Take().size(), 1u);
  EXPECT_TRUE(watched.expired());
}

TEST(DueListTest, ADestroyedListReleasesItsItems) {
  auto list = std::make_shared<WorkList>();
  auto item = std::make_shared<Work>(list);
  const std::weak_ptr<Work> watched = item;
  item->MarkDue();
  list = nullptr;
  EXPECT_EQ(item.use_count(), 1);
  item->MarkDue();
  item = nullptr;
  EXPECT_TRUE(watched.expired());
}

TEST(DueListTest, AnItemWithoutAListCanBeMarked) {
  Work item{{}};
  item.MarkDue();
  EXPECT_TRUE(item.is_due());
}

TEST(DueListTest, AnItemThatIsBeingDestroyedIsNotTaken) {
  struct Last : DueList<Last>::Item {
    using DueList<Last>::Item::Item;
    ~Last() { MarkDue(); }
  };
  const auto list = std::make_shared<DueList<Last>>();
  std::make_shared<Last>(list).reset();
  EXPECT_THAT(list->Take(), IsEmpty());
}

// Threads ask for work and mark. If a mark were lost, the last request would
// not be done.
TEST(DueListTest, NoMarkIsLostBetweenThreads) {
  constexpr size_t kRequests = 20000;
  const auto list = std::make_shared<WorkList>();
  const std::vector<std::shared_ptr<Work>> items = {
      std::make_shared<Work>(list), std::make_shared<Work>(list),
      std::make_shared<Work>(list)};
  std::vector<std::thread> threads;
  threads.reserve(2);
  for (int i = 0; i < 2; ++i) {
    threads.emplace_back([&items] {
      for (size_t n = 0; n < kRequests; ++n) {
        Work& item = *items[n % items.size()];
        item.asked.fetch_add(1, std::memory_order_relaxed);
        item.MarkDue();
      }
    });
  }
  const auto work = [&list] {
    for (const std::shared_ptr<Work>& item : list->Take()) {
      item->done = item->asked.load(std::memory_order_relaxed);
    }
  };
  for (int i = 0; i < 1000; ++i) {
    work();
  }
  for (std::thread& thread : threads) {
    thread.join();
  }
  work();
  size_t done = 0;
  for (const std::shared_ptr<Work>& item : items) {
    done += item->done;
  }
  EXPECT_EQ(done, 2 * kRequests);
}

}  // namespace
}  // namespace sealframe
