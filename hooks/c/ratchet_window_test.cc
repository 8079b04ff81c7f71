// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The ratchet window of receivers, as LiveKit's profiles set it, and how long
// earlier steps open.

#include <chrono>
#include <cstdint>
#include <thread>
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

// OpenLate returns how a frame ends that was sealed a ratchet step before one
// that was opened 10 ms ago.
sealframe_frame_status OpenLate(const sealframe_provider_options& options) {
  const End alice = AlicesEnd(options, 16);
  const End bob = BobsEnd(options, 16);
  const SenderHandle sender = NewSender(alice.session.get());
  const ReceiverHandle receiver = NewReceiver(bob.session.get());
  auto info = Defaults<sealframe_frame_info>();
  info.codec = SEALFRAME_CODEC_VP8;
  const std::vector<uint8_t> frame(40, 6);
  const Done late = Seal(sender, frame, &info);
  sealframe_provider_ratchet(alice.provider.get(), "alice", nullptr);
  EXPECT_EQ(Open(receiver, Seal(sender, frame, &info).frame, &info).status,
            SEALFRAME_FRAME_OK);
  sealframe_session_poll(bob.session.get(), nullptr, nullptr);
  std::this_thread::sleep_for(std::chrono::milliseconds(10));
  sealframe_session_poll(bob.session.get(), nullptr, nullptr);
  return Open(receiver, late.frame, &info).status;
}

TEST(RatchetOverlapTest, AnEarlierStepOpensAsLongAsTheOptionsAllow) {
  auto options = Options("livekit");
  EXPECT_EQ(OpenLate(options), SEALFRAME_FRAME_OK);
  options.ratchet_overlap_ms = 1;
  EXPECT_NE(OpenLate(options), SEALFRAME_FRAME_OK);
}

}  // namespace
}  // namespace sealframe
