// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A call made by the code of docs/embedding/libwebrtc.md, unchanged. The test
// is linked with the static library, beside the OpenSSL that WebRTC uses here.

#include <memory>
#include <vector>

#include "gtest/gtest.h"
#include "hooks/libwebrtc/guide.inc"
#include "sealframe/hooks/libwebrtc/testing/test_call.h"
#include "sealframe/hooks/libwebrtc/testing/wait.h"

namespace {

TEST(GuideCallTest, TheCodeOfThePageMakesAnEncryptedCall) {
  const std::vector<uint8_t> alices_key(16, 'a'), bobs_key(16, 'b');
  const EndToEnd alice = Begin("alice", alices_key);
  const EndToEnd bob = Begin("bob", bobs_key);
  ASSERT_NE(alice.session, nullptr);
  ASSERT_NE(bob.session, nullptr);
  ASSERT_TRUE(Expect(bob, "alice"));
  Display display;
  std::unique_ptr<SessionPoller> poller;
  TestCall* calling = nullptr;
  TestCall call(
      {.descriptor = false,
       .hook_sender =
           [&](webrtc::RtpSenderInterface& sender, sealframe_media media) {
             EXPECT_TRUE(SealWhatIsSent(alice, "alice", media,
                                        TestCall::CodecOf("VP8", media),
                                        sender));
           },
       .hook_receiver =
           [&](webrtc::RtpReceiverInterface& receiver, sealframe_media media) {
             if (poller == nullptr) {
               poller = std::make_unique<SessionPoller>(
                   bob.session.get(), &calling->bob_thread(), &display);
             }
             EXPECT_TRUE(OpenWhatIsReceived(bob, "alice", media,
                                            TestCall::CodecOf("VP8", media),
                                            *poller, receiver));
           }});
  calling = &call;
  ASSERT_TRUE(call.Start());
  ASSERT_TRUE(WaitUntil([&] { return call.camera().last() > 15; }));
  EXPECT_EQ(call.eye().seen().pictures, 0);
  EXPECT_TRUE(SetKey(bob, "alice", 0, alices_key));
  EXPECT_TRUE(call.SeesAndHears());
  call.bob_thread().BlockingCall([&] {
    EXPECT_STREQ(display.last(), "ok");
    poller = nullptr;
  });
}

TEST(GuideCallTest, TheCodeOfThePageFailsClosedWithoutAKey) {
  EXPECT_EQ(Begin("alice", {}).session, nullptr);
}

}  // namespace
