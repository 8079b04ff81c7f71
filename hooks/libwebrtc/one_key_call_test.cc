// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Calls in which Alice's camera and microphone have one key, but a provider
// each. The key has one counter nevertheless.

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <utility>

#include "api/crypto/frame_encryptor_interface.h"
#include "api/frame_transformer_interface.h"
#include "gtest/gtest.h"
#include "rtc_base/thread.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/libwebrtc/frame_encryptor.h"
#include "sealframe/hooks/libwebrtc/sender_transformer.h"
#include "sealframe/hooks/libwebrtc/testing/endpoint.h"
#include "sealframe/hooks/libwebrtc/testing/test_call.h"
#include "sealframe/hooks/libwebrtc/testing/wait.h"
#include "sealframe/hooks/libwebrtc/webrtc_types.h"

namespace sealframe {
namespace {

// Record holds the key ids and counters of sealed frames.
class Record {
 public:
  void Add(ByteView sealed) {
    auto inspection = Defaults<sealframe_inspection>();
    const std::lock_guard<std::mutex> lock(mutex_);
    EXPECT_EQ(
        sealframe_inspect("sframe", SEALFRAME_VIDEO, nullptr, sealed.data(),
                          sealed.size(), &inspection, nullptr),
        SEALFRAME_OK);
    EXPECT_TRUE(counters_[inspection.kid].insert(inspection.counter).second)
        << "KID " << inspection.kid << ", counter " << inspection.counter;
  }

  size_t keys() {
    const std::lock_guard<std::mutex> lock(mutex_);
    return counters_.size();
  }

 private:
  std::mutex mutex_;
  std::map<uint64_t, std::set<uint64_t>> counters_;  // By KID.
};

// RecordedEncryptor is an encryptor whose output is recorded.
class RecordedEncryptor : public webrtc::FrameEncryptorInterface {
 public:
  RecordedEncryptor(Ref<FrameEncryptor> encryptor, Record* record)
      : encryptor_(std::move(encryptor)), record_(record) {}

  int Encrypt(MediaType media_type, uint32_t ssrc, ByteView additional_data,
              ByteView frame, MutableByteView encrypted_frame,
              size_t* bytes_written) override {
    const int status =
        encryptor_->Encrypt(media_type, ssrc, additional_data, frame,
                            encrypted_frame, bytes_written);
    if (status == 0) record_->Add(encrypted_frame.subview(0, *bytes_written));
    return status;
  }
  size_t GetMaxCiphertextByteSize(MediaType media_type,
                                  size_t frame_size) override {
    return encryptor_->GetMaxCiphertextByteSize(media_type, frame_size);
  }

 private:
  const Ref<FrameEncryptor> encryptor_;
  Record* const record_;
};

// RecordedCallback records a transformer's output.
class RecordedCallback : public webrtc::TransformedFrameCallback {
 public:
  RecordedCallback(FrameCallback callback, Record* record)
      : callback_(std::move(callback)), record_(record) {}

  void OnTransformedFrame(
      std::unique_ptr<webrtc::TransformableFrameInterface> frame) override {
    record_->Add(frame->GetData());
    callback_->OnTransformedFrame(std::move(frame));
  }

 private:
  const FrameCallback callback_;
  Record* const record_;
};

class RecordedTransformer : public webrtc::FrameTransformerInterface {
 public:
  RecordedTransformer(Ref<SenderTransformer> transformer, Record* record)
      : transformer_(std::move(transformer)), record_(record) {}

  void Transform(
      std::unique_ptr<webrtc::TransformableFrameInterface> frame) override {
    transformer_->Transform(std::move(frame));
  }
  void RegisterTransformedFrameCallback(FrameCallback callback) override {
    transformer_->RegisterTransformedFrameCallback(Recorded(callback));
  }
  void RegisterTransformedFrameSinkCallback(FrameCallback callback,
                                            uint32_t ssrc) override {
    transformer_->RegisterTransformedFrameSinkCallback(Recorded(callback),
                                                       ssrc);
  }
  void UnregisterTransformedFrameCallback() override {
    transformer_->UnregisterTransformedFrameCallback();
  }
  void UnregisterTransformedFrameSinkCallback(uint32_t ssrc) override {
    transformer_->UnregisterTransformedFrameSinkCallback(ssrc);
  }

