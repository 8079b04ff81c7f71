// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/libwebrtc/frame_decryptor.h"
#include "sealframe/hooks/libwebrtc/frame_encryptor.h"
#include "sealframe/hooks/libwebrtc/newer/frames.h"
#include "sealframe/hooks/libwebrtc/newer/ref_count.h"
#include "sealframe/hooks/libwebrtc/newer/task_queue.h"
#include "sealframe/hooks/libwebrtc/receiver_transformer.h"
#include "sealframe/hooks/libwebrtc/sender_transformer.h"
#include "sealframe/hooks/libwebrtc/session_poller.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;
using Direction = webrtc::TransformableFrameInterface::Direction;

static_assert(std::is_same_v<ByteView, std::span<const uint8_t>>);
static_assert(std::is_same_v<MediaType, webrtc::MediaType>);

class Frame : public webrtc::TransformableVideoFrameInterface {
 public:
  Frame(Direction direction, Bytes bytes)
      : direction_(direction), bytes_(std::move(bytes)) {}
  std::span<const uint8_t> GetData() const override { return bytes_; }
  void SetData(std::span<const uint8_t> data) override {
    bytes_.assign(data.begin(), data.end());
  }
  uint32_t GetSsrc() const override { return 1; }
  uint32_t GetTimestamp() const override { return 2; }
  Direction GetDirection() const override { return direction_; }
  std::string GetMimeType() const override { return "video/VP9"; }
  bool IsKeyFrame() const override { return false; }

 private:
  const Direction direction_;
  Bytes bytes_;
};

class Taker : public webrtc::TransformedFrameCallback {
 public:
  void OnTransformedFrame(
      std::unique_ptr<webrtc::TransformableFrameInterface> frame) override {
    const auto bytes = frame->GetData();
    const std::lock_guard<std::mutex> lock(mutex_);
    taken_.emplace_back(bytes.begin(), bytes.end());
  }
  std::vector<Bytes> taken() const {
    const std::lock_guard<std::mutex> lock(mutex_);
    return taken_;
  }

 private:
  mutable std::mutex mutex_;
  std::vector<Bytes> taken_;
};

// The tasks of a thread, which the test runs on demand.
class Tasks : public webrtc::TaskQueueBase {
 public:
  void PostTask(std::function<void()> task) override {
    tasks_.push_back(std::move(task));
  }
  void PostDelayedTask(std::function<void()> task, webrtc::TimeDelta) override {
    tasks_.push_back(std::move(task));
  }
  void RunOne() {
    const auto task = std::move(tasks_.front());
    tasks_.pop_front();
    task();
  }
  size_t size() const { return tasks_.size(); }

 private:
  std::deque<std::function<void()>> tasks_;
};

class States : public EventObserver {
 public:
  void OnEvent(const sealframe_event& event) override {
    states.push_back(event.state);
  }
  std::vector<sealframe_stream_state> states;
};

// Both ends of a stream that Alice sends to Bob.
class TransformersTest : public ::testing::Test {
 protected:
  TransformersTest() : alice_(Begin("alice")), bob_(Begin("bob")) {
    sender_->RegisterTransformedFrameCallback(sealed_);
    receiver_->RegisterTransformedFrameCallback(opened_);
  }

  struct End {
    UniquePtr<sealframe_provider> provider;
    UniquePtr<sealframe_session> session;
  };

  static End Begin(const char* participant) {
    sealframe_provider_options options;
    SEALFRAME_INIT(&options);
    options.profile = "sframe";
    End end;
    EXPECT_EQ(sealframe_provider_create(&options, Out(&end.provider), nullptr),
              SEALFRAME_OK);
    sealframe_provider* const provider = end.provider.get();
    EXPECT_EQ(sealframe_provider_add_local_participant(provider, participant,
                                                       nullptr, nullptr),
              SEALFRAME_OK);
    const char* const other = participant[0] == 'a' ? "bob" : "alice";
    EXPECT_EQ(sealframe_provider_add_remote_participant(provider, other,
                                                        nullptr, nullptr),
              SEALFRAME_OK);
    SetKey(provider, participant, participant[0]);
    EXPECT_EQ(sealframe_provider_activate(provider, participant, 0, nullptr),
              SEALFRAME_OK);
    EXPECT_EQ(
        sealframe_session_create(provider, nullptr, Out(&end.session), nullptr),
        SEALFRAME_OK);
    sealframe_session_set_e2ee_enabled(end.session.get(), 1);
    return end;
  }

  static void SetKey(sealframe_provider* provider, const char* participant,
                     char byte) {
    const Bytes key(16, static_cast<uint8_t>(byte));
    EXPECT_EQ(sealframe_provider_set_key(provider, participant, 0, 0,
                                         key.data(), key.size(), nullptr),
              SEALFRAME_OK);
  }

