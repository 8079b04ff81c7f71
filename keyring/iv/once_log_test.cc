// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/iv/once_log.h"

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <thread>
#include <vector>

#include "absl/types/span.h"
#include "gtest/gtest.h"

namespace sealframe {
namespace {

constexpr size_t kSize = 8;

class OnceLogTest : public testing::Test {
 protected:
  // Add returns whether `value` was appended, and not known.
  bool Add(uint64_t value) {
    for (;;) {
      const OnceLog::Place place = log_.Next();
      if (log_.Find(place, value) != log_.size()) {
        return false;
      }
      if (log_.Append(place, value)) {
        return true;
      }
    }
  }
  bool Contains(uint64_t value) {
    return log_.Find(log_.Next(), value) != kSize;
  }

  std::array<OnceLog::Slot, kSize> slots_ = {};
  OnceLog log_{absl::MakeSpan(slots_)};
};

TEST_F(OnceLogTest, AValueIsAppendedOnce) {
  EXPECT_TRUE(Add(5));
  EXPECT_TRUE(Add(6));
  EXPECT_FALSE(Add(5));
  EXPECT_FALSE(Add(6));
}

TEST_F(OnceLogTest, AnEmptyLogDoesNotContainZero) {
  EXPECT_TRUE(Add(0));
  EXPECT_FALSE(Add(0));
  EXPECT_TRUE(Add(1));
}

TEST_F(OnceLogTest, TheNewestValuesAreRemembered) {
  for (uint64_t value = 0; value < 1000; ++value) {
    ASSERT_TRUE(Add(value));
    for (uint64_t known = 0; known <= value; ++known) {
      ASSERT_EQ(Contains(known), value - known < kSize) << value << known;
    }
  }
}

TEST_F(OnceLogTest, APlaceNamesTheValueThatItOverwrites) {
  for (uint64_t value = 0; value < 100; ++value) {
    const OnceLog::Place place = log_.Next();
    EXPECT_EQ(place.is_free, value < kSize);
    if (!place.is_free) {
      EXPECT_EQ(place.oldest(), value - kSize);
    }
    ASSERT_TRUE(log_.Append(place, value));
  }
}

// A log that starts from end 0 finds it up to 14 laps on.
TEST_F(OnceLogTest, TheEndIsFoundFromFarBehind) {
  for (uint64_t value = 0; value < 14 * kSize; ++value) {
    ASSERT_TRUE(Add(value));
    const OnceLog behind(absl::MakeSpan(slots_));
    ASSERT_EQ(behind.Next().number, log_.Next().number);
    ASSERT_EQ(behind.Next().entry, log_.Next().entry);
  }
}

TEST_F(OnceLogTest, AppendFailsAfterAnotherAppend) {
  for (uint64_t value = 0; value < 100; ++value) {
    const OnceLog::Place place = log_.Next();
    const OnceLog::Place same = log_.Next();
    ASSERT_TRUE(log_.Append(place, 2 * value));
    EXPECT_FALSE(log_.Append(same, 2 * value + 1));
    EXPECT_FALSE(Contains(2 * value + 1));
  }
}

TEST_F(OnceLogTest, FindComparesTheBitsOfItsMask) {
  Add(0x100);
  Add(0x205);
  Add(0x107);
  const OnceLog::Place place = log_.Next();
  EXPECT_EQ(log_.Find(place, 0x1ff, 0xf00), 0u);
  EXPECT_EQ(log_.Find(place, 0x2ff, 0xf00), 1u);
  EXPECT_EQ(log_.Find(place, 0x3ff, 0xf00), kSize);
}

TEST_F(OnceLogTest, ValuesHaveAllTheirBits) {
  const uint64_t largest = (uint64_t{1} << OnceLog::kValueBits) - 1;
  for (uint64_t i = 0; i < 50; ++i) {
    ASSERT_TRUE(Add(largest - i));
    ASSERT_FALSE(Add(largest - i));
  }
}

TEST_F(OnceLogTest, ClearRemovesAllValues) {
  for (uint64_t value = 0; value < 11; ++value) {
    Add(value);
  }
  log_.Clear();
  for (uint64_t value = 0; value < 11; ++value) {
    EXPECT_TRUE(Add(value)) << value;
    EXPECT_FALSE(Add(value)) << value;
  }
}

// All threads append the same values. As each value is tried by all threads
// within less than the log's size, each is appended once.
TEST(OnceLogThreadsTest, OneThreadAppendsAValue) {
  constexpr size_t kThreads = 3;
  constexpr uint64_t kRounds = 30000;
  std::array<OnceLog::Slot, 64> slots = {};
  OnceLog log(absl::MakeSpan(slots));
  std::vector<uint64_t> appended(kThreads, 0);
  std::atomic<uint64_t> round{0};
  std::atomic<uint64_t> arrived{0};
  std::vector<std::thread> threads;
  for (size_t t = 0; t < kThreads; ++t) {
    threads.emplace_back([&, t] {
      for (uint64_t value = 0; value < kRounds; ++value) {
        for (bool tried = false; !tried;) {
          const OnceLog::Place place = log.Next();
          tried = log.Find(place, value) != log.size();
          if (!tried && log.Append(place, value)) {
            ++appended[t];
            tried = true;
          }
        }
        if (value % 16 == 15) {  // Nobody is more than 32 values ahead.
          if (++arrived == kThreads * (value / 16 + 1)) {
            round.store(value / 16 + 1);
          }
          while (round.load() < value / 16 + 1) {
            std::this_thread::yield();
          }
        }
      }
    });
  }
  uint64_t all = 0;
  for (size_t t = 0; t < kThreads; ++t) {
    threads[t].join();
    all += appended[t];
  }
  EXPECT_EQ(all, kRounds);
}

}  // namespace
}  // namespace sealframe
