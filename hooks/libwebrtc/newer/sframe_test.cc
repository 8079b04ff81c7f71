// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/libwebrtc/newer/new_encryptor.h"
#include "sealframe/hooks/libwebrtc/sframe_decryptor.h"
#include "sealframe/hooks/libwebrtc/sframe_encryptor.h"
#include "sealframe/hooks/libwebrtc/sframe_provider.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;
using webrtc::RTCErrorType;
using webrtc::SframeCipherSuite;
using webrtc::SframeDecryptErrorType;

const Bytes kKey(16, 0x11), kOtherKey(16, 0x22);
const Bytes kFrame = {1, 2, 3, 4, 5};
const Bytes kData = {6, 7, 8};

struct Decrypted {
  std::optional<Bytes> frame = std::nullopt;
  std::optional<SframeDecryptErrorType> error = std::nullopt;
  std::optional<uint64_t> key_id = std::nullopt;
  Bytes out = {};
};

// Opens returns whether `sealed` opens under `options` and key 5.
bool Opens(const sealframe_provider_options& options, const Bytes& sealed) {
  UniquePtr<sealframe_provider> provider;
  UniquePtr<sealframe_session> session;
  UniquePtr<sealframe_receive_transform> transform;
  auto stream = Defaults<sealframe_stream_config>();
  stream.participant = "alice";
  EXPECT_EQ(sealframe_provider_create(&options, Out(&provider), nullptr),
            SEALFRAME_OK);
  EXPECT_EQ(sealframe_provider_set_key(provider.get(), "alice", 5, 0,
                                       kKey.data(), kKey.size(), nullptr),
            SEALFRAME_OK);
  EXPECT_EQ(
      sealframe_session_create(provider.get(), nullptr, Out(&session), nullptr),
      SEALFRAME_OK);
  sealframe_session_set_e2ee_enabled(session.get(), 1);
  EXPECT_EQ(sealframe_receive_transform_create(session.get(), &stream,
                                               Out(&transform), nullptr),
            SEALFRAME_OK);
  auto info = Defaults<sealframe_frame_info>();
  auto result = Defaults<sealframe_frame_result>();
  Bytes out(sealed.size());
  return sealframe_receive_transform_open(transform.get(), &info, sealed.data(),
                                          sealed.size(), out.data(), out.size(),
                                          &result) == SEALFRAME_FRAME_OK;
}

class SframeTest : public ::testing::TestWithParam<SframeCipherSuite> {
 protected:
  Bytes Encrypt(const Bytes& frame, const Bytes& data = {}) {
    Bytes out(encryptor_->GetMaxCiphertextByteSize(frame.size()), 0xcc);
    const auto size = encryptor_->Encrypt(frame, data, out);
    EXPECT_TRUE(size.ok()) << size.error().message();
    out.resize(size.value());
    return out;
  }

  Decrypted Decrypt(const Bytes& sealed, const Bytes& data = {}) {
    Bytes out(decryptor_->GetMaxPlaintextByteSize(sealed.size()) + 1, 0xcc);
    const auto result = decryptor_->Decrypt(sealed, data, out);
    if (const auto* done = std::get_if<webrtc::SframeDecryptSuccess>(&result)) {
      out.resize(done->bytes_written);
      return {.frame = out};
    }
    const auto& failure = std::get<webrtc::SframeDecryptFailure>(result);
    return {.error = failure.type, .key_id = failure.key_id, .out = out};
  }

  const webrtc::scoped_refptr<SframeEncryptor> encryptor_ =
      NewEncryptor(GetParam());
  const webrtc::scoped_refptr<SframeDecryptor> decryptor_ =
      SframeDecryptor::Create(GetParam());
};

// Suites returns the suites of this version of WebRTC.
template <typename Suite = SframeCipherSuite>
std::vector<Suite> Suites() {
  std::vector<Suite> suites = {
      Suite::kAes128CtrHmacSha256_80, Suite::kAes128CtrHmacSha256_64,
      Suite::kAes128CtrHmacSha256_32, Suite::kAes128GcmSha256_128,
      Suite::kAes256GcmSha512_128};
  if constexpr (requires { Suite::kAes256CtrHmacSha512_80; }) {
    suites.insert(suites.end(), {Suite::kAes256CtrHmacSha512_80,
                                 Suite::kAes256CtrHmacSha512_64,
                                 Suite::kAes256CtrHmacSha512_32});
  }
  return suites;
}

INSTANTIATE_TEST_SUITE_P(Suites, SframeTest, ::testing::ValuesIn(Suites()));

TEST_P(SframeTest, OpensAFrameSealedWithTheKeyOfTheSameId) {
  for (const uint64_t key_id : {uint64_t{0}, uint64_t{1000}}) {
    ASSERT_TRUE(encryptor_->SetEncryptionKey(key_id, kKey).ok());
    ASSERT_TRUE(decryptor_->AddDecryptionKey(key_id, kKey).ok());
    EXPECT_EQ(Decrypt(Encrypt(kFrame, kData), kData).frame, kFrame);
  }
}

