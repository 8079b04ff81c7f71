// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Opens the same frames on several threads: each frame opens once.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <thread>
#include <vector>

#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/iv/testing/iv_fixture.h"

namespace sealframe {
namespace {

constexpr size_t kThreads = 4;

class IvWindowsThreadsTest : public IvFixture {
 protected:
  // Race has all threads open the frames of `iv_of`, and returns how often each
  // frame opened. Threads wait for each other at each 16th frame.
  std::vector<uint32_t> Race(uint32_t frames,
                             const std::function<Nonce(uint32_t)>& iv_of,
                             uint64_t key = kKey) {
    const std::unique_ptr<std::atomic<uint32_t>[]> opened(
        new std::atomic<uint32_t>[frames]());
    std::atomic<uint32_t> arrived{0};
    std::vector<std::thread> threads;
    for (size_t t = 0; t < kThreads; ++t) {
      threads.emplace_back([&] {
        for (uint32_t i = 0; i < frames; ++i) {
          if (windows_.Commit(key, iv_of(i), clock_)) {
            ++opened[i];
          }
          if (i % 16 == 15) {
            ++arrived;
            while (arrived.load() < kThreads * (i / 16 + 1)) {
              std::this_thread::yield();
            }
          }
        }
      });
    }
    for (std::thread& thread : threads) {
      thread.join();
    }
    return {opened.get(), opened.get() + frames};
  }

  static void ExpectAllOpenedOnce(const std::vector<uint32_t>& opened) {
    for (size_t i = 0; i < opened.size(); ++i) {
      ASSERT_EQ(opened[i], 1u) << i;
    }
  }
};

TEST_F(IvWindowsThreadsTest, FramesInOrderOpenOnce) {
  ASSERT_TRUE(Open(Iv(1, 5, 1)));
  ASSERT_TRUE(Open(Iv(1, 5, 2)));
  ExpectAllOpenedOnce(Race(30000, [](uint32_t i) { return Iv(1, 10 + i, i); }));
}

TEST_F(IvWindowsThreadsTest, FramesOutOfOrderOpenOnce) {
  ASSERT_TRUE(Open(Iv(1, 5, 1)));
  ASSERT_TRUE(Open(Iv(1, 5, 2)));
  ExpectAllOpenedOnce(
      Race(30000, [](uint32_t i) { return Iv(1, 10 + (i ^ 15), i); }));
}

TEST_F(IvWindowsThreadsTest, FramesWithOneTimestampOpenOnce) {
  ASSERT_TRUE(Open(Iv(1, 5, 1)));
  ASSERT_TRUE(Open(Iv(1, 5, 2)));
  ExpectAllOpenedOnce(Race(20000, [](uint32_t i) { return Iv(1, 5, 3 + i); }));
}

TEST_F(IvWindowsThreadsTest, RandomIvsOpenOnce) {
  ExpectAllOpenedOnce(Race(
      30000, [](uint32_t i) { return Iv(i * 0x9e3779b1, i * 0x85ebca6b, i); }));
}

TEST_F(IvWindowsThreadsTest, SecondFramesOfLanesOpenOnce) {
  for (const uint32_t opened :
       Race(20000, [](uint32_t i) { return Iv(i / 2, 5, i % 2); })) {
    ASSERT_LE(opened, 1u);
  }
}

// All threads begin to open the streams of a sender at once.
TEST_F(IvWindowsThreadsTest, TheFirstFramesOfLanesOpenOnce) {
  for (uint64_t key = 1; key <= 200; ++key) {
    ExpectAllOpenedOnce(Race(
        64, [](uint32_t i) { return Iv(i % 2, i / 2 * 100, i); }, key));
    clock_.Advance(absl::Seconds(2));
  }
}

// A frame may be lost when a bucket or a window is entered, but none opens
// twice.
TEST_F(IvWindowsThreadsTest, NoFrameOpensTwiceWhileWindowsChange) {
  uint32_t lost = 0;
  for (const uint32_t opened : Race(30000, [](uint32_t i) {
         return Iv(i / 16 % 97, i / 4 * 0x10000, i);
       })) {
    ASSERT_LE(opened, 1u);
    lost += opened == 0 ? 1 : 0;
  }
  EXPECT_LT(lost, 30000u);
}

}  // namespace
}  // namespace sealframe
