// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A call over WebRTC's SFrame interfaces, without its network: a sender whose
// camera, screen and microphone each have an encryptor, as each of WebRTC's
// senders has, and all have one key; and a receiver with a decryptor.

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <variant>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/sealframe.hpp"
#include "sealframe/hooks/libwebrtc/newer/new_encryptor.h"
#include "sealframe/hooks/libwebrtc/newer/sframe.h"
#include "sealframe/hooks/libwebrtc/sframe_decryptor.h"
#include "sealframe/hooks/libwebrtc/sframe_encryptor.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;
using webrtc::SframeCipherSuite;

constexpr auto kSuite = SframeCipherSuite::kAes128GcmSha256_128;
constexpr size_t kTracks = 3;
constexpr int kRounds = 5;  // The frames of each track between key changes.

// KeyOf returns a key of this test case: a key is never used for two.
Bytes KeyOf(uint64_t key_id, uint8_t test_case) {
  Bytes key(16, test_case);
  key[0] = static_cast<uint8_t>(key_id);
  key[1] = static_cast<uint8_t>(key_id >> 8);
  return key;
}

class SframeCallTest : public ::testing::Test {
 protected:
  SframeCallTest() {
    for (auto& encryptor : encryptors_) {
      encryptor = NewEncryptor(kSuite);
    }
  }

  // Frame returns frame `number` of a track.
  static Bytes Frame(size_t track, int number) {
    return Bytes(20 + track, static_cast<uint8_t>(number));
  }

  Bytes Seal(size_t track, const Bytes& frame) {
    Bytes sealed(encryptors_[track]->GetMaxCiphertextByteSize(frame.size()));
    const auto size = encryptors_[track]->Encrypt(frame, {}, sealed);
    EXPECT_TRUE(size.ok()) << size.error().message();
    if (size.ok()) sealed.resize(size.value());
    auto inspection = Defaults<sealframe_inspection>();
    EXPECT_EQ(
        sealframe_inspect("sframe", SEALFRAME_AUDIO, nullptr, sealed.data(),
                          sealed.size(), &inspection, nullptr),
        SEALFRAME_OK);
    counters_[inspection.kid].insert(inspection.counter);
    return sealed;
  }

  Bytes Open(const Bytes& sealed) {
    Bytes opened(decryptor_->GetMaxPlaintextByteSize(sealed.size()));
    const auto result = decryptor_->Decrypt(sealed, {}, opened);
    const auto* done = std::get_if<webrtc::SframeDecryptSuccess>(&result);
    opened.resize(done == nullptr ? 0 : done->bytes_written);
    return opened;
  }

  // SealAll seals the next frames of all tracks, interleaved.
  void SealAll(int rounds) {
    for (int round = 0; round < rounds; ++round, ++number_) {
      for (size_t track = 0; track < kTracks; ++track) {
        const Bytes frame = Frame(track, number_);
        in_transit_.emplace_back(Seal(track, frame), frame);
      }
    }
  }

  // OpenAll opens the frames in transit, the last ones first.
  void OpenAll() {
    std::reverse(in_transit_.begin(), in_transit_.end());
    for (const auto& [sealed, frame] : in_transit_) {
      EXPECT_EQ(Open(sealed), frame);
    }
    in_transit_.clear();
  }

  std::array<webrtc::scoped_refptr<SframeEncryptor>, kTracks> encryptors_;
  const webrtc::scoped_refptr<SframeDecryptor> decryptor_ =
      SframeDecryptor::Create(kSuite);
  std::map<uint64_t, std::set<uint64_t>> counters_;  // By key id.
  std::vector<std::pair<Bytes, Bytes>> in_transit_;  // Sealed, and plain.
  int number_ = 0;
};

TEST_F(SframeCallTest, AllTracksShareOneKeyAndOpen) {
  const Bytes key = KeyOf(3, 'a');
  ASSERT_TRUE(decryptor_->AddDecryptionKey(3, key).ok());
  for (auto& encryptor : encryptors_) {
    ASSERT_TRUE(encryptor->SetEncryptionKey(3, key).ok());
  }
  SealAll(kRounds);
  EXPECT_EQ(counters_[3].size(), kRounds * kTracks);
  OpenAll();
}

TEST_F(SframeCallTest, ATrackThatIsAddedAgainContinuesTheCounter) {
  const Bytes key = KeyOf(3, 'b');
  ASSERT_TRUE(decryptor_->AddDecryptionKey(3, key).ok());
  for (int call = 0; call < 4; ++call) {
    encryptors_[0] = NewEncryptor(kSuite);
    ASSERT_TRUE(encryptors_[0]->SetEncryptionKey(3, key).ok());
    const Bytes frame = Frame(0, call);
    EXPECT_EQ(Open(Seal(0, frame)), frame);
  }
  EXPECT_EQ(counters_[3].size(), 4u);
}

// The tracks change the key one after another, and send meanwhile.
TEST_F(SframeCallTest, AllFramesOpenWhileTheKeyChangesHundredsOfTimes) {
  for (uint64_t key_id = 0; key_id <= 300; ++key_id) {
    const Bytes key = KeyOf(key_id, 'c');
    ASSERT_TRUE(decryptor_->AddDecryptionKey(key_id, key).ok());
    for (auto& encryptor : encryptors_) {
      ASSERT_TRUE(encryptor->SetEncryptionKey(key_id, key).ok()) << key_id;
      if (key_id > 0) SealAll(1);
    }
    SealAll(kRounds);
    OpenAll();
  }
  size_t sealed = 0;
  for (const auto& [key_id, counters] : counters_) sealed += counters.size();
  EXPECT_EQ(sealed, static_cast<size_t>(number_) * kTracks);
}

}  // namespace
}  // namespace sealframe