// An enumerator of WebRTC stands for the suite with the same name and number,
// and for no other.
TEST_P(SframeTest, TheSuiteIsTheOneOfThatName) {
  const auto place = static_cast<int>(GetParam());
  ASSERT_TRUE(encryptor_->SetEncryptionKey(5, kKey).ok());
  const Bytes sealed = Encrypt(kFrame);
  for (int other = 0; other < 8; ++other) {
    auto options = Defaults<sealframe_provider_options>();
    options.profile = "sframe";
    options.suite = static_cast<sealframe_suite>(other + 1);
    options.allow_short_tags = 1;
    EXPECT_EQ(Opens(options, sealed), other == place) << other;
  }
}

TEST_P(SframeTest, TheBoundOfTheSealedSizeNeedsNoKeyAndHoldsForAll) {
  for (const size_t size : {size_t{0}, kFrame.size(), SIZE_MAX / 2}) {
    EXPECT_EQ(encryptor_->GetMaxCiphertextByteSize(size), size + 33);
  }
  EXPECT_EQ(encryptor_->GetMaxCiphertextByteSize(SIZE_MAX - 32), SIZE_MAX);
  EXPECT_EQ(encryptor_->GetMaxCiphertextByteSize(SIZE_MAX), SIZE_MAX);
  ASSERT_TRUE(encryptor_->SetEncryptionKey(UINT64_MAX, kKey).ok());
  EXPECT_EQ(encryptor_->GetMaxCiphertextByteSize(7), 7u + 33);
  EXPECT_FALSE(Encrypt(kFrame).empty());
}

TEST_P(SframeTest, ReturnsEachOfWebrtcsThreeErrors) {
  ASSERT_TRUE(encryptor_->SetEncryptionKey(5, kKey).ok());
  const Bytes sealed = Encrypt(kFrame, kData);
  EXPECT_EQ(Decrypt(sealed, kData).error, SframeDecryptErrorType::kKeyId);
  ASSERT_TRUE(decryptor_->AddDecryptionKey(4, kKey).ok());
  EXPECT_EQ(Decrypt(sealed, kData).error, SframeDecryptErrorType::kKeyId);
  EXPECT_EQ(Decrypt(sealed, kData).key_id, 5u);
  ASSERT_TRUE(decryptor_->AddDecryptionKey(5, kKey).ok());
  EXPECT_EQ(Decrypt(sealed, {}).error, SframeDecryptErrorType::kAuthentication);
  EXPECT_EQ(Decrypt({}, kData).error, SframeDecryptErrorType::kSyntax);
  EXPECT_EQ(Decrypt(sealed, kData).frame, kFrame);
}

TEST_P(SframeTest, AFrameThatDoesNotOpenLeavesZeros) {
  ASSERT_TRUE(encryptor_->SetEncryptionKey(5, kKey).ok());
  const Bytes sealed = Encrypt(kFrame);
  const Bytes zeros(sealed.size() + 1, 0);
  EXPECT_EQ(Decrypt(sealed).out, zeros);
  ASSERT_TRUE(decryptor_->AddDecryptionKey(5, kOtherKey).ok());
  EXPECT_EQ(Decrypt(sealed).out, zeros);
}

TEST_P(SframeTest, ASecondCopyIsNotAuthentic) {
  ASSERT_TRUE(encryptor_->SetEncryptionKey(5, kKey).ok());
  ASSERT_TRUE(decryptor_->AddDecryptionKey(5, kKey).ok());
  const Bytes sealed = Encrypt(kFrame);
  EXPECT_EQ(Decrypt(sealed).frame, kFrame);
  EXPECT_EQ(Decrypt(sealed).error, SframeDecryptErrorType::kAuthentication);
}

TEST_P(SframeTest, AKeyThatTheSenderSetsAgainContinuesItsCounter) {
  ASSERT_TRUE(decryptor_->AddDecryptionKey(5, kKey).ok());
  ASSERT_TRUE(decryptor_->AddDecryptionKey(6, kOtherKey).ok());
  for (const uint64_t key_id : {5u, 5u, 6u, 5u}) {
    const Bytes& key = key_id == 5 ? kKey : kOtherKey;
    ASSERT_TRUE(encryptor_->SetEncryptionKey(key_id, key).ok());
    // A repeated counter would be refused as a replay.
    EXPECT_EQ(Decrypt(Encrypt(kFrame)).frame, kFrame);
  }
}

TEST_P(SframeTest, OtherBytesReplaceTheSendersKey) {
  ASSERT_TRUE(encryptor_->SetEncryptionKey(5, kOtherKey).ok());
  ASSERT_TRUE(encryptor_->SetEncryptionKey(5, kKey).ok());
  ASSERT_TRUE(decryptor_->AddDecryptionKey(5, kKey).ok());
  EXPECT_EQ(Decrypt(Encrypt(kFrame)).frame, kFrame);
}

