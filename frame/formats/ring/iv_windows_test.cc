// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/iv_windows.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <set>
#include <tuple>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/nonce.h"

namespace sealframe {
namespace {

constexpr uint64_t kKey = 7;
constexpr uint32_t kFrame = 3000;  // 90 kHz at 30 frames a second.

Nonce Iv(uint32_t ssrc, uint32_t timestamp, uint32_t tail) {
  Nonce iv;
  StoreBigEndian32(ssrc, iv.data());
  StoreBigEndian32(timestamp, iv.data() + 4);
  StoreBigEndian32(tail, iv.data() + 8);
  return iv;
}

class IvWindowsTest : public testing::Test {
 protected:
  // Open returns whether the frame was accepted, and records it if it was.
  bool Open(const Nonce& iv, uint64_t key = kKey) {
    const bool accepted = windows_.Accepts(key, iv);
    if (accepted) {
      windows_.Commit(key, iv);
    }
    return accepted;
  }

  IvWindows windows_;
};

TEST_F(IvWindowsTest, AnOpenedIvIsRefused) {
  for (uint32_t i = 0; i < 1000; ++i) {
    ASSERT_TRUE(Open(Iv(1, i * kFrame, i)));
    ASSERT_FALSE(Open(Iv(1, i * kFrame, i)));
  }
  for (uint32_t i = 0; i < 1000; ++i) {
    ASSERT_FALSE(Open(Iv(1, i * kFrame, i))) << i;
  }
}

TEST_F(IvWindowsTest, AcceptsChangesNothing) {
  const Nonce iv = Iv(1, 2, 3);
  EXPECT_TRUE(windows_.Accepts(kKey, iv));
  EXPECT_TRUE(windows_.Accepts(kKey, iv));
}

TEST_F(IvWindowsTest, FramesInAnyOrderWithinTheWindowAreAccepted) {
  std::vector<uint32_t> order;
  for (uint32_t i = 0; i < 2000; ++i) {
    order.push_back(i);
  }
  std::mt19937 random(5);
  for (size_t i = 0; i + kIvWindowSize / 2 <= order.size();
       i += kIvWindowSize / 2) {
    std::shuffle(order.begin() + static_cast<int>(i),
                 order.begin() + static_cast<int>(i + kIvWindowSize / 2),
                 random);
  }
  for (const uint32_t i : order) {
    ASSERT_TRUE(Open(Iv(1, i * kFrame, i))) << i;
  }
}

TEST_F(IvWindowsTest, AFrameAWindowBackIsAcceptedAndAnOlderOneRefused) {
  ASSERT_TRUE(Open(Iv(1, 0, 0)));
  for (uint32_t i = 2; i < kIvWindowSize + 1; ++i) {
    ASSERT_TRUE(Open(Iv(1, i * kFrame, i)));
  }
  EXPECT_TRUE(windows_.Accepts(kKey, Iv(1, kFrame, 1)));
  // Fills the window, which still contains 0.
  ASSERT_TRUE(Open(Iv(1, 1000 * kFrame, 1000)));
  EXPECT_FALSE(Open(Iv(1, 0, 0)));
  ASSERT_TRUE(Open(Iv(1, 1001 * kFrame, 1001)));
  EXPECT_FALSE(Open(Iv(1, 0, 0)));
  EXPECT_FALSE(Open(Iv(1, 0, 1))) << "as old as one that is forgotten";
}

// The layers of a picture share its timestamp.
TEST_F(IvWindowsTest, FramesWithOneTimestampAreAccepted) {
  for (uint32_t i = 0; i < 1000; ++i) {
    ASSERT_TRUE(Open(Iv(1, i / 4 * kFrame, i)));
  }
}

TEST_F(IvWindowsTest, WrappingTimestampsAreAccepted) {
  const uint32_t start = 0 - 500 * kFrame;
  for (uint32_t i = 0; i < 1000; ++i) {
    ASSERT_TRUE(Open(Iv(1, start + i * kFrame, i)));
  }
  for (uint32_t i = 0; i < 1000; ++i) {
    ASSERT_FALSE(Open(Iv(1, start + i * kFrame, i)));
  }
}

TEST_F(IvWindowsTest, FramesAfterHoursOfSilenceAreAccepted) {
  ASSERT_TRUE(Open(Iv(1, 100, 1)));
  const uint32_t pause = (uint32_t{1} << 31) - 1;
  ASSERT_TRUE(Open(Iv(1, 100 + pause, 2)));
  ASSERT_TRUE(Open(Iv(1, 200 + pause, 3)));
  EXPECT_FALSE(Open(Iv(1, 100 + pause, 2)));
  EXPECT_TRUE(Open(Iv(1, 200 + 2 * pause, 4)));
}

TEST_F(IvWindowsTest, SsrcsAndKeysHaveSeparateWindows) {
  for (uint32_t i = 0; i < 1000; ++i) {
    for (uint32_t ssrc = 0; ssrc < 4; ++ssrc) {
      // Each SSRC has its own range of timestamps.
      const uint32_t timestamp = ssrc * 0x70000000 + i * kFrame;
      for (uint64_t key = 0; key < kIvWindows / 4; ++key) {
        ASSERT_TRUE(Open(Iv(ssrc, timestamp, i), key));
        ASSERT_FALSE(Open(Iv(ssrc, timestamp, i), key));
      }
    }
  }
}

TEST_F(IvWindowsTest, TheLeastRecentlyUsedWindowIsEvicted) {
  ASSERT_TRUE(Open(Iv(0, 5, 5)));
  ASSERT_TRUE(Open(Iv(1, 5, 5)));
  for (uint32_t ssrc = 2; ssrc < kIvWindows; ++ssrc) {
    ASSERT_TRUE(Open(Iv(ssrc, 5, 5)));
  }
  ASSERT_TRUE(Open(Iv(0, 6, 6)));  // Used again, so that 1 is the oldest.
  ASSERT_TRUE(Open(Iv(1000, 5, 5)));
  EXPECT_FALSE(windows_.Accepts(kKey, Iv(0, 5, 5)));
  EXPECT_TRUE(windows_.Accepts(kKey, Iv(1, 5, 5)));
}

// Without increasing timestamps, the newest IVs are remembered.
TEST_F(IvWindowsTest, FramesWithConstantTimestampsAreAccepted) {
  for (uint32_t i = 0; i < 1000; ++i) {
    ASSERT_TRUE(Open(Iv(1, 0, i)));
    for (uint32_t back = 0; back < std::min<uint32_t>(i, kIvWindowSize);
         ++back) {
      ASSERT_FALSE(windows_.Accepts(kKey, Iv(1, 0, i - back)));
    }
  }
  ASSERT_TRUE(Open(Iv(1, 1, 5)));
  EXPECT_FALSE(windows_.Accepts(kKey, Iv(1, 0, 5)));
}

// A plain model of one SSRC without wrapping timestamps: all opened IVs, the
// newest timestamp, and the newest forgotten one.
class Model {
 public:
  bool Open(int64_t timestamp, uint32_t tail) {
    const bool is_known =
        std::any_of(known_.begin(), known_.end(), [&](const Known& known) {
          return known.timestamp == timestamp && known.tail == tail;
        });
    if (is_known || (timestamp <= forgotten_ && timestamp != newest_)) {
      return false;
    }
    newest_ = std::max(newest_, timestamp);
    known_.insert({timestamp, opened_++, tail});
    if (known_.size() > kIvWindowSize) {
      forgotten_ = known_.begin()->timestamp;
      known_.erase(known_.begin());
    }
    return true;
  }