  // HasAlicesKey sets Alice's key for Bob.
  void HasAlicesKey() { SetKey(bob_.provider.get(), "alice", 'a'); }

  static sealframe_stream_config Config(uint32_t hold_max_frames) {
    sealframe_stream_config config;
    SEALFRAME_INIT(&config);
    config.participant = "alice";
    config.media = SEALFRAME_VIDEO;
    config.hold_max_frames = hold_max_frames;
    config.hold_max_bytes = hold_max_frames * size_t{100};
    config.hold_max_age_ms = hold_max_frames * uint64_t{10000};
    return config;
  }

  Bytes Seal(Bytes plain) {
    sender_->Transform(
        std::make_unique<Frame>(Direction::kSender, std::move(plain)));
    return sealed_->taken().back();
  }

  void Receive(Bytes sealed) {
    receiver_->Transform(
        std::make_unique<Frame>(Direction::kReceiver, std::move(sealed)));
  }

  const End alice_, bob_;
  const Ref<Taker> sealed_ = webrtc::make_ref_counted<Taker>();
  const Ref<Taker> opened_ = webrtc::make_ref_counted<Taker>();
  const Ref<SenderTransformer> sender_ = SenderTransformer::Create(
      alice_.session.get(), Config(0), SEALFRAME_CODEC_UNKNOWN, nullptr);
  const Ref<ReceiverTransformer> receiver_ = ReceiverTransformer::Create(
      bob_.session.get(), Config(100), SEALFRAME_CODEC_UNKNOWN, nullptr);
};

TEST_F(TransformersTest, AFrameOfTheSenderOpensAtTheReceiver) {
  HasAlicesKey();
  Receive(Seal({1, 2, 3}));
  EXPECT_EQ(opened_->taken(), std::vector<Bytes>{(Bytes{1, 2, 3})});
}

TEST_F(TransformersTest, ThePollerReportsEventsAndReleasesFramesOnItsThread) {
  Tasks thread;
  States told;
  auto poller =
      std::make_unique<SessionPoller>(bob_.session.get(), &thread, &told);
  poller->AddReceiver(receiver_);
  Receive(Seal({1}));
  EXPECT_TRUE(told.states.empty());
  thread.RunOne();
  EXPECT_EQ(told.states, std::vector{SEALFRAME_STATE_MISSING_KEY});
  HasAlicesKey();
  poller->PollSoon();
  EXPECT_TRUE(opened_->taken().empty());
  while (opened_->taken().empty()) thread.RunOne();
  EXPECT_EQ(opened_->taken(), std::vector<Bytes>{Bytes{1}});
  poller = nullptr;
  while (thread.size() != 0) thread.RunOne();
}

TEST_F(TransformersTest, KeysCallbacksAndFramesMayUseAnyThread) {
  constexpr int kFrames = 60;
  std::vector<Bytes> frames;
  for (int i = 0; i < kFrames; ++i) frames.push_back(Seal({1, 2, 3}));
  std::thread network([&] {
    for (const Bytes& frame : frames) Receive(frame);
  });
  std::thread registrar([&] {
    for (int i = 0; i < kFrames; ++i) {
      receiver_->RegisterTransformedFrameSinkCallback(opened_, 1);
      receiver_->UnregisterTransformedFrameSinkCallback(1);
    }
  });
  std::thread application([&] {
    HasAlicesKey();
    for (int i = 0; i < kFrames; ++i) receiver_->ReleaseHeld();
  });
  network.join();
  registrar.join();
  application.join();
  receiver_->ReleaseHeld();
  EXPECT_EQ(opened_->taken().size(), size_t{kFrames});
}

TEST_F(TransformersTest, TheOlderInterfaceSealsAndOpens) {
  HasAlicesKey();
  const auto encryptor = FrameEncryptor::Create(
      alice_.session.get(), Config(0), SEALFRAME_CODEC_UNKNOWN,
      AdditionalData::kAuthenticate, nullptr);
  const auto decryptor = FrameDecryptor::Create(
      bob_.session.get(), Config(0), SEALFRAME_CODEC_UNKNOWN,
      AdditionalData::kAuthenticate, nullptr);
  const Bytes plain = {1, 2, 3}, data = {4};
  Bytes sealed(encryptor->GetMaxCiphertextByteSize(MediaType::VIDEO, 3));
  size_t size = 0;
  ASSERT_EQ(encryptor->Encrypt(MediaType::VIDEO, 1, data, plain, sealed, &size),
            0);
  sealed.resize(size);
  Bytes out(decryptor->GetMaxPlaintextByteSize(MediaType::VIDEO, size));
  const auto result =
      decryptor->Decrypt(MediaType::VIDEO, {}, data, sealed, out);
  out.resize(result.bytes_written);
  EXPECT_EQ(out, plain);
}

}  // namespace
}  // namespace sealframe
