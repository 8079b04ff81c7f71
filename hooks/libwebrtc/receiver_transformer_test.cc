// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/receiver_transformer.h"

#include <cstdint>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "gtest/gtest.h"
#include "rtc_base/thread.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/libwebrtc/sender_transformer.h"
#include "sealframe/hooks/libwebrtc/testing/endpoint.h"
#include "sealframe/hooks/libwebrtc/testing/fake_frame.h"

namespace sealframe {
namespace {

using Direction = webrtc::TransformableFrameInterface::Direction;

constexpr uint32_t kHeldFrames = 3;

class ReceiverTransformerTest : public ::testing::Test {
 protected:
  ReceiverTransformerTest() : thread_(rtc::Thread::Create()) {
    thread_->Start();
    alice_ = std::make_unique<Endpoint>("alice", "sframe", thread_.get());
    bob_ = std::make_unique<Endpoint>("bob", "sframe", thread_.get());
    sender_ = SenderTransformer::Create(alice_->session(), AlicesVideo(),
                                        SEALFRAME_CODEC_VP8, nullptr);
    sender_->RegisterTransformedFrameCallback(sealed_);
    receiver_ = NewReceiver(0);
  }

  Ref<ReceiverTransformer> NewReceiver(uint32_t hold_max_frames) {
    sealframe_stream_config config = AlicesVideo();
    config.hold_max_frames = hold_max_frames;
    config.hold_max_bytes = hold_max_frames * size_t{1000};
    config.hold_max_age_ms = hold_max_frames * uint64_t{60000};
    auto receiver = ReceiverTransformer::Create(bob_->session(), config,
                                                SEALFRAME_CODEC_VP8, nullptr);
    receiver->RegisterTransformedFrameCallback(opened_);
    return receiver;
  }

  // Seal returns the bytes of a frame that Alice sends.
  std::string Seal(const std::string& plain) {
    sender_->Transform(NewFakeFrame({}, plain));
    return sealed_->Get(sealed_->size() - 1).bytes;
  }

  void Receive(const std::string& sealed, uint32_t timestamp = 0,
               Direction direction = Direction::kReceiver,
               bool key_frame = false) {
    receiver_->Transform(NewFakeFrame({.direction = direction,
                                       .timestamp = timestamp,
                                       .key_frame = key_frame},
                                      sealed));
  }

  uint64_t Count(sealframe_frame_status status) {
    return receiver_->GetStats().frames_by_status[status];
  }

