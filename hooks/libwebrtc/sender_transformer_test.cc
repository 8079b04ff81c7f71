// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/sender_transformer.h"

#include <cstdint>
#include <memory>
#include <string>

#include "gtest/gtest.h"
#include "rtc_base/thread.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/libwebrtc/testing/endpoint.h"
#include "sealframe/hooks/libwebrtc/testing/fake_frame.h"

namespace sealframe {
namespace {

using Direction = webrtc::TransformableFrameInterface::Direction;

class SenderTransformerTest : public ::testing::Test {
 protected:
  SenderTransformerTest() : thread_(rtc::Thread::Create()) {
    thread_->Start();
    alice_ = std::make_unique<Endpoint>("alice", "sframe", thread_.get());
    sender_ = SenderTransformer::Create(alice_->session(), AlicesVideo(),
                                        SEALFRAME_CODEC_VP8, nullptr);
  }

  std::unique_ptr<rtc::Thread> thread_;
  std::unique_ptr<Endpoint> alice_;
  Ref<SenderTransformer> sender_;
  const Ref<FrameTaker> taker_ = rtc::make_ref_counted<FrameTaker>();
};

TEST_F(SenderTransformerTest, SealsAndPassesOnWithTheSameMetadata) {
  sender_->RegisterTransformedFrameCallback(taker_);
  const std::string plain = "an encoded frame";
  sender_->Transform(NewFakeFrame({.ssrc = 7, .timestamp = 9}, plain));
  ASSERT_EQ(taker_->size(), 1u);
  EXPECT_EQ(taker_->Get(0).ssrc, 7u);
  EXPECT_EQ(taker_->Get(0).timestamp, 9u);
  const std::string sealed = taker_->Get(0).bytes;
  EXPECT_GT(sealed.size(), plain.size());
  EXPECT_EQ(sealed.find(plain), std::string::npos);
  EXPECT_EQ(sender_->GetStats().frames_out, 1u);
}

TEST_F(SenderTransformerTest, EachLayerOfASimulcastGoesToItsCallback) {
  const auto other = rtc::make_ref_counted<FrameTaker>();
  sender_->RegisterTransformedFrameSinkCallback(taker_, 1);
  sender_->RegisterTransformedFrameSinkCallback(other, 2);
  for (const uint32_t ssrc : {1u, 2u, 1u}) {
    sender_->Transform(NewFakeFrame({.ssrc = ssrc}, "layer"));
  }
  EXPECT_EQ(taker_->size(), 2u);
  EXPECT_EQ(other->size(), 1u);
  // One key seals all layers: no two frames have the same counter.
  EXPECT_NE(taker_->Get(0).bytes, other->Get(0).bytes);
  sender_->UnregisterTransformedFrameSinkCallback(1);
  sender_->Transform(NewFakeFrame({.ssrc = 1}, "layer"));
  EXPECT_EQ(taker_->size(), 2u);
}

TEST_F(SenderTransformerTest, FramesThatCannotBeSealedAreDropped) {
  sender_->RegisterTransformedFrameCallback(taker_);
  alice_->Remove("alice");
  sender_->Transform(NewFakeFrame({}, "no key"));
  EXPECT_EQ(taker_->size(), 0u);
  EXPECT_EQ(sender_->GetStats().frames_by_status[SEALFRAME_FRAME_MISSING_KEY],
            1u);
}

TEST_F(SenderTransformerTest, AReceivedFrameIsDroppedUnsealed) {
  sender_->RegisterTransformedFrameCallback(taker_);
  sender_->Transform(
      NewFakeFrame({.direction = Direction::kReceiver}, "received"));
  EXPECT_EQ(sender_->GetStats().frames_in, 0u);
  sender_->Transform(NewFakeFrame({.direction = Direction::kUnknown}, "sent"));
  EXPECT_EQ(taker_->size(), 1u);
}

TEST_F(SenderTransformerTest, FramesOfAnySizeAreSealed) {
  sender_->RegisterTransformedFrameCallback(taker_);
  for (const size_t size : {0u, 1u, 70000u, 3u}) {
    sender_->Transform(NewFakeFrame({}, std::string(size, 'x')));
  }
  ASSERT_EQ(taker_->size(), 4u);
  EXPECT_LT(taker_->Get(3).bytes.size(), 40u);
}

TEST_F(SenderTransformerTest, AStreamWithoutAParticipantIsRefused) {
  sealframe_stream_config config;
  SEALFRAME_INIT(&config);
  sealframe_error error;
  SEALFRAME_INIT(&error);
  EXPECT_EQ(SenderTransformer::Create(alice_->session(), config,
                                      SEALFRAME_CODEC_VP8, &error),
            nullptr);
  EXPECT_STRNE(error.message, "");
}

}  // namespace
}  // namespace sealframe
