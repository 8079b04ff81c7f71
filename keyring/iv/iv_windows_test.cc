// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/iv/iv_windows.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <random>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/clock.h"
#include "sealframe/keyring/iv/iv_frame.h"
#include "sealframe/keyring/iv/iv_lane_archive.h"
#include "sealframe/keyring/iv/single_ivs.h"
#include "sealframe/keyring/iv/testing/iv_fixture.h"

namespace sealframe {
namespace {

class IvWindowsTest : public IvFixture {
 protected:
  // Enter opens two frames of an SSRC, which then has a window.
  void Enter(uint32_t ssrc, uint32_t timestamp = 5, uint64_t key = kKey) {
    EXPECT_TRUE(Open(Iv(ssrc, timestamp, 1), key)) << ssrc;
    EXPECT_TRUE(Open(Iv(ssrc, timestamp, 2), key)) << ssrc;
    clock_.Advance(absl::Seconds(10));
  }
};

TEST_F(IvWindowsTest, AnOpenedIvIsRefused) {
  for (uint32_t i = 0; i < 1000; ++i) {
    ASSERT_TRUE(Open(Iv(1, i * kFrame, i))) << i;
    ASSERT_FALSE(Open(Iv(1, i * kFrame, i))) << i;
  }
  for (uint32_t i = 0; i < 1000; ++i) {
    ASSERT_FALSE(Open(Iv(1, i * kFrame, i))) << i;
  }
}

// `Commit` alone decides, for threads that were accepted at the same time.
TEST_F(IvWindowsTest, CommitRefusesAnOpenedIv) {
  for (uint32_t i = 0; i < 1000; ++i) {
    ASSERT_TRUE(windows_.Commit(kKey, Iv(1, i * kFrame, i), clock_));
    ASSERT_FALSE(windows_.Commit(kKey, Iv(1, i * kFrame, i), clock_));
    ASSERT_FALSE(windows_.Commit(kKey, Iv(1, 0, 0), clock_));
  }
}

// InterruptingClock runs `interrupt` when it is first read.
class InterruptingClock final : public Clock {
 public:
  InterruptingClock(const Clock& clock, std::function<void()> interrupt)
      : clock_(clock), interrupt_(std::move(interrupt)) {}

  absl::Time Now() const noexcept override {
    if (const auto interrupt = std::exchange(interrupt_, nullptr)) {
      interrupt();
    }
    return clock_.Now();
  }

