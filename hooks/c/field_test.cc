// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The behavior of real senders and applications, through the C interface:
// pauses, restarts, ratchets, empty frames and keys that are set again.

#include <cstddef>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"
#include "sealframe/hooks/c/testing/clocked_call.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

constexpr const char* kProfiles[] = {"sframe", "livekit", "videosdk",
                                     "jframe", "dave",    "getstream"};
constexpr const char* kRingProfiles[] = {"livekit", "videosdk", "jframe"};

// ExpectFlow expects that the next 300 frames open.
void ExpectFlow(ClockedCall& call, const std::string& when) {
  for (int i = 0; i < 300; ++i) {
    ASSERT_EQ(call.OpenNext(call.SealNext()), SEALFRAME_FRAME_OK)
        << when << ", frame " << i;
  }
}

TEST(FieldTest, AStreamContinuesAfterAPauseOfAnyLength) {
  for (const char* profile : kProfiles) {
    for (const int hours : {1, 6, 7, 8, 12, 13, 24, 100}) {
      ClockedCall call(Options(profile));
      ExpectFlow(call, profile);
      call.clock.Advance(absl::Hours(hours));
      call.info.rtp_timestamp += static_cast<uint32_t>(hours) * 3600u * 90000u;
      ExpectFlow(call, std::string(profile) + " after the pause");
    }
  }
}

TEST(FieldTest, ASenderMayStartAnewWithOtherTimestamps) {
  for (const char* profile : kProfiles) {
    for (const uint32_t timestamp :
         {1'500'000'000u, 2'900'000'000u, 3'100'000'000u, 4'000'000'000u, 0u}) {
      ClockedCall call(Options(profile));
      ExpectFlow(call, profile);
      call.sender = NewSender(call.alice.session.get());
      call.info.rtp_timestamp = timestamp;
      ExpectFlow(call, std::string(profile) + " after the restart");
    }
  }
}

// Frames near the timestamps that were used before look like replays.
TEST(FieldTest, ASenderThatStartsAnewAmongItsOldTimestampsIsReported) {
  ClockedCall call(Options("livekit"));
  ExpectFlow(call, "livekit");
  ClockedCall::Poll(call.bob);
  call.sender = NewSender(call.alice.session.get());
  call.info.rtp_timestamp -= 600 * 3000;
  std::vector<std::string> events;
  for (int i = 0; i < 60; ++i) {
    call.OpenNext(call.SealNext());
    for (const std::string& event : ClockedCall::Poll(call.bob)) {
      events.push_back(event);
    }
  }
  EXPECT_THAT(events, ElementsAre("stalled: replayed"));
}

// LiveKit's SDK for Go fills IVs with random bytes. A random SSRC and timestamp
// make such an IV.
TEST(FieldTest, FramesWithRandomIvsOpenOnce1024Deep) {
  for (const char* profile : kRingProfiles) {
    ClockedCall call(Options(profile));
    std::mt19937 random(7);
    std::vector<std::vector<uint8_t>> sent;
    for (int i = 0; i < 2000; ++i) {
      call.info.ssrc = static_cast<uint32_t>(random());
      call.info.rtp_timestamp = static_cast<uint32_t>(random());
      sent.push_back(call.SealNext());
      ASSERT_EQ(call.OpenNext(sent.back()), SEALFRAME_FRAME_OK) << i;
      for (const size_t back : {1u, 2u, 129u, 300u, 1000u, 1024u}) {
        if (back <= sent.size()) {
          ASSERT_EQ(call.OpenNext(sent[sent.size() - back]),
                    SEALFRAME_FRAME_REPLAYED)
              << profile << " " << i << " " << back;
        }
      }
    }
  }
}

void Ratchet(ClockedCall& call, int steps) {
  for (int i = 0; i < steps; ++i) {
    ASSERT_EQ(
        sealframe_provider_ratchet(call.alice.provider.get(), "alice", nullptr),
        SEALFRAME_OK);
  }
}

TEST(FieldTest, ALateFrameOpensAfterSeveralRatchetStepsWithinTheOverlap) {
  for (const char* profile : kRingProfiles) {
    for (const int steps : {1, 2, 3, 4, 8}) {
      auto options = Options(profile);
      options.ratchet_window = std::string(profile) == "videosdk" ? 8 : 0;
      ClockedCall call(options);
      ExpectFlow(call, profile);
      const std::vector<uint8_t> late = call.SealNext();
      const std::vector<uint8_t> too_late = call.SealNext();
      Ratchet(call, steps);
      ASSERT_EQ(call.OpenNext(call.SealNext()), SEALFRAME_FRAME_OK);
      ClockedCall::Poll(call.bob);
      EXPECT_EQ(call.OpenNext(late), SEALFRAME_FRAME_OK)
          << profile << ", " << steps << " steps";
      EXPECT_EQ(call.OpenNext(late), SEALFRAME_FRAME_REPLAYED);
      call.clock.Advance(absl::Seconds(10));
      ClockedCall::Poll(call.bob);
      EXPECT_EQ(call.OpenNext(too_late), SEALFRAME_FRAME_NOT_AUTHENTIC);
      Ratchet(call, steps);
      ExpectFlow(call, profile);
    }
  }
}

