// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/frame_decryptor.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "rtc_base/thread.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/libwebrtc/frame_encryptor.h"
#include "sealframe/hooks/libwebrtc/testing/endpoint.h"

namespace sealframe {
namespace {

using Status = webrtc::FrameDecryptorInterface::Status;

constexpr MediaType kVideo = cricket::MEDIA_TYPE_VIDEO;

struct Opened {
  Status status;
  std::string bytes;
};

class FrameDecryptorTest : public ::testing::Test {
 protected:
  FrameDecryptorTest() : thread_(rtc::Thread::Create()) {
    thread_->Start();
    alice_ = std::make_unique<Endpoint>("alice", "sframe", thread_.get());
    bob_ = std::make_unique<Endpoint>("bob", "sframe", thread_.get());
    Make(AdditionalData::kAuthenticate);
  }

  void Make(AdditionalData data) {
    encryptor_ = FrameEncryptor::Create(alice_->session(), AlicesVideo(),
                                        SEALFRAME_CODEC_VP8, data, nullptr);
    decryptor_ = FrameDecryptor::Create(bob_->session(), AlicesVideo(),
                                        SEALFRAME_CODEC_VP8, data, nullptr);
  }

  static ByteView View(const std::string& bytes) {
    return {reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()};
  }

  std::string Encrypt(const std::string& plain, const std::string& data = "") {
    std::vector<uint8_t> out(
        encryptor_->GetMaxCiphertextByteSize(kVideo, plain.size()));
    size_t size = 0;
    EXPECT_EQ(
        encryptor_->Encrypt(kVideo, 1, View(data), View(plain), out, &size), 0);
    return {out.begin(), out.begin() + static_cast<std::ptrdiff_t>(size)};
  }

  Opened Decrypt(const std::string& sealed, const std::string& data = "") {
    std::vector<uint8_t> out(
        decryptor_->GetMaxPlaintextByteSize(kVideo, sealed.size()));
    const auto result =
        decryptor_->Decrypt(kVideo, {}, View(data), View(sealed), out);
    return {result.status,
            {out.begin(),
             out.begin() + static_cast<std::ptrdiff_t>(result.bytes_written)}};
  }

  std::unique_ptr<rtc::Thread> thread_;
  std::unique_ptr<Endpoint> alice_, bob_;
  Ref<FrameEncryptor> encryptor_;
  Ref<FrameDecryptor> decryptor_;
};

TEST_F(FrameDecryptorTest, OpensFramesOfAnEncryptor) {
  bob_->SetKey("alice", 0, 'a');
  for (const size_t size : {0u, 1u, 70000u}) {
    const std::string plain(size, 'x');
    const Opened opened = Decrypt(Encrypt(plain, "descriptor"), "descriptor");
    EXPECT_EQ(opened.status, Status::kOk);
    EXPECT_EQ(opened.bytes, plain);
  }
  EXPECT_EQ(encryptor_->GetStats().frames_out, 3u);
  EXPECT_EQ(decryptor_->GetStats().frames_out, 3u);
}

TEST_F(FrameDecryptorTest, AFrameWithAnotherDescriptorIsNotAuthentic) {
  bob_->SetKey("alice", 0, 'a');
  EXPECT_EQ(Decrypt(Encrypt("frame", "descriptor"), "rewritten").status,
            Status::kFailedToDecrypt);
}

TEST_F(FrameDecryptorTest, AFrameWithAnotherDescriptorOpensIfItIsIgnored) {
  Make(AdditionalData::kIgnore);
  bob_->SetKey("alice", 0, 'a');
  EXPECT_EQ(Decrypt(Encrypt("frame", "descriptor"), "rewritten").bytes,
            "frame");
}

TEST_F(FrameDecryptorTest, AMissingKeyAndAReplayAreRecoverable) {
  const std::string sealed = Encrypt("frame");
  EXPECT_EQ(Decrypt(sealed).status, Status::kRecoverable);
  bob_->SetKey("alice", 0, 'a');
  EXPECT_EQ(Decrypt(sealed).status, Status::kOk);
  const Opened again = Decrypt(sealed);
  EXPECT_EQ(again.status, Status::kRecoverable);
  EXPECT_EQ(again.bytes, "");
}

TEST_F(FrameDecryptorTest, AnAlteredFrameFails) {
  bob_->SetKey("alice", 0, 'a');
  std::string sealed = Encrypt("frame");
  sealed.back() = static_cast<char>(sealed.back() ^ 1);
  EXPECT_EQ(Decrypt(sealed).status, Status::kFailedToDecrypt);
  EXPECT_EQ(Decrypt("\x80").status, Status::kFailedToDecrypt);
}

TEST_F(FrameDecryptorTest, EncryptionFailsWithoutAKey) {
  alice_->Remove("alice");
  std::vector<uint8_t> out(100, 0xcc);
  size_t size = 7;
  EXPECT_EQ(encryptor_->Encrypt(kVideo, 1, {}, View("frame"), out, &size),
            SEALFRAME_FRAME_MISSING_KEY);
  EXPECT_EQ(size, 0u);
}

TEST_F(FrameDecryptorTest, AStreamThatHoldsFramesIsRefused) {
  sealframe_stream_config config = AlicesVideo();
  config.hold_max_frames = 1;
  sealframe_error error;
  SEALFRAME_INIT(&error);
  EXPECT_EQ(FrameDecryptor::Create(bob_->session(), config, SEALFRAME_CODEC_VP8,
                                   AdditionalData::kIgnore, &error),
            nullptr);
  EXPECT_STRNE(error.message, "");
}

TEST_F(FrameDecryptorTest, AStreamWithoutAParticipantIsRefused) {
  sealframe_stream_config config;
  SEALFRAME_INIT(&config);
  EXPECT_EQ(
      FrameEncryptor::Create(alice_->session(), config, SEALFRAME_CODEC_VP8,
                             AdditionalData::kIgnore, nullptr),
      nullptr);
  EXPECT_EQ(FrameDecryptor::Create(bob_->session(), config, SEALFRAME_CODEC_VP8,
                                   AdditionalData::kIgnore, nullptr),
            nullptr);
}

}  // namespace
}  // namespace sealframe
