// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Plays honest senders and a hostile relay against a plain record of all IVs
// that ever opened, over simulated days.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <random>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/iv/testing/iv_fixture.h"

namespace sealframe {
namespace {

// Timeline is a part of a sender's stream in which timestamps follow a clock.
struct Timeline {
  uint32_t ssrc;
  uint32_t rate;
  uint32_t start;
  uint32_t layers;  // Frames of one timestamp.
  absl::Time began;

  uint32_t TimestampAt(absl::Time now) const {
    return start + static_cast<uint32_t>(static_cast<uint64_t>(
                       absl::ToDoubleSeconds(now - began) * rate));
  }
};

class ModelTest : public IvFixture {
 protected:
  // Replay opens a frame that opened before, which must fail for 12 hours.
  // Older ones may open in the second turn of their timestamps, and then
  // disturb the stream, as a relay can in any case.
  void Replay(const Nonce& iv, absl::Time* opened) {
    const absl::Duration age = clock_.Now() - *opened;
    if (age >= absl::Hours(12) && !replays_all_) {
      return;
    }
    ++replayed_;
    if (Open(iv)) {
      ASSERT_GE(age, absl::Hours(12));
      *opened = clock_.Now();
      ++reopened_;
    }
  }

  void ReplaySome(size_t count) {
    for (size_t i = 0; i < count && !opened_.empty(); ++i) {
      const size_t back =
          random_() % 4 == 0
              ? random_() % opened_.size()
              : random_() % std::min<size_t>(opened_.size(),
                                             size_t{1} << random_() % 12);
      auto& [iv, time] = opened_[opened_.size() - 1 - back];
      Replay(iv, &time);
    }
  }

  // OpenNew opens a frame of an honest sender, which must succeed unless the
  // relay disturbs the stream.
  void OpenNew(const Nonce& iv) {
    const bool opens = Open(iv);
    ASSERT_TRUE(opens || replays_all_) << "frame " << opened_.size();
    if (opens) {
      opened_.emplace_back(iv, clock_.Now());
    }
  }

  // Talk sends `frames` frames of `timeline` through a network that reorders
  // them, by up to 100 frames or 40 seconds, and loses some.
  void Talk(const Timeline& timeline, size_t frames, absl::Duration interval) {
    const auto depth = static_cast<size_t>(
        std::min<int64_t>(100, absl::Seconds(10) / interval));
    std::vector<Nonce> on_the_way;
    for (size_t i = 0; i < frames; ++i) {
      const uint32_t timestamp = timeline.TimestampAt(clock_.Now());
      for (uint32_t layer = 0; layer < timeline.layers; ++layer) {
        on_the_way.push_back(
            Iv(timeline.ssrc, timestamp, timestamp - count_++ % 0xffff));
      }
      clock_.Advance(interval);
      while (on_the_way.size() > depth ||
             (i + 1 == frames && !on_the_way.empty())) {
        // The oldest goes first one time in four, so none waits long.
        const size_t next =
            random_() % 4 == 0
                ? 0
                : random_() % std::min<size_t>(on_the_way.size(), 25);
        const Nonce iv = on_the_way[next];
        on_the_way.erase(on_the_way.begin() + static_cast<int>(next));
        if (random_() % 20 != 0) {
          OpenNew(iv);
        }
      }
      ReplaySome(2);
    }
  }

  std::mt19937 random_{17};
  std::vector<std::pair<Nonce, absl::Time>> opened_;
  uint32_t count_ = 5;
  bool replays_all_ = false;
  size_t replayed_ = 0;
  size_t reopened_ = 0;
};

TEST_F(ModelTest, ALiveStreamOpensForThreeDays) {
  for (const uint32_t rate : {90000u, 48000u}) {
    const Timeline timeline = {.ssrc = rate,
                               .rate = rate,
                               .start = static_cast<uint32_t>(random_()),
                               .layers = 1,
                               .began = clock_.Now()};
    Talk(timeline, 3 * 24 * 3600 / 2, absl::Seconds(2));
  }
  EXPECT_GT(replayed_, 200000u);
}

TEST_F(ModelTest, ARelayReplaysNoFrameWithinTwelveHours) {
  replays_all_ = true;
  Talk({.ssrc = 1,
        .rate = 48000,
        .start = 5,
        .layers = 1,
        .began = clock_.Now()},
       4 * 24 * 3600 / 2, absl::Seconds(2));
  EXPECT_GT(opened_.size(), 100000u);
  EXPECT_GT(replayed_, 300000u);
  EXPECT_LT(reopened_, 2000u);
}

// Streams pause for up to 10 hours, and keep their timestamps.
TEST_F(ModelTest, StreamsContinueAfterPauses) {
  const Timeline camera = {1, 90000, static_cast<uint32_t>(random_()), 3,
                           clock_.Now()};
  const Timeline microphone = {2, 48000, static_cast<uint32_t>(random_()), 1,
                               clock_.Now()};
  for (int i = 0; i < 200; ++i) {
    Talk(i % 2 == 0 ? camera : microphone, 300, absl::Seconds(1) / 30);
    clock_.Advance(absl::Seconds(random_() % (1 << random_() % 16)));
  }
  EXPECT_GT(opened_.size(), 90000u);
}

// A sender restarts with new timestamps, away from its old ones, and other
// SSRCs come and go.
TEST_F(ModelTest, StreamsRestartAmongOtherSsrcs) {
  std::vector<uint32_t> starts;
  for (uint32_t i = 0; i < 30; ++i) {
    uint32_t start;
    do {
      start = static_cast<uint32_t>(random_());
    } while (std::any_of(starts.begin(), starts.end(), [start](uint32_t old) {
      return start - old + 0x2000000 < 0x4000000;
    }));
    starts.push_back(start);
    Talk({.ssrc = 1,
          .rate = 90000,
          .start = start,
          .layers = 1,
          .began = clock_.Now()},
         500, absl::Seconds(1) / 30);
    Talk({.ssrc = 1000 + i,
          .rate = 48000,
          .start = static_cast<uint32_t>(random_()),
          .layers = 1,
          .began = clock_.Now()},
         100, absl::Milliseconds(20));
    clock_.Advance(absl::Minutes(31));
  }
}

TEST_F(ModelTest, RandomIvsOpenOnceAmongLiveFrames) {
  std::vector<Nonce> random_ivs;
  const Timeline camera = {1, 90000, 5, 1, clock_.Now()};
  for (size_t i = 0; i < 5000; ++i) {
    random_ivs.push_back(Iv(static_cast<uint32_t>(random_()),
                            static_cast<uint32_t>(random_()),
                            static_cast<uint32_t>(random_())));
    OpenNew(random_ivs.back());
    opened_.pop_back();
    ASSERT_FALSE(
        Open(random_ivs[i - random_() % std::min<size_t>(i + 1, 1000)]));
    Talk(camera, 3, absl::Seconds(1) / 30);
  }
}

}  // namespace
}  // namespace sealframe
