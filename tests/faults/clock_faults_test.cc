// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Clocks that break their promise: they stand still, go back, or are at the
// ends of time. Keys may then live too long or too briefly, but no nonce
// repeats, nothing opens twice, and nothing crashes.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/stream_config.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/clock.h"

namespace sealframe {
namespace {

using ::testing::TestWithParam;

// BrokenClock returns given times, the last one for ever.
class BrokenClock final : public Clock {
 public:
  absl::Time Now() const noexcept override { return now_; }
  void Set(absl::Time now) { now_ = now; }

 private:
  absl::Time now_ = absl::UnixEpoch();
};

const std::vector<absl::Time>& OddTimes() {
  static const auto* const times = new std::vector<absl::Time>{
      absl::UnixEpoch(),
      absl::UnixEpoch(),
      absl::FromUnixSeconds(1'000'000),
      absl::FromUnixSeconds(1),
      absl::UnixEpoch() - absl::Hours(1),
      absl::FromUnixNanos(INT64_MAX),
      absl::FromUnixNanos(INT64_MIN),
      absl::FromUnixSeconds(INT64_MAX / 2),
      absl::FromUnixSeconds(INT64_MIN / 2),
      absl::UnixEpoch(),
  };
  return *times;
}

// Frames at each time. In each round of times, they are more than the log of a
// replay window of IVs holds (docs/decisions/0008: 128).
constexpr size_t kManyFrames = 50;

// HasTimestamps returns whether the IVs of frames have RTP timestamps.
bool HasTimestamps(const ProfileEntry& profile) {
  return profile.name == "livekit" || profile.name == "videosdk" ||
         profile.name == "jframe";
}

struct ClockedPair {
  explicit ClockedPair(const std::string& profile)
      : pair({.profile = NamedProfile(profile).value(), .clock = &clock},
             {.hold = {.max_frames = 4}}) {}

  void Poll() {
    pair.alice.session().Poll();
    pair.bob.session().Poll();
  }

  // SealNext seals the same bytes each time, so that two frames with one nonce
  // have the same payload.
  Bytes SealNext() {
    info.rtp_timestamp += 3000;
    return SealTo(*pair.send, TestFrame(40), info);
  }

  // PassNext seals and opens a frame. From then on, `ReplayAll` replays it.
  void PassNext() {
    const Bytes sealed = SealNext();
    EXPECT_TRUE(seen.insert(sealed).second);
    passed.emplace_back(info, sealed);
    EXPECT_EQ(OpenFrom(*pair.receive, sealed, info).status, FrameStatus::kOk);
  }

  // ReplayAll replays all frames so far, and returns how many open again.
  size_t ReplayAll() {
    return static_cast<size_t>(
        std::count_if(passed.begin(), passed.end(), [this](const auto& frame) {
          return OpenFrom(*pair.receive, frame.second, frame.first).status ==
                 FrameStatus::kOk;
        }));
  }

  // PassAt passes frames at this time, and expects that nothing opens again,
  // before and after them.
  void PassAt(absl::Time time, size_t frames) {
    SCOPED_TRACE(absl::FormatTime(time));
    clock.Set(time);
    EXPECT_EQ(ReplayAll(), 0u);
    for (size_t i = 0; i < frames; ++i) {
      PassNext();
    }
    Poll();
    EXPECT_EQ(ReplayAll(), 0u);
  }

  BrokenClock clock;
  TestPair pair;
  std::set<Bytes> seen;
  std::vector<std::pair<FrameInfo, Bytes>> passed;
  FrameInfo info = {.codec = Codec::kVp8, .ssrc = 1};
};

class ClockFaultsTest : public TestWithParam<ProfileEntry> {};

INSTANTIATE_TEST_SUITE_P(Profiles, ClockFaultsTest,
                         ::testing::ValuesIn(Profiles().begin(),
                                             Profiles().end()),
                         [](const auto& test) {
                           return std::string(test.param.name);
                         });

TEST_P(ClockFaultsTest, FramesOpenOnceWhateverTheTime) {
  ClockedPair call{std::string(GetParam().name)};
  const size_t frames = HasTimestamps(GetParam()) ? 1 : kManyFrames;
  for (int round = 0; round < 3; ++round) {
    for (const absl::Time time : OddTimes()) {
      call.PassAt(time, frames);
    }
  }
}

// RTP timestamps may wrap after 12 hours. From then on, frames that are no
// longer among the newest of their SSRC may open again.
TEST_P(ClockFaultsTest, ManyFramesOpenOnceWithin12Hours) {
  ClockedPair call{std::string(GetParam().name)};
  for (int round = 0; round < 3; ++round) {
    for (const int hours : {0, 0, 5, -1, 6, -5, 3}) {
      call.PassAt(absl::UnixEpoch() + absl::Hours(hours), kManyFrames);
    }
  }
}

TEST_P(ClockFaultsTest, KeysCanBeChangedAtAnyTime) {
  ClockedPair call{std::string(GetParam().name)};
  uint64_t index = 0;
  for (const absl::Time time : OddTimes()) {
    SCOPED_TRACE(absl::FormatTime(time));
    call.clock.Set(time);
    ++index;
    for (TestEnd* end : {&call.pair.alice, &call.pair.bob}) {
      MustBeOk(end->keys().SetKey("alice", index, TestKey(index)));
    }
    MustBeOk(call.pair.alice.keys().Activate("alice", index));
    MustBeOk(call.pair.bob.keys().Retire("alice", index - 1, absl::Hours(1)));
    EXPECT_EQ(call.ReplayAll(), 0u);
    call.Poll();
    call.PassNext();
    EXPECT_EQ(call.ReplayAll(), 0u);
  }
}

// A key without an end ends with time itself.
TEST_P(ClockFaultsTest, NothingOpensTwiceAtTheEndsOfTime) {
  ClockedPair call{std::string(GetParam().name)};
  for (const absl::Time time : {absl::InfinitePast(), absl::InfiniteFuture(),
                                absl::InfinitePast(), absl::UnixEpoch()}) {
    SCOPED_TRACE(absl::FormatTime(time));
    call.clock.Set(time);
    Bytes sealed(call.pair.send->MaxSealedSize(40));
    call.info.rtp_timestamp += 3000;
    const FrameResult result =
        call.pair.send->Seal(call.info, TestFrame(40), absl::MakeSpan(sealed));
    sealed.resize(result.size);
    EXPECT_EQ(call.ReplayAll(), 0u);
    call.passed.emplace_back(call.info, sealed);
    OpenFrom(*call.pair.receive, sealed, call.info);
    EXPECT_EQ(call.ReplayAll(), 0u);
    call.Poll();
    EXPECT_EQ(call.ReplayAll(), 0u);
  }
}

TEST_P(ClockFaultsTest, HeldFramesStayBoundedAtAnyTime) {
  ClockedPair call{std::string(GetParam().name)};
  MustBeOk(call.pair.bob.keys().Retire("alice", 0, absl::ZeroDuration()));
  call.Poll();
  for (const absl::Time time : OddTimes()) {
    call.clock.Set(time);
    OpenFrom(*call.pair.receive, call.SealNext(), call.info);
    EXPECT_LE(call.pair.receive->held_frames(), 4u);
    EXPECT_NE(OpenHeldFrom(*call.pair.receive).status, FrameStatus::kOk);
    call.Poll();
  }
}

}  // namespace
}  // namespace sealframe
