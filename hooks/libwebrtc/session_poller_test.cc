// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/session_poller.h"

#include <memory>
#include <string>

#include "gtest/gtest.h"
#include "rtc_base/thread.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/libwebrtc/receiver_transformer.h"
#include "sealframe/hooks/libwebrtc/testing/endpoint.h"
#include "sealframe/hooks/libwebrtc/testing/fake_frame.h"
#include "sealframe/hooks/libwebrtc/testing/wait.h"

namespace sealframe {
namespace {

using Direction = webrtc::TransformableFrameInterface::Direction;

class SessionPollerTest : public ::testing::Test {
 protected:
  SessionPollerTest() : thread_(rtc::Thread::Create()) {
    thread_->Start();
    bob_ = std::make_unique<Endpoint>("bob", "sframe", thread_.get());
  }

  Ref<ReceiverTransformer> NewReceiver() {
    sealframe_stream_config config;
    SEALFRAME_INIT(&config);
    config.participant = "alice";
    config.media = SEALFRAME_VIDEO;
    config.hold_max_frames = 4;
    config.hold_max_bytes = 1000;
    config.hold_max_age_ms = 60000;
    return ReceiverTransformer::Create(bob_->session(), config,
                                       SEALFRAME_CODEC_VP8, nullptr);
  }

  std::unique_ptr<rtc::Thread> thread_;
  std::unique_ptr<Endpoint> bob_;
};

// Seals a frame through the C interface, without a SenderTransformer.
std::string SealedByAlice(Endpoint& alice) {
  sealframe_stream_config config;
  SEALFRAME_INIT(&config);
  config.participant = "alice";
  UniquePtr<sealframe_send_transform> transform;
  EXPECT_EQ(sealframe_send_transform_create(alice.session(), &config,
                                            Out(&transform), nullptr),
            SEALFRAME_OK);
  std::string out(100, '\0');
  const uint8_t frame[] = {1};
  sealframe_frame_result result;
  SEALFRAME_INIT(&result);
  EXPECT_EQ(sealframe_send_transform_seal(
                transform.get(), nullptr, frame, sizeof(frame),
                reinterpret_cast<uint8_t*>(out.data()), out.size(), &result),
            SEALFRAME_FRAME_OK);
  out.resize(result.size);
  return out;
}

TEST_F(SessionPollerTest, EventsComeOnTheNamedThread) {
  const auto receiver = NewReceiver();
  receiver->Transform(NewFakeFrame({.direction = Direction::kReceiver},
                                   std::string(40, '\x01')));
  EXPECT_TRUE(WaitUntil([this] {
    return bob_->HasReported(SEALFRAME_STATE_MISSING_KEY, SEALFRAME_VIDEO);
  }));
  EXPECT_FALSE(bob_->HasReportedElsewhere());
}

TEST_F(SessionPollerTest, HeldFramesAreReleasedOnceTheirKeyIsSet) {
  Endpoint alice("alice", "sframe", thread_.get());
  const auto receiver = NewReceiver(), forgotten = NewReceiver();
  const auto taker = rtc::make_ref_counted<FrameTaker>();
  const auto nobody = rtc::make_ref_counted<FrameTaker>();
  receiver->RegisterTransformedFrameCallback(taker);
  forgotten->RegisterTransformedFrameCallback(nobody);
  SessionPoller* poller = nullptr;
  thread_->BlockingCall([&] {
    poller = new SessionPoller(bob_->session(), thread_.get(), nullptr);
    poller->AddReceiver(receiver);
    poller->AddReceiver(forgotten);
    poller->RemoveReceiver(forgotten.get());
  });
  const std::string sealed = SealedByAlice(alice);
  for (const auto& one : {receiver, forgotten}) {
    one->Transform(NewFakeFrame({.direction = Direction::kReceiver}, sealed));
  }
  bob_->SetKey("alice", 0, 'a');
  poller->PollSoon();
  EXPECT_TRUE(WaitUntil([&] { return taker->size() == 1; }));
  thread_->BlockingCall([poller] { delete poller; });
  EXPECT_EQ(nobody->size(), 0u);
}

TEST_F(SessionPollerTest, TasksMayOutliveThePoller) {
  thread_->BlockingCall([this] {
    SessionPoller poller(bob_->session(), thread_.get(), nullptr);
    poller.PollSoon();
  });
  thread_->BlockingCall([] {});
}

}  // namespace
}  // namespace sealframe