TEST(FieldTest, EmptyReceivedFramesPassWithoutAnAlarm) {
  for (const char* profile : kProfiles) {
    ClockedCall call(Options(profile));
    ASSERT_EQ(call.OpenNext(call.SealNext()), SEALFRAME_FRAME_OK);
    ClockedCall::Poll(call.bob);
    for (int i = 0; i < 300; ++i) {
      if (i % 3 == 0) {
        call.Next();
        ASSERT_EQ(call.OpenNext({}), SEALFRAME_FRAME_PASSED_THROUGH) << profile;
      } else {
        ASSERT_EQ(call.OpenNext(call.SealNext()), SEALFRAME_FRAME_OK);
      }
      EXPECT_THAT(ClockedCall::Poll(call.bob), IsEmpty()) << profile;
    }
  }
}

sealframe_status SetKeyFor(const ProviderHandle& provider, uint64_t key_index,
                           int key_number, sealframe_error* error) {
  std::vector<uint8_t> key(16, static_cast<uint8_t>(key_number));
  key[0] = static_cast<uint8_t>(key_number >> 8);
  return sealframe_provider_set_key(provider.get(), "alice", key_index, 0,
                                    key.data(), key.size(), error);
}

TEST(FieldTest, AKeyAtATakenIndexIsRefusedWithTheWayToReplaceIt) {
  for (const char* profile : kProfiles) {
    ClockedCall call(Options(profile));
    ASSERT_EQ(call.OpenNext(call.SealNext()), SEALFRAME_FRAME_OK);
    auto error = Defaults<sealframe_error>();
    for (const End* end : {&call.alice, &call.bob}) {
      EXPECT_EQ(SetKeyFor(end->provider, 0, 7, &error),
                SEALFRAME_ALREADY_EXISTS);
      EXPECT_THAT(error.message, HasSubstr("alice")) << profile;
      EXPECT_THAT(error.message, HasSubstr("key 0")) << profile;
      EXPECT_THAT(error.message, HasSubstr("sealframe_provider_retire"))
          << profile;
      EXPECT_EQ(sealframe_provider_retire(end->provider.get(), "alice", 0, 0,
                                          nullptr),
                SEALFRAME_OK);
      EXPECT_EQ(SetKeyFor(end->provider, 0, 7, &error), SEALFRAME_OK)
          << profile << ": " << error.message;
    }
    ASSERT_EQ(sealframe_provider_activate(call.alice.provider.get(), "alice", 0,
                                          nullptr),
              SEALFRAME_OK);
    ExpectFlow(call, profile);
  }
}

// LiveKit's applications count key indices up to 255 and begin again at 0.
TEST(FieldTest, KeysFollowEachOtherAroundTheRing) {
  for (const char* profile : kRingProfiles) {
    ClockedCall call(Options(profile));
    auto error = Defaults<sealframe_error>();
    for (int i = 1; i < 600; ++i) {
      const uint64_t index = static_cast<uint64_t>(i % 256);
      for (const End* end : {&call.alice, &call.bob}) {
        ASSERT_EQ(SetKeyFor(end->provider, index, i, &error), SEALFRAME_OK)
            << profile << " " << i << ": " << error.message;
      }
      const std::vector<uint8_t> before = call.SealNext();
      ASSERT_EQ(sealframe_provider_activate(call.alice.provider.get(), "alice",
                                            index, nullptr),
                SEALFRAME_OK);
      ASSERT_EQ(call.OpenNext(call.SealNext()), SEALFRAME_FRAME_OK) << i;
      ASSERT_EQ(call.OpenNext(before), SEALFRAME_FRAME_OK) << i;
    }
  }
}

// ExpectAliceSealsAgain gives alice her key again, activates it, and expects
// that her frames open.
void ExpectAliceSealsAgain(ClockedCall& call, const char* profile) {
  auto error = Defaults<sealframe_error>();
  ASSERT_EQ(SetKeyFor(call.alice.provider, 0, 0x505, &error), SEALFRAME_OK)
      << profile << ": " << error.message;
  ASSERT_EQ(sealframe_provider_activate(call.alice.provider.get(), "alice", 0,
                                        nullptr),
            SEALFRAME_OK);
  ExpectFlow(call, profile);
}

TEST(FieldTest, AKeyMaySealAgainAfterItWasRetired) {
  for (const char* profile : kProfiles) {
    ClockedCall call(Options(profile));
    ExpectFlow(call, profile);
    sealframe_provider* const keys = call.alice.provider.get();
    for (int i = 0; i < 3; ++i) {
      ASSERT_EQ(sealframe_provider_retire(keys, "alice", 0, 0, nullptr),
                SEALFRAME_OK);
      ExpectAliceSealsAgain(call, profile);
    }
  }
}

TEST(FieldTest, AParticipantThatComesBackSealsWithItsKey) {
  for (const char* profile : kProfiles) {
    ClockedCall call(Options(profile));
    ExpectFlow(call, profile);
    sealframe_provider* const keys = call.alice.provider.get();
    ASSERT_EQ(sealframe_provider_remove_participant(keys, "alice", nullptr),
              SEALFRAME_OK);
    ASSERT_EQ(sealframe_provider_add_local_participant(keys, "alice", nullptr,
                                                       nullptr),
              SEALFRAME_OK);
    ExpectAliceSealsAgain(call, profile);
  }
}

}  // namespace
}  // namespace sealframe