 private:
  struct Known {
    int64_t timestamp;
    int number;
    uint32_t tail;
    bool operator<(const Known& other) const {
      return std::tie(timestamp, number) <
             std::tie(other.timestamp, other.number);
    }
  };
  std::set<Known> known_;
  int64_t newest_ = -1;
  int64_t forgotten_ = -1;
  int opened_ = 0;
};

TEST_F(IvWindowsTest, AgreesWithAPlainModel) {
  std::mt19937_64 random(11);
  for (uint32_t run = 0; run < 20; ++run) {
    Model model;
    const auto start = static_cast<uint32_t>(random());
    int64_t now = int64_t{1} << 20;
    for (uint32_t i = 0; i < 5000; ++i) {
      // Some runs have few timestamps.
      now += static_cast<int64_t>(random() % (random() % 50 == 0 ? 100000
                                              : run % 4 == 0     ? 2
                                                                 : 8));
      const int64_t timestamp =
          now - static_cast<int64_t>(random() % (i % 7 == 0 ? 700 : 20));
      const auto tail =
          static_cast<uint32_t>(random() % (run % 2 == 0 ? 3 : 300));
      const Nonce iv = Iv(run, start + static_cast<uint32_t>(timestamp), tail);
      ASSERT_EQ(Open(iv), model.Open(timestamp, tail)) << run << " " << i;
    }
  }
}

}  // namespace
}  // namespace sealframe
