// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The ratchet window of receivers, as LiveKit's profiles set it.

#include <cstdint>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"

namespace sealframe {
namespace {

// OpenAhead returns how a frame ends that is one ratchet step ahead of the
// receiver's key, if its provider has `options`.
sealframe_frame_status OpenAhead(const sealframe_provider_options& options) {
  const End alice = AlicesEnd(Options("livekit"), 16);
  const End bob = BobsEnd(options, 16);
  auto info = Defaults<sealframe_frame_info>();
  info.codec = SEALFRAME_CODEC_VP8;
  EXPECT_EQ(sealframe_provider_ratchet(alice.provider.get(), "alice", nullptr),
            SEALFRAME_OK);
  const Done sealed =
      Seal(NewSender(alice.session.get()), std::vector<uint8_t>(40, 6), &info);
  EXPECT_EQ(sealed.status, SEALFRAME_FRAME_OK);
  return Open(NewReceiver(bob.session.get()), sealed.frame, &info).status;
}

TEST(RatchetWindowTest, AReceiverFollowsAStepAheadByDefault) {
  EXPECT_EQ(OpenAhead(Options("livekit")), SEALFRAME_FRAME_OK);
}

TEST(RatchetWindowTest, AReceiverWithAWindowOfZeroDoesNotFollowAStepAhead) {
  auto options = Options("livekit");
  options.has_ratchet_window = 1;
  EXPECT_EQ(OpenAhead(options), SEALFRAME_FRAME_NOT_AUTHENTIC);
}

TEST(RatchetWindowTest, AWindowAboveZeroNeedsNoFlag) {
  auto options = Options("livekit");
  options.ratchet_window = 1;
  EXPECT_EQ(OpenAhead(options), SEALFRAME_FRAME_OK);
  options.has_ratchet_window = 1;
  EXPECT_EQ(OpenAhead(options), SEALFRAME_FRAME_OK);
}

TEST(RatchetWindowTest, OtherProfilesRefuseAWindowOfZeroToo) {
  for (const char* profile : {"sframe", "jframe", "dave"}) {
    auto options = Options(profile);
    options.has_ratchet_window = 1;
    EXPECT_EQ(NewProvider(options), nullptr) << profile;
  }
}

}  // namespace
}  // namespace sealframe