 private:
  FrameCallback Recorded(FrameCallback callback) {
    return rtc::make_ref_counted<RecordedCallback>(std::move(callback),
                                                   record_);
  }

  const Ref<SenderTransformer> transformer_;
  Record* const record_;
};

class OneKeyCallTest : public ::testing::TestWithParam<Hook> {
 protected:
  OneKeyCallTest() {
    thread_->Start();
    for (const sealframe_media media : {SEALFRAME_AUDIO, SEALFRAME_VIDEO}) {
      ends_[media] =
          std::make_unique<Endpoint>("alice", "sframe", thread_.get());
    }
    TestCallOptions options = {.hook = GetParam()};
    options.hook_sender = [this](auto& sender, sealframe_media media) {
      HookSender(sender, media);
    };
    call_ = std::make_unique<TestCall>(options);
    call_->bob().SetKey("alice", 0, 'a');
  }

  void HookSender(webrtc::RtpSenderInterface& sender, sealframe_media media) {
    auto config = Defaults<sealframe_stream_config>();
    config.participant = "alice";
    config.media = media;
    sealframe_session* const session = ends_[media]->session();
    const sealframe_codec codec = TestCall::CodecOf("VP8", media);
    if (GetParam() == Hook::kFrameEncryptor) {
      sender.SetFrameEncryptor(rtc::make_ref_counted<RecordedEncryptor>(
          FrameEncryptor::Create(session, config, codec,
                                 AdditionalData::kAuthenticate, nullptr),
          &record_));
    } else {
      sender.SetEncoderToPacketizerFrameTransformer(
          rtc::make_ref_counted<RecordedTransformer>(
              SenderTransformer::Create(session, config, codec, nullptr),
              &record_));
    }
  }

  // ChangeKey replaces key `index - 1`, at Bob's end last.
  void ChangeKey(uint64_t index) {
    const char key = static_cast<char>(index);
    call_->bob().SetKey("alice", index, key);
    for (auto& [media, end] : ends_) {
      end->SetKey("alice", index, key);
      end->Activate(index);
      end->Retire("alice", index - 1);
    }
    call_->bob().Retire("alice", index - 1);
  }

  Record record_;
  const std::unique_ptr<rtc::Thread> thread_ = rtc::Thread::Create();
  std::map<sealframe_media, std::unique_ptr<Endpoint>> ends_;
  std::unique_ptr<TestCall> call_;
};

INSTANTIATE_TEST_SUITE_P(
    Hooks, OneKeyCallTest,
    ::testing::Values(Hook::kFrameTransformer, Hook::kFrameEncryptor),
    [](const auto& test) {
      return std::string(test.param == Hook::kFrameTransformer ? "Transformer"
                                                               : "Encryptor");
    });

TEST_P(OneKeyCallTest, NoCounterRepeatsAndPictureAndToneComeThrough) {
  ASSERT_TRUE(call_->Start());
  EXPECT_TRUE(call_->SeesAndHears());
  EXPECT_EQ(record_.keys(), 1u);
}

TEST_P(OneKeyCallTest, TheSameHoldsForTheThreeHundredthKey) {
  ASSERT_TRUE(call_->Start());
  ASSERT_TRUE(call_->SeesAndHears());
  for (uint64_t index = 1; index <= 300; ++index) {
    ChangeKey(index);
    if (index % 10 != 0) continue;
    const uint16_t picture = call_->camera().last();
    ASSERT_TRUE(WaitUntil([&] { return call_->camera().last() != picture; }));
  }
  EXPECT_TRUE(call_->SeesAndHears());
  EXPECT_GT(record_.keys(), 20u);
}

}  // namespace
}  // namespace sealframe