  std::unique_ptr<rtc::Thread> thread_;
  std::unique_ptr<Endpoint> alice_, bob_;
  Ref<SenderTransformer> sender_;
  Ref<ReceiverTransformer> receiver_;
  const Ref<FrameTaker> sealed_ = rtc::make_ref_counted<FrameTaker>();
  const Ref<FrameTaker> opened_ = rtc::make_ref_counted<FrameTaker>();
};

TEST_F(ReceiverTransformerTest, OpensFramesOfASender) {
  bob_->SetKey("alice", 0, 'a');
  for (const size_t size : {0u, 1u, 70000u, 3u}) {
    const std::string plain(size, 'x');
    Receive(Seal(plain), 5);
    EXPECT_EQ(opened_->Get(opened_->size() - 1).bytes, plain);
    EXPECT_EQ(opened_->Get(opened_->size() - 1).timestamp, 5u);
  }
}

TEST_F(ReceiverTransformerTest, ASecondCopyIsDroppedAndLaterFramesOpen) {
  bob_->SetKey("alice", 0, 'a');
  const std::string first = Seal("first"), second = Seal("second");
  Receive(first);
  Receive(first);
  Receive(second);
  Receive(first);
  ASSERT_EQ(opened_->size(), 2u);
  EXPECT_EQ(opened_->Get(1).bytes, "second");
  EXPECT_EQ(Count(SEALFRAME_FRAME_REPLAYED), 2u);
}

TEST_F(ReceiverTransformerTest, ACopyUnderAnotherSsrcIsAReplay) {
  bob_->SetKey("alice", 0, 'a');
  const std::string sealed = Seal("frame");
  Receive(sealed);
  receiver_->Transform(
      NewFakeFrame({.direction = Direction::kReceiver, .ssrc = 99}, sealed));
  EXPECT_EQ(opened_->size(), 1u);
  EXPECT_EQ(Count(SEALFRAME_FRAME_REPLAYED), 1u);
}

TEST_F(ReceiverTransformerTest, FramesThatDoNotOpenAreDropped) {
  bob_->SetKey("alice", 0, 'a');
  std::string altered = Seal("frame");
  altered.back() = static_cast<char>(altered.back() ^ 1);
  Receive(altered);
  Receive("\x80");  // Cut off inside the header.
  Receive(Seal("sent, not received"), 0, Direction::kSender);
  EXPECT_EQ(opened_->size(), 0u);
  EXPECT_EQ(Count(SEALFRAME_FRAME_NOT_AUTHENTIC), 1u);
  EXPECT_EQ(Count(SEALFRAME_FRAME_MALFORMED), 1u);
}

TEST_F(ReceiverTransformerTest, FramesWithoutBytesPass) {
  bob_->SetKey("alice", 0, 'a');
  Receive("");
  EXPECT_EQ(opened_->size(), 1u);
  EXPECT_EQ(Count(SEALFRAME_FRAME_PASSED_THROUGH), 1u);
}

TEST_F(ReceiverTransformerTest, HeldFramesComeOutInOrderWithTheirMetadata) {
  receiver_ = NewReceiver(kHeldFrames);
  for (const uint32_t timestamp : {1u, 2u, 3u}) {
    Receive(Seal("frame " + std::to_string(timestamp)), timestamp);
  }
  EXPECT_EQ(opened_->size(), 0u);
  bob_->SetKey("alice", 0, 'a');
  receiver_->ReleaseHeld();
  ASSERT_EQ(opened_->size(), 3u);
  for (const uint32_t timestamp : {1u, 2u, 3u}) {
    EXPECT_EQ(opened_->Get(timestamp - 1).timestamp, timestamp);
    EXPECT_EQ(opened_->Get(timestamp - 1).bytes,
              "frame " + std::to_string(timestamp));
  }
}

// Layers of one picture have the same SSRC and timestamp. A frame that stays
// must not be confused with one that was dropped for lack of room.
TEST_F(ReceiverTransformerTest, AHeldFrameIsNotConfusedWithADroppedOne) {
  receiver_ = NewReceiver(kHeldFrames);
  for (const char* layer : {"gone", "gone too", "1", "2", "3"}) {
    Receive(Seal(layer), 7, Direction::kReceiver, *layer == 'g');
  }
  bob_->SetKey("alice", 0, 'a');
  Receive(Seal("now"), 8);
  ASSERT_EQ(opened_->size(), 3u + 1);
  for (const size_t place : {0u, 1u, 2u}) {
    EXPECT_EQ(opened_->Get(place).bytes, std::to_string(place + 1));
    EXPECT_EQ(opened_->Get(place).timestamp, 7u);
    EXPECT_FALSE(opened_->Get(place).key_frame);
  }
  EXPECT_EQ(opened_->Get(3).bytes, "now");
  EXPECT_EQ(Count(SEALFRAME_FRAME_HOLD_EXPIRED), 2u);
}

TEST_F(ReceiverTransformerTest, AFrameIsReleasedOnceItIsNoLongerHeld) {
  receiver_ = NewReceiver(kHeldFrames);
  const auto lifetime = std::make_shared<int>();
  const auto receive = [&](const std::string& sealed) {
    receiver_->Transform(NewFakeFrame(
        {.direction = Direction::kReceiver, .lifetime = lifetime}, sealed));
  };
  for (int i = 0; i < 10; ++i) receive(Seal("frame"));
  EXPECT_EQ(lifetime.use_count(), 1 + long{kHeldFrames});
  std::string altered = Seal("altered");
  altered.back() = static_cast<char>(altered.back() ^ 1);
  receive(altered);
  bob_->SetKey("alice", 0, 'a');
  receiver_->ReleaseHeld();
  EXPECT_EQ(opened_->size(), size_t{kHeldFrames} - 1);
  EXPECT_EQ(lifetime.use_count(), 1);
}

// Forged frames under other key ids take the room of the oldest genuine frames,
// and stay in the queue beside the newest.
TEST_F(ReceiverTransformerTest, AHeldFrameKeepsItsMetadataWhenAFloodTakesRoom) {
  receiver_ = NewReceiver(kHeldFrames);
  for (const uint32_t timestamp : {1u, 2u, 3u}) {
    Receive(Seal(std::to_string(timestamp)), timestamp);
  }
  for (const char kid : {'\x20', '\x30', '\x40', '\x50'}) {
    Receive(kid + std::string(40, 'x'), 9);
  }
  bob_->SetKey("alice", 0, 'a');
  receiver_->ReleaseHeld();
  ASSERT_EQ(opened_->size(), 1u);
  EXPECT_EQ(opened_->Get(0).bytes, "3");
  EXPECT_EQ(opened_->Get(0).timestamp, 3u);
}

TEST_F(ReceiverTransformerTest, AHeldFrameIsNotConfusedWithOneOfAnotherSsrc) {
  receiver_ = NewReceiver(kHeldFrames);
  const std::string old_key = Seal("old key");
  alice_->SetKey("alice", 1, '1');
  alice_->Activate(1);
  const std::string new_key = Seal("new key");
  receiver_->Transform(
      NewFakeFrame({.direction = Direction::kReceiver, .ssrc = 2}, new_key));
  receiver_->Transform(
      NewFakeFrame({.direction = Direction::kReceiver, .ssrc = 1}, old_key));
  bob_->SetKey("alice", 0, 'a');
  receiver_->ReleaseHeld();
  ASSERT_EQ(opened_->size(), 1u);
  EXPECT_EQ(opened_->Get(0).ssrc, 1u);
  EXPECT_EQ(opened_->Get(0).bytes, "old key");
}

TEST_F(ReceiverTransformerTest, AHeldFrameThatDoesNotOpenDoesNotBlockOthers) {
  receiver_ = NewReceiver(kHeldFrames);
  std::string altered = Seal("altered");
  altered.back() = static_cast<char>(altered.back() ^ 1);
  const std::string twice = Seal("twice");
  Receive(altered, 1);
  Receive(twice, 2);
  Receive(twice, 2);
  bob_->SetKey("alice", 0, 'a');
  receiver_->ReleaseHeld();
  ASSERT_EQ(opened_->size(), 1u);
  EXPECT_EQ(opened_->Get(0).bytes, "twice");
  EXPECT_EQ(Count(SEALFRAME_FRAME_REPLAYED), 1u);
}

TEST_F(ReceiverTransformerTest,
       EachFrameComesOutOnceWhileAKeyIsSetInAnotherThread) {
  constexpr uint32_t kFrames = 200;
  receiver_ = NewReceiver(kFrames);
  std::vector<std::string> frames;
  for (uint32_t i = 0; i < kFrames; ++i) frames.push_back(Seal("frame"));
  std::thread network([&] {
    for (uint32_t i = 0; i < kFrames; ++i) Receive(frames[i], i);
  });
  std::thread application([&] {
    bob_->SetKey("alice", 0, 'a');
    while (opened_->size() < kFrames) receiver_->ReleaseHeld();
  });
  network.join();
  application.join();
  EXPECT_EQ(opened_->size(), kFrames);
  EXPECT_EQ(receiver_->GetStats().frames_out, kFrames);
}

TEST_F(ReceiverTransformerTest, CallbacksCanChangeWhileFramesAreOpened) {
  bob_->SetKey("alice", 0, 'a');
  std::thread registrar([&] {
    for (int i = 0; i < 500; ++i) {
      receiver_->UnregisterTransformedFrameCallback();
      receiver_->RegisterTransformedFrameSinkCallback(opened_, 1);
      receiver_->UnregisterTransformedFrameSinkCallback(1);
      receiver_->RegisterTransformedFrameCallback(opened_);
    }
  });
  for (int i = 0; i < 500; ++i) Receive(Seal("frame"));
  registrar.join();
  EXPECT_LE(opened_->size(), 500u);
  EXPECT_EQ(Count(SEALFRAME_FRAME_OK), 500u);
}

TEST_F(ReceiverTransformerTest, AStreamWithoutAParticipantIsRefused) {
  sealframe_stream_config config;
  SEALFRAME_INIT(&config);
  sealframe_error error;
  SEALFRAME_INIT(&error);
  EXPECT_EQ(ReceiverTransformer::Create(bob_->session(), config,
                                        SEALFRAME_CODEC_VP8, &error),
            nullptr);
  EXPECT_STRNE(error.message, "");
}

}  // namespace
}  // namespace sealframe