 private:
  const Clock& clock_;
  mutable std::function<void()> interrupt_;
};

// The window has its frames' place again, and none of its frames.
TEST_F(IvWindowsTest, AFrameIsRefusedIfItsWindowWasLostAndMadeAgainMeanwhile) {
  for (uint32_t i = 0; i < 16; ++i) {
    ASSERT_TRUE(Open(Iv(1, 5, i)));
  }
  size_t interrupts = 0;
  const InterruptingClock clock(clock_, [&] {
    ++interrupts;
    clock_.Advance(absl::Seconds(10));
    for (uint32_t ssrc = 2; ssrc < 2 + 2 * kIvWindows - 1; ++ssrc) {
      Enter(ssrc);
    }
    ASSERT_TRUE(Open(Iv(1, 0x5000000, 1)));
  });
  EXPECT_FALSE(windows_.Commit(kKey, Iv(1, 5, 7), clock));
  EXPECT_EQ(interrupts, 1u);
}

TEST_F(IvWindowsTest, AcceptsChangesNothing) {
  for (uint32_t i = 0; i < 5; ++i) {
    const Nonce iv = Iv(1, i * kFrame, 3);
    EXPECT_TRUE(windows_.Accepts(kKey, iv, clock_));
    EXPECT_TRUE(windows_.Accepts(kKey, iv, clock_));
    EXPECT_TRUE(windows_.Commit(kKey, iv, clock_));
  }
}

TEST_F(IvWindowsTest, TheFirstFramesMayComeInAnyOrder) {
  for (const uint32_t start : {uint32_t{0}, uint32_t{1} << 24, 0 - kFrame}) {
    const uint32_t ssrc = start + 1;
    for (const uint32_t i : {3u, 1u, 4u, 2u, 0u, 5u}) {
      EXPECT_TRUE(Open(Iv(ssrc, start + i * kFrame, i))) << start << " " << i;
    }
    for (const uint32_t i : {0u, 1u, 2u, 3u, 4u, 5u}) {
      EXPECT_FALSE(Open(Iv(ssrc, start + i * kFrame, i))) << start << " " << i;
    }
  }
}

TEST_F(IvWindowsTest, AFrameALogBackIsAcceptedAndAnOlderOneRefused) {
  ASSERT_TRUE(Open(Iv(1, 0, 0)));
  for (uint32_t i = 2; i < kLogSize; ++i) {
    ASSERT_TRUE(Open(Iv(1, i * kFrame, i)));
  }
  ASSERT_TRUE(Open(Iv(1, 1000 * kFrame, 1000)));  // The log is full.
  EXPECT_TRUE(windows_.Accepts(kKey, Iv(1, kFrame, 1), clock_));
  EXPECT_FALSE(Open(Iv(1, 0, 0)));
  ASSERT_TRUE(Open(Iv(1, 1001 * kFrame, 1001)));
  EXPECT_FALSE(Open(Iv(1, 0, 0)));
  EXPECT_FALSE(Open(Iv(1, 0, 1))) << "as old as one that was overwritten";
  EXPECT_TRUE(Open(Iv(1, kFrame, 1)));
}

// The newest frame comes first and is overwritten before the late ones end.
TEST_F(IvWindowsTest, ANewestFrameThatIsOverwrittenDoesNotOpenAgain) {
  ASSERT_TRUE(Open(Iv(1, 0, 0)));
  ASSERT_TRUE(Open(Iv(1, 1000 * kFrame, 7)));
  uint32_t late = 1;
  while (late < 2 * kLogSize && Open(Iv(1, late * kFrame, late))) {
    ASSERT_FALSE(Open(Iv(1, 1000 * kFrame, 7))) << late;
    ++late;
  }
  EXPECT_EQ(late, kLogSize + 1) << "late frames open until then";
  EXPECT_TRUE(Open(Iv(1, 1001 * kFrame, 1)));
}

// The layers of a picture share its timestamp.
TEST_F(IvWindowsTest, FramesWithOneTimestampAreAccepted) {
  for (uint32_t i = 0; i < 1000; ++i) {
    ASSERT_TRUE(Open(Iv(1, i / 4 * kFrame, i)));
  }
}

TEST_F(IvWindowsTest, FramesWithConstantTimestampsAreAccepted) {
  for (uint32_t i = 0; i < 1000; ++i) {
    ASSERT_TRUE(Open(Iv(1, 0, i)));
    for (uint32_t back = 0; back < std::min<uint32_t>(i, kLogSize); ++back) {
      ASSERT_FALSE(Open(Iv(1, 0, i - back)));
    }
  }
  ASSERT_TRUE(Open(Iv(1, 1, 5)));
  EXPECT_FALSE(Open(Iv(1, 0, 5)));
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

// At each second of 25 hours, at both usual rates.
TEST_F(IvWindowsTest, FramesDoNotOpenAgainWhileTimestampsGoOn) {
  for (const uint32_t rate : {90000u, 48000u}) {
    const auto turn = static_cast<uint32_t>((uint64_t{1} << 32) / rate);
    for (uint32_t second = 0; second < 25 * 3600; ++second) {
      ASSERT_TRUE(Open(Iv(rate, second * rate, second))) << second;
      clock_.Advance(absl::Seconds(1));
      for (const uint32_t old : {0u, 1u, 100u, 7200u}) {
        // In the next turn, from two buckets before its place.
        const bool in_its_place = second + (1 << 25) / rate >= old + turn;
        if (old <= second && !in_its_place) {
          ASSERT_FALSE(Open(Iv(rate, old * rate, old))) << second << " " << old;
        }
      }
    }
  }
}

TEST_F(IvWindowsTest, AStreamContinuesAfterAPauseOfAnyLength) {
  for (const int minutes : {1, 5, 60, 390, 400, 480, 780, 800, 3000}) {
    const auto ssrc = static_cast<uint32_t>(minutes);
    uint32_t timestamp = Play(ssrc, 0xfff00000, 300);
    const uint32_t before = timestamp - kFrame;
    clock_.Advance(absl::Minutes(minutes));
    timestamp += static_cast<uint32_t>(minutes) * 60 * kSecond;
    timestamp = Play(ssrc, timestamp, 300);
    EXPECT_FALSE(Open(Iv(ssrc, timestamp - kFrame, 299)));
    EXPECT_FALSE(Open(Iv(ssrc, before, 299)));
  }
}

TEST_F(IvWindowsTest, AStreamRestartsWithLowerOrHigherTimestamps) {
  Play(1, 3'000'000'000, 300);
  Play(1, 1'500'000'000, 300);
  Play(1, 4'000'000'000, 300);
  Play(1, 100, 300);
  Play(1, 2'000'000'000, 300);
  for (const uint32_t start :
       {3'000'000'000u, 1'500'000'000u, 4'000'000'000u, 100u, 2'000'000'000u}) {
    for (uint32_t i = 0; i < 300; ++i) {
      ASSERT_FALSE(Open(Iv(1, start + i * kFrame, i))) << start << " " << i;
    }
  }
}

TEST_F(IvWindowsTest, TimelinesOfOneSsrcDoNotDisturbEachOther) {
  for (uint32_t i = 0; i < 30000; ++i) {
    for (uint32_t timeline = 0; timeline < 4; ++timeline) {
      const uint32_t timestamp = timeline * 0x40000000 + i * kFrame;
      ASSERT_TRUE(Open(Iv(1, timestamp, i))) << timeline << " " << i;
      if (i >= 200) {
        ASSERT_FALSE(Open(Iv(1, timestamp - 200 * kFrame, i - 200)));
      }
    }
    clock_.Advance(absl::Seconds(1) / 30);
  }
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

TEST_F(IvWindowsTest, RandomIvsAreRememberedAmongOtherFrames) {
  std::mt19937 random(3);
  std::vector<Nonce> ivs;
  uint32_t timestamp = 0;
  for (size_t i = 0; i < 3 * kSingleIvs; ++i) {
    ivs.push_back(Iv(static_cast<uint32_t>(random()),
                     static_cast<uint32_t>(random()),
                     static_cast<uint32_t>(random())));
    ASSERT_TRUE(Open(ivs.back())) << i;
    timestamp = Play(1, timestamp, 5);
    if (i >= kSingleIvs) {
      ASSERT_FALSE(Open(ivs[i - kSingleIvs + 2])) << i;
      ASSERT_FALSE(Open(ivs[i - random() % kSingleIvs / 2])) << i;
    }
  }
}

TEST_F(IvWindowsTest, FramesOfOtherSsrcsDoNotLetOldOnesOpenAgain) {
  uint32_t timestamp = Play(1, 0, 300);
  for (uint32_t ssrc = 100; ssrc < 100 + 2 * kIvWindows; ++ssrc) {
    Enter(ssrc);
    for (uint32_t i = 0; i < 300; i += 50) {
      ASSERT_FALSE(Open(Iv(1, i * kFrame, i))) << ssrc << " " << i;
    }
  }
  EXPECT_FALSE(Open(Iv(1, timestamp, 0))) << "its bucket is not free";
  timestamp += 200 * kSecond;
  clock_.Advance(absl::Seconds(200));
  Play(1, timestamp, 300);
  for (uint32_t i = 0; i < 300; ++i) {
    ASSERT_FALSE(Open(Iv(1, i * kFrame, i))) << i;
  }
}

TEST_F(IvWindowsTest, TheLaneUsedLeastRecentlyLosesItsWindow) {
  for (uint32_t ssrc = 0; ssrc < kIvWindows; ++ssrc) {
    Enter(ssrc);
  }
  ASSERT_TRUE(Open(Iv(0, 6, 6)));  // The clock is read in each 16th frame.
  for (uint32_t i = 0; i < 16; ++i) {
    ASSERT_TRUE(Open(Iv(0, 7, i)));
  }
  Enter(1000);
  EXPECT_TRUE(Open(Iv(0, 8, 6)));
  EXPECT_TRUE(Open(Iv(2, 8, 6)));
  EXPECT_FALSE(Open(Iv(1, 8, 6)));
  EXPECT_FALSE(Open(Iv(1, 5, 1)));
}

TEST_F(IvWindowsTest, ALaneTakesNothingOverWithAWindow) {
  for (uint32_t ssrc = 0; ssrc < kIvWindows; ++ssrc) {
    Enter(ssrc, 0x10000000);
    Play(ssrc, 0x11000000, 200);
  }
  for (uint32_t ssrc = 1000; ssrc < 1000 + kIvWindows; ++ssrc) {
    Enter(ssrc, 0x10000000);
    Play(ssrc, 0x11000000, 200);
  }
}

// Neither its window nor its first frame is remembered any more.
TEST_F(IvWindowsTest, AnArchivedLaneIsKnownAfterManySingleFrames) {
  Play(1, 0, 300);
  for (uint32_t ssrc = 100; ssrc < 100 + kIvWindows; ++ssrc) {
    Enter(ssrc);
  }
  for (uint32_t i = 0; i < kSingleIvs; ++i) {
    ASSERT_TRUE(Open(Iv(1000 + i, i, i)));
  }
  for (uint32_t i = 0; i < 300; ++i) {
    ASSERT_FALSE(Open(Iv(1, i * kFrame, i))) << i;
  }
}

TEST_F(IvWindowsTest, LanesReturnAnyNumberOfTimes) {
  const uint32_t all = kIvWindows + 6;
  for (uint32_t ssrc = 0; ssrc < all; ++ssrc) {
    Enter(ssrc);
  }
  for (uint32_t i = 1; i < 20; ++i) {
    for (uint32_t ssrc = 0; ssrc < all; ++ssrc) {
      ASSERT_TRUE(Open(Iv(ssrc, i * 0x2000000, 1))) << i << " " << ssrc;
      ASSERT_FALSE(Open(Iv(ssrc, (i - 1) * 0x2000000, 1)));
      clock_.Advance(absl::Seconds(10));
    }
  }
}

TEST_F(IvWindowsTest, SummariesOfOneKeyAreNotForgotten) {
  const uint32_t all = kIvWindows + kArchivedIvLanes;
  for (uint32_t ssrc = 0; ssrc < all; ++ssrc) {
    Enter(ssrc);
  }
  EXPECT_TRUE(Open(Iv(all, 5, 1))) << "alone so far";
  EXPECT_FALSE(Open(Iv(all, 5, 2)));
  for (uint32_t ssrc = 0; ssrc < all; ++ssrc) {
    ASSERT_FALSE(Open(Iv(ssrc, 5, 1))) << ssrc;
    ASSERT_FALSE(Open(Iv(ssrc, 5, 2))) << ssrc;
  }
  // Another key has room, and closes the first one.
  for (uint32_t ssrc = 0; ssrc < all; ++ssrc) {
    Enter(ssrc, 5, kKey + 1);
  }
  for (uint32_t ssrc = 0; ssrc < all; ++ssrc) {
    ASSERT_FALSE(windows_.Commit(kKey, Iv(ssrc, 5, 1), clock_)) << ssrc;
    ASSERT_FALSE(Open(Iv(ssrc, 0x80000000, 1))) << ssrc;
    ASSERT_FALSE(Open(Iv(ssrc, 5, 1), kKey + 1)) << ssrc;
  }
}

TEST_F(IvWindowsTest, SummariesMakeRoomAfterHalfADay) {
  const uint32_t all = kIvWindows + kArchivedIvLanes;
  for (uint32_t ssrc = 0; ssrc < all; ++ssrc) {
    Enter(ssrc);
  }
  clock_.Advance(absl::Hours(12));
  for (uint32_t ssrc = all; ssrc < all + kArchivedIvLanes; ++ssrc) {
    Enter(ssrc);
  }
  EXPECT_FALSE(Open(Iv(all - 1, 5, 1))) << "its window was taken just now";
}

// The times of its frames are not all recorded.
TEST_F(IvWindowsTest, ALaneThatSendsAFrameAnHourIsNotForgotten) {
  for (uint32_t word = 1; word <= 14; ++word) {
    ASSERT_TRUE(Open(Iv(1, 5, word)));
    clock_.Advance(absl::Hours(1));
  }
  for (uint32_t ssrc = 2; ssrc < 2 + kIvWindows + kArchivedIvLanes; ++ssrc) {
    Enter(ssrc, 5, kKey + 1);
  }
  EXPECT_FALSE(Open(Iv(1, 5, 14)));
}

TEST_F(IvWindowsTest, AnyNumberOfKeysFollowEachOther) {
  for (uint64_t key = 1; key < 2000; ++key) {
    for (uint32_t ssrc = 0; ssrc < 6; ++ssrc) {
      Enter(ssrc, 5, key);
      ASSERT_FALSE(Open(Iv(ssrc, 5, 1), key));
      ASSERT_FALSE(Open(Iv(ssrc, 5, 1), std::max<uint64_t>(key, 200) - 199));
    }
  }
}

class PrefixesTest : public IvFixture {
 protected:
  PrefixesTest() : IvFixture(IvLayout::kPrefixCounter, 1024) {}

  bool OpenCounter(uint64_t prefix, uint32_t counter) {
    Nonce iv;
    StoreBigEndian64(prefix, iv.data());
    StoreBigEndian32(counter, iv.data() + 8);
    return Open(iv);
  }
};

TEST_F(PrefixesTest, CountersOpenOnceUnderEachPrefix) {
  for (const uint64_t prefix : {0u, 1u, 2u}) {
    for (uint32_t counter = 1; counter < 3000; ++counter) {
      ASSERT_TRUE(OpenCounter(prefix, counter)) << counter;
      ASSERT_FALSE(OpenCounter(prefix, counter)) << counter;
    }
  }
  for (const uint64_t prefix : {0u, 1u, 2u}) {
    for (uint32_t counter = 1; counter < 3000; ++counter) {
      ASSERT_FALSE(OpenCounter(prefix, counter)) << counter;
    }
  }
}

TEST_F(PrefixesTest, ACounterOfZeroIsRefused) {
  EXPECT_FALSE(OpenCounter(0, 0));
  ASSERT_TRUE(OpenCounter(0, 1));
  ASSERT_TRUE(OpenCounter(0, 2));
  EXPECT_FALSE(OpenCounter(0, 0));
  EXPECT_FALSE(windows_.Commit(kKey, Nonce{1}, clock_));
}

TEST_F(PrefixesTest, TheNewest1024CountersCanComeOutOfOrder) {
  ASSERT_TRUE(OpenCounter(1, 1));
  for (uint32_t counter = 3; counter < 1025; ++counter) {
    ASSERT_TRUE(OpenCounter(1, counter));
  }
  EXPECT_TRUE(OpenCounter(1, 2));
  ASSERT_TRUE(OpenCounter(1, 2000));
  EXPECT_FALSE(OpenCounter(1, 1));
}

TEST_F(PrefixesTest, CountersNeverOpenAgain) {
  ASSERT_TRUE(OpenCounter(1, 1));
  ASSERT_TRUE(OpenCounter(1, 2));
  ASSERT_TRUE(OpenCounter(1, 0xffffffff));
  clock_.Advance(absl::Hours(24 * 365));
  EXPECT_FALSE(OpenCounter(1, 1));
  EXPECT_FALSE(OpenCounter(1, 2));
  EXPECT_FALSE(OpenCounter(1, 0xffffffff));
  for (uint64_t prefix = 2; prefix < 2 + 2 * kIvWindows; ++prefix) {
    ASSERT_TRUE(OpenCounter(prefix, 1));
    ASSERT_TRUE(OpenCounter(prefix, 2));
    ASSERT_FALSE(OpenCounter(1, 1));
    ASSERT_FALSE(OpenCounter(2, 1));
  }
}

// CallingClock runs `call` when it is read for the `reading`th time, from 0 on.
class CallingClock final : public Clock {
 public:
  CallingClock(int reading, std::function<void()> call)
      : reading_(reading), call_(std::move(call)) {}

  absl::Time Now() const noexcept override {
    if (reading_-- == 0) {
      call_();
    }
    return absl::UnixEpoch();
  }

  bool HasCalled() const { return reading_ < 0; }

 private:
  mutable int reading_;
  const std::function<void()> call_;
};

// The clock is read while the 17th frame is committed.
TEST_F(IvWindowsTest, ALaneKeepsItsWindowWhileAFrameIsCommitted) {
  Play(1, 0, 16);
  clock_.Advance(absl::Seconds(10));
  const CallingClock clock(0, [this] {
    for (uint32_t ssrc = 0; ssrc < kIvWindows; ++ssrc) {
      Play(100 + ssrc, 0, 2);
      clock_.Advance(absl::Seconds(1));
    }
  });
  ASSERT_TRUE(windows_.Commit(kKey, Iv(1, kFrame / 2, 99), clock));
  ASSERT_TRUE(clock.HasCalled());
  EXPECT_TRUE(Open(Iv(1, kFrame / 2, 98)));
  EXPECT_FALSE(Open(Iv(1, kFrame / 2, 99)));
  EXPECT_FALSE(Open(Iv(100, kFrame / 2, 9))) << "it has lost its window";
  EXPECT_TRUE(Open(Iv(101, kFrame / 2, 9)));
}

// The clock is read before the first window of a lane is made, and while the
// frames that came before are put into it.
TEST_F(IvWindowsTest, FramesOpenOnceWhileAFirstWindowIsMade) {
  int readings = 0;
  for (bool has_called = true; has_called; ++readings) {
    const auto ssrc = static_cast<uint32_t>(2 * readings);
    const std::vector<Nonce> ivs = {
        Iv(ssrc, 5, 1),     Iv(ssrc, 5, 2),     Iv(ssrc, 5, 3),
        Iv(ssrc, 5, 4),     Iv(ssrc, 1, 5),     Iv(ssrc, 9, 6),
        Iv(ssrc + 1, 5, 1), Iv(ssrc + 1, 5, 2), Iv(ssrc + 1, 5, 3)};
    ASSERT_TRUE(Open(ivs[0]));
    const CallingClock clock(readings, [&] {
      EXPECT_FALSE(Open(ivs[0]));
      EXPECT_FALSE(Open(ivs[1]));
      for (size_t i = 2; i < ivs.size(); ++i) {
        EXPECT_TRUE(Open(ivs[i])) << readings << " " << i;
        EXPECT_FALSE(Open(ivs[i])) << readings << " " << i;
      }
    });
    ASSERT_TRUE(windows_.Commit(kKey, ivs[1], clock)) << readings;
    has_called = clock.HasCalled();
    const size_t opened = has_called ? ivs.size() : 2;
    for (size_t i = 0; i < opened; ++i) {
      EXPECT_FALSE(Open(ivs[i])) << readings << " " << i;
    }
    for (uint32_t i = 0; i < kSingleIvs; ++i) {
      ASSERT_TRUE(Open(Iv(1000 + ssrc, 5, 1), kKey + 1 + i));
    }
    // Those of the other lane wait for its next frame.
    for (size_t i = 0; i < std::min<size_t>(opened, 6); ++i) {
      EXPECT_FALSE(Open(ivs[i])) << readings << " " << i;
    }
    EXPECT_TRUE(Open(Iv(ssrc, 10, 7)));
  }
  EXPECT_GT(readings, 2);
}

}  // namespace
}  // namespace sealframe
