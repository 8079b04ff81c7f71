// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Calls in which keys are set late, change, or are never set.

#include <cstdint>
#include <ostream>
#include <string>

#include "gtest/gtest.h"
#include "sealframe/hooks/libwebrtc/testing/test_call.h"
#include "sealframe/hooks/libwebrtc/testing/wait.h"

namespace sealframe {
namespace {

// The most pictures that Bob may miss in a row: half a second.
constexpr int kFrozen = 15;

uint64_t Count(const TestCall& call, sealframe_media media,
               sealframe_frame_status status) {
  return call.Received(media).frames_by_status[status];
}

// Every frame that reached Bob opened, or was a copy of one that did.
void ExpectAllOpened(const TestCall& call) {
  for (const sealframe_media media : {SEALFRAME_AUDIO, SEALFRAME_VIDEO}) {
    const sealframe_stream_stats stats = call.Received(media);
    uint64_t good = 0;
    for (const auto status : {SEALFRAME_FRAME_OK, SEALFRAME_FRAME_REPLAYED}) {
      good += stats.frames_by_status[status];
    }
    EXPECT_EQ(stats.frames_in, good) << media;
  }
}

TEST(KeyLifeCallTest, AReceiverWithoutTheHookGetsNoPictureAndNoTone) {
  TestCall call({.bob_opens = false});
  ASSERT_TRUE(call.Start());
  ASSERT_TRUE(WaitUntil([&] {
    return call.camera().last() > 60 &&
           call.ear().others() + call.ear().silences() > 20;
  }));
  EXPECT_EQ(call.eye().seen().pictures, 0);
  EXPECT_EQ(call.ear().tones(), 0);
}

TEST(KeyLifeCallTest, AReceiverWithoutTheKeyGetsNoPictureAndNoTone) {
  TestCall call({});
  ASSERT_TRUE(call.Start());
  ASSERT_TRUE(call.BobReceives(30));
  EXPECT_EQ(call.eye().seen().pictures, 0);
  EXPECT_EQ(call.ear().tones(), 0);
  for (const sealframe_media media : {SEALFRAME_AUDIO, SEALFRAME_VIDEO}) {
    EXPECT_TRUE(call.bob().HasReported(SEALFRAME_STATE_MISSING_KEY, media));
    EXPECT_EQ(call.Received(media).frames_out, 0u);
  }
}

struct Case {
  const char* profile;
  const char* codec;
  bool ratchets;  // The sender's key ratchets instead of being replaced.
};
void PrintTo(const Case& c, std::ostream* os) {
  *os << c.profile << " " << c.codec;
}

class KeyChangeCallTest : public ::testing::TestWithParam<Case> {};

INSTANTIATE_TEST_SUITE_P(Profiles, KeyChangeCallTest,
                         ::testing::Values(Case{"sframe", "VP8", true},
                                           Case{"livekit", "H264", true},
                                           Case{"dave", "VP9", false}),
                         [](const auto& test) {
                           return std::string(test.param.profile);
                         });

TEST_P(KeyChangeCallTest, ChangingTheKeyDoesNotFreezeThePicture) {
  TestCall call({.profile = GetParam().profile, .codec = GetParam().codec});
  call.bob().SetKey("alice", 0, 'a');
  ASSERT_TRUE(call.Start());
  ASSERT_TRUE(call.SeesAndHears());
  for (uint64_t index = 1; index <= 2; ++index) {
    const char key = static_cast<char>('0' + index);
    call.alice().SetKey("alice", index, key);
    call.bob().SetKey("alice", index, key);
    call.alice().Activate(index);
    ASSERT_TRUE(call.SeesAndHears());
    if (!GetParam().ratchets) continue;
    call.alice().Ratchet();
    ASSERT_TRUE(call.SeesAndHears());
    EXPECT_TRUE(
        call.bob().HasReported(SEALFRAME_STATE_KEY_RATCHETED, SEALFRAME_VIDEO));
  }
  EXPECT_LT(call.eye().seen().longest_gap, kFrozen);
  ExpectAllOpened(call);
}

TEST(KeyLifeCallTest, FramesHeldForALateKeyComeOut) {
  TestCall call({.hold_max_frames = 600});
  ASSERT_TRUE(call.Start());
  ASSERT_TRUE(call.BobReceives(30));
  ASSERT_EQ(call.eye().seen().pictures, 0);
  const uint64_t held = Count(call, SEALFRAME_VIDEO, SEALFRAME_FRAME_HELD);
  EXPECT_GE(held, 30u);
  const uint16_t shown_meanwhile = call.camera().last();
  call.bob().SetKey("alice", 0, 'a');
  ASSERT_TRUE(call.SeesAndHears());
  EXPECT_LT(call.eye().seen().first, shown_meanwhile);
  EXPECT_EQ(Count(call, SEALFRAME_VIDEO, SEALFRAME_FRAME_HOLD_EXPIRED), 0u);
  EXPECT_GE(call.Received(SEALFRAME_VIDEO).frames_out, held);
}

TEST(KeyLifeCallTest, ARemovedParticipantIsNoLongerSeenOrHeard) {
  TestCall call({});
  call.bob().SetKey("alice", 0, 'a');
  ASSERT_TRUE(call.Start());
  ASSERT_TRUE(call.SeesAndHears());
  call.bob().Remove("alice");
  ASSERT_TRUE(WaitUntil([&] {
    return call.bob().HasReported(SEALFRAME_STATE_MISSING_KEY,
                                  SEALFRAME_VIDEO) &&
           call.bob().HasReported(SEALFRAME_STATE_MISSING_KEY, SEALFRAME_AUDIO);
  }));
  const auto out = call.Received(SEALFRAME_VIDEO).frames_out;
  const auto in = call.Received(SEALFRAME_VIDEO).frames_in;
  ASSERT_TRUE(call.BobReceives(in + 15));
  EXPECT_EQ(call.Received(SEALFRAME_VIDEO).frames_out, out);
  // A participant that returns with a new key is seen again.
  call.alice().SetKey("alice", 1, '1');
  call.alice().Activate(1);
  call.bob().SetKey("alice", 1, '1');
  EXPECT_TRUE(call.SeesAndHears());
}

TEST(KeyLifeCallTest, ACallMayEndWhileFramesAreHeld) {
  TestCall call({.hold_max_frames = 600});
  ASSERT_TRUE(call.Start());
  ASSERT_TRUE(call.BobReceives(10));
  EXPECT_GE(Count(call, SEALFRAME_VIDEO, SEALFRAME_FRAME_HELD), 10u);
}

}  // namespace
}  // namespace sealframe
