// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/hazard_cell.h"

#include <atomic>
#include <memory>
#include <thread>
#include <utility>
#include <vector>

#include "gtest/gtest.h"

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

class HazardCellTest : public ::testing::Test {
 protected:
  using Value = HazardCell<Counted>;

  std::unique_ptr<const Counted> New(int number) {
    return std::make_unique<const Counted>(number, &alive_);
  }

  std::atomic<int> alive_{0};
  std::shared_ptr<Value> published_ = std::make_shared<Value>(New(0));
};

TEST_F(HazardCellTest, AReaderGetsTheNewestValue) {
  Value::Reader reader(published_);
  EXPECT_EQ(reader.Get().number(), 0);
  published_->Publish(New(1));
  EXPECT_EQ(reader.Get().number(), 1);
  published_->Publish(New(2));
  published_->Publish(New(3));
  EXPECT_EQ(reader.Get().number(), 3);
  EXPECT_EQ(Value::Reader(published_).Get().number(), 3);
}

TEST_F(HazardCellTest, AHeldValueLivesUntilItsReaderReadsAgain) {
  Value::Reader reader(published_);
  const Counted& held = reader.Get();
  for (int i = 1; i < 10; ++i) {
    published_->Publish(New(i));
    EXPECT_EQ(held.number(), 0);
    EXPECT_EQ(alive_, 2) << "the held and the newest";
  }
  EXPECT_EQ(reader.Get().number(), 9);
  published_->Publish(New(10));
  EXPECT_EQ(alive_, 2);
}

TEST_F(HazardCellTest, WithoutReadersAnOldValueIsDeletedAtOnce) {
  for (int i = 1; i < 10; ++i) {
    published_->Publish(New(i));
    EXPECT_EQ(alive_, 1);
  }
}

TEST_F(HazardCellTest, AReaderThatNeverReadHoldsNothing) {
  Value::Reader reader(published_);
  published_->Publish(New(1));
  EXPECT_EQ(alive_, 1);
}

TEST_F(HazardCellTest, ADestroyedReaderHoldsNothing) {
  {
    Value::Reader reader(published_);
    reader.Get();
    published_->Publish(New(1));
    EXPECT_EQ(alive_, 2);
  }
  EXPECT_EQ(alive_, 1);
}

TEST_F(HazardCellTest, AReaderOutlivesItsWriter) {
  auto reader = std::make_unique<Value::Reader>(published_);
  published_.reset();
  EXPECT_EQ(reader->Get().number(), 0);
  reader.reset();
  EXPECT_EQ(alive_, 0);
}

TEST_F(HazardCellTest, ConcurrentReadersGetOnlyLiveValuesInOrder) {
  constexpr int kValues = 20'000;
  std::atomic<bool> done{false};
  std::vector<std::thread> readers;
  for (int i = 0; i < 3; ++i) {
    readers.emplace_back([&] {
      Value::Reader reader(published_);
      int last = 0;
      while (!done) {
        const Counted& value = reader.Get();
        ASSERT_TRUE(value.whole());
        ASSERT_GE(value.number(), last);
        last = value.number();
      }
    });
  }
  std::thread comes_and_goes([&] {
    while (!done) {
      ASSERT_TRUE(Value::Reader(published_).Get().whole());
    }
  });
  for (int i = 1; i <= kValues; ++i) {
    published_->Publish(New(i));
  }
  done = true;
  for (std::thread& reader : readers) {
    reader.join();
  }
  comes_and_goes.join();
  published_->Publish(New(0));
  EXPECT_EQ(alive_, 1);
}

TEST_F(HazardCellTest, ConcurrentWritersDeleteAllOldValues) {
  constexpr int kValues = 5'000;
  std::vector<std::thread> writers;
  for (int i = 0; i < 2; ++i) {
    writers.emplace_back([&] {
      for (int number = 1; number <= kValues; ++number) {
        published_->Publish(New(number));
      }
    });
  }
  Value::Reader reader(published_);
  for (int i = 0; i < kValues; ++i) {
    ASSERT_TRUE(reader.Get().whole());
  }
  for (std::thread& writer : writers) {
    writer.join();
  }
  EXPECT_EQ(reader.Get().number(), kValues);
  EXPECT_LE(alive_, 2);
}

}  // namespace
}  // namespace sealframe