TEST_P(SframeTest, AKeyThatIsRefusedChangesNothing) {
  ASSERT_TRUE(encryptor_->SetEncryptionKey(5, kKey).ok());
  ASSERT_TRUE(decryptor_->AddDecryptionKey(5, kKey).ok());
  for (const uint64_t key_id : {5u, 6u}) {
    EXPECT_EQ(encryptor_->SetEncryptionKey(key_id, {}).type(),
              RTCErrorType::INVALID_PARAMETER);
    EXPECT_EQ(decryptor_->AddDecryptionKey(key_id, {}).type(),
              RTCErrorType::INVALID_PARAMETER);
    EXPECT_EQ(Decrypt(Encrypt(kFrame)).frame, kFrame);
  }
}

TEST_P(SframeTest, KeysOfTheReceiverCanBeReplacedAndRemoved) {
  ASSERT_TRUE(encryptor_->SetEncryptionKey(5, kKey).ok());
  ASSERT_TRUE(decryptor_->AddDecryptionKey(5, kOtherKey).ok());
  EXPECT_EQ(Decrypt(Encrypt(kFrame)).error,
            SframeDecryptErrorType::kAuthentication);
  ASSERT_TRUE(decryptor_->AddDecryptionKey(5, kKey).ok());
  EXPECT_EQ(Decrypt(Encrypt(kFrame)).frame, kFrame);
  ASSERT_TRUE(decryptor_->RemoveDecryptionKey(5).ok());
  EXPECT_EQ(Decrypt(Encrypt(kFrame)).error, SframeDecryptErrorType::kKeyId);
  EXPECT_FALSE(decryptor_->RemoveDecryptionKey(5).ok());
}

TEST_P(SframeTest, AKeyThatTheReceiverAddsAgainRefusesWhatItOpened) {
  ASSERT_TRUE(encryptor_->SetEncryptionKey(5, kKey).ok());
  ASSERT_TRUE(decryptor_->AddDecryptionKey(5, kKey).ok());
  const Bytes sealed = Encrypt(kFrame);
  EXPECT_EQ(Decrypt(sealed).frame, kFrame);
  ASSERT_TRUE(decryptor_->AddDecryptionKey(5, kKey).ok());
  EXPECT_EQ(Decrypt(sealed).error, SframeDecryptErrorType::kAuthentication);
  EXPECT_EQ(Decrypt(Encrypt(kFrame)).frame, kFrame);
}

TEST_P(SframeTest, AReceiverThatRemovesNoKeysForgetsTheOldest) {
  constexpr uint64_t kLast = 300;
  ASSERT_TRUE(encryptor_->SetEncryptionKey(kLast, kKey).ok());
  for (uint64_t key_id = 0; key_id <= kLast; ++key_id) {
    ASSERT_TRUE(decryptor_->AddDecryptionKey(key_id, kKey).ok()) << key_id;
  }
  EXPECT_EQ(Decrypt(Encrypt(kFrame)).frame, kFrame);
  constexpr uint64_t kOldest = kLast + 1 - kMaxSframeKeys;
  EXPECT_FALSE(decryptor_->RemoveDecryptionKey(kOldest - 1).ok());
  EXPECT_TRUE(decryptor_->RemoveDecryptionKey(kOldest).ok());
}

TEST_P(SframeTest, AReceiverKeepsTheKeyThatIsInUse) {
  ASSERT_TRUE(encryptor_->SetEncryptionKey(0, kKey).ok());
  ASSERT_TRUE(decryptor_->AddDecryptionKey(0, kKey).ok());
  EXPECT_EQ(Decrypt(Encrypt(kFrame)).frame, kFrame);
  for (uint64_t key_id = 1; key_id < 2 * kMaxSframeKeys; ++key_id) {
    ASSERT_TRUE(decryptor_->AddDecryptionKey(key_id, kKey).ok()) << key_id;
  }
  EXPECT_EQ(Decrypt(Encrypt(kFrame)).frame, kFrame);
}

TEST(SframeSuiteTest, AnUnknownSuiteIsRefused) {
  constexpr auto kNewer = static_cast<SframeCipherSuite>(99);
  const auto encryptor = NewEncryptor(kNewer);
  EXPECT_EQ(encryptor->SetEncryptionKey(5, kKey).type(),
            RTCErrorType::INVALID_PARAMETER);
  EXPECT_EQ(SframeDecryptor::Create(kNewer)->AddDecryptionKey(5, kKey).type(),
            RTCErrorType::INVALID_PARAMETER);
}

TEST_P(SframeTest, SealingFailsWithoutAKey) {
  Bytes out(100, 0xcc);
  EXPECT_EQ(encryptor_->Encrypt(kFrame, {}, out).error().type(),
            RTCErrorType::INVALID_STATE);
  EXPECT_EQ(out, Bytes(100, 0));
}

}  // namespace
}  // namespace sealframe
