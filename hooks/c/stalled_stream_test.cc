// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The C interface reports streams that are given frames and output none, with
// the reason.

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"
#include "sealframe/hooks/c/testing/clocked_call.h"
#include "sealframe/hooks/c/testing/clocked_provider.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {
namespace {

using ::testing::Contains;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

// Play makes 30 frames a second for `seconds`, and returns the events of `end`,
// which it polls at every third.
std::vector<std::string> Play(ClockedCall& call, const End& end, int seconds,
                              const std::function<void()>& make) {
  std::vector<std::string> events;
  for (int i = 1; i <= 30 * seconds; ++i) {
    make();
    call.Next();
    if (i % 3 == 0) {
      const std::vector<std::string> polled = ClockedCall::Poll(end);
      events.insert(events.end(), polled.begin(), polled.end());
    }
  }
  return events;
}

TEST(StalledStreamTest, ReplayedFramesStallAReceiverUntilOneOpens) {
  for (const char* profile : {"sframe", "livekit", "jframe", "dave"}) {
    ClockedCall call(Options(profile));
    const std::vector<uint8_t> old = call.SealNext();
    ASSERT_EQ(call.OpenNext(old), SEALFRAME_FRAME_OK) << profile;
    ClockedCall::Poll(call.bob);
    EXPECT_THAT(Play(call, call.bob, 5, [&] { call.OpenNext(old); }),
                ElementsAre("stalled: replayed"))
        << profile;
    EXPECT_THAT(
        Play(call, call.bob, 5, [&] { call.OpenNext(call.SealNext()); }),
        ElementsAre("ok"))
        << profile;
  }
}

TEST(StalledStreamTest, OneReplayAmongGoodFramesIsSilent) {
  ClockedCall call(Options());
  ASSERT_EQ(call.OpenNext(call.SealNext()), SEALFRAME_FRAME_OK);
  ClockedCall::Poll(call.bob);
  int frames = 0;
  EXPECT_THAT(Play(call, call.bob, 5,
                   [&] {
                     const std::vector<uint8_t> sealed = call.SealNext();
                     call.OpenNext(sealed);
                     if (++frames % 10 == 0) {
                       EXPECT_EQ(call.OpenNext(sealed),
                                 SEALFRAME_FRAME_REPLAYED);
                     }
                   }),
              IsEmpty());
}

TEST(StalledStreamTest, EveryReasonOfAReceiverIsReported) {
  ClockedCall call(Options());
  const auto stalls_with = [&](sealframe_frame_status status,
                               const std::function<void()>& make) {
    ASSERT_EQ(call.OpenNext(call.SealNext()), SEALFRAME_FRAME_OK);
    ClockedCall::Poll(call.bob);
    EXPECT_THAT(Play(call, call.bob, 3, make),
                Contains(std::string("stalled: ") +
                         sealframe_frame_status_name(status)));
  };
  stalls_with(SEALFRAME_FRAME_MALFORMED, [&] { call.OpenNext({0x80}); });
  stalls_with(SEALFRAME_FRAME_NOT_AUTHENTIC, [&] {
    std::vector<uint8_t> altered = call.SealNext();
    altered.back() ^= 1;
    call.OpenNext(altered);
  });
  stalls_with(SEALFRAME_FRAME_MISSING_KEY,
              [&] { call.OpenNext(std::vector<uint8_t>(40, 0x55)); });
  stalls_with(SEALFRAME_FRAME_METADATA_TOO_LARGE, [&] {
    const std::vector<uint8_t> metadata(5000);
    auto info = call.info;
    info.metadata = metadata.data();
    info.metadata_size = metadata.size();
    Open(call.receiver, call.frame, &info);
  });
  stalls_with(SEALFRAME_FRAME_BUFFER_TOO_SMALL, [&] {
    const std::vector<uint8_t> sealed = call.SealNext();
    uint8_t out[1];
    auto result = Defaults<sealframe_frame_result>();
    sealframe_receive_transform_open(call.receiver.get(), &call.info,
                                     sealed.data(), sealed.size(), out, 1,
                                     &result);
  });
}

TEST(StalledStreamTest, FramesThatWaitForAKeyStallAReceiver) {
  for (const uint64_t max_age_ms : {100u, 100'000u}) {
    auto config = Config();
    config.hold_max_frames = 1000;
    config.hold_max_bytes = 1000000;
    config.hold_max_age_ms = max_age_ms;
    ClockedCall call(Options(), config);
    ClockedCall::Poll(call.bob);
    EXPECT_THAT(
        Play(call, call.bob, 3,
             [&] { call.OpenNext(std::vector<uint8_t>(40, 0x55)); }),
        ElementsAre("missing_key", max_age_ms == 100 ? "stalled: hold_expired"
                                                     : "stalled: held"));
  }
}

TEST(StalledStreamTest, EveryReasonOfASenderIsReported) {
  ClockedCall call(Options("livekit"));
  const auto stalls_with = [&](sealframe_frame_status status,
                               const std::function<void()>& make) {
    ASSERT_FALSE(call.SealNext().empty());
    ClockedCall::Poll(call.alice);
    EXPECT_THAT(Play(call, call.alice, 3, make),
                Contains(std::string("stalled: ") +
                         sealframe_frame_status_name(status)));
  };
  stalls_with(SEALFRAME_FRAME_UNSUPPORTED_CODEC, [&] {
    auto info = call.info;
    info.codec = SEALFRAME_CODEC_AV1;
    Seal(call.sender, call.frame, &info);
  });
  stalls_with(SEALFRAME_FRAME_MALFORMED,
              [&] { Seal(call.sender, {0x11}, &call.info); });
  stalls_with(SEALFRAME_FRAME_TOO_LARGE, [&] {
    uint8_t out[1];
    auto result = Defaults<sealframe_frame_result>();
    sealframe_send_transform_seal(call.sender.get(), &call.info,
                                  call.frame.data(), SIZE_MAX, out, 0, &result);
  });
  stalls_with(SEALFRAME_FRAME_MISSING_KEY, [&] {
    sealframe_provider_remove_participant(call.alice.provider.get(), "alice",
                                          nullptr);
    Seal(call.sender, call.frame, &call.info);
  });
}

TEST(StalledStreamTest, ACallThatIsNeverSwitchedOnStalls) {
  FakeClock clock;
  const ProviderHandle provider = NewClockedProvider(Options(), clock);
  sealframe_provider_add_local_participant(provider.get(), "alice", nullptr,
                                           nullptr);
  SetKey(provider.get());
  sealframe_provider_activate(provider.get(), "alice", 0, nullptr);
  const End alice = {.provider = nullptr,
                     .session = NewSession(provider.get())};
  sealframe_provider_add_remote_participant(provider.get(), "bob", nullptr,
                                            nullptr);
  auto bobs = Config();
  bobs.participant = "bob";
  const SenderHandle sender = NewSender(alice.session.get());
  const ReceiverHandle receiver = NewReceiver(alice.session.get(), bobs);
  ClockedCall::Poll(alice);
  for (int i = 0; i < 10; ++i) {
    EXPECT_EQ(Seal(sender, {1}).status, SEALFRAME_FRAME_NOT_READY);
    EXPECT_EQ(Open(receiver, {1}).status, SEALFRAME_FRAME_NOT_READY);
  }
  clock.Advance(absl::Seconds(1));
  EXPECT_THAT(ClockedCall::Poll(alice),
              ElementsAre("stalled: not_ready", "stalled: not_ready"));
}

}  // namespace
}  // namespace sealframe
