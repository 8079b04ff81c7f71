// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/jframe_profile.h"

#include <cstddef>
#include <utility>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/session.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {
namespace {

class JFrameProfileTest : public testing::Test {
 protected:
  const Profile profile_ = JFrameProfile().value();
};

// Jitsi's code ignores the codec.
TEST_F(JFrameProfileTest, TheClearPrefixDoesNotDependOnTheCodec) {
  TestPair pair({.profile = profile_});
  const Bytes frame = TestFrame(30);
  for (const Codec codec : {Codec::kUnknown, Codec::kVp8, Codec::kVp9,
                            Codec::kH264, Codec::kH265, Codec::kAv1}) {
    for (const auto& [info, clear] :
         {std::pair(FrameInfo{.kind = MediaKind::kAudio, .codec = codec}, 1),
          std::pair(FrameInfo{.codec = codec}, 3),
          std::pair(FrameInfo{.codec = codec, .key_frame = true}, 10)}) {
      const Bytes sealed = SealTo(*pair.send, frame, info);
      EXPECT_EQ(sealed.size(), frame.size() + 30);
      EXPECT_EQ(Bytes(sealed.begin(), sealed.begin() + clear),
                Bytes(frame.begin(), frame.begin() + clear));
    }
  }
}

// Jitsi's code throws on frames shorter than their clear prefix.
TEST_F(JFrameProfileTest, ShortFramesAreRefusedAndEmptyOnesPass) {
  TestPair pair({.profile = profile_});
  Bytes out(100);
  for (size_t size = 1; size < 10; ++size) {
    EXPECT_EQ(
        pair.send
            ->Seal({.key_frame = true}, TestFrame(size), absl::MakeSpan(out))
            .status,
        FrameStatus::kMalformed);
  }
  EXPECT_EQ(pair.send->Seal({.key_frame = true}, {}, {}).status,
            FrameStatus::kPassedThrough);
  EXPECT_EQ(OpenFrom(*pair.receive, {}).status, FrameStatus::kPassedThrough);
}

TEST_F(JFrameProfileTest, ParticipantsMayShareAnAesKey) {
  for (const size_t size : {16u, 32u}) {
    const SecretBytes key = SecretBytes::CopyOf(TestFrame(size));
    const auto keys =
        KeyProvider::Create(profile_, {.mode = KeyMode::kShared}).value();
    MustBeOk(keys->AddLocalParticipant("alice"));
    MustBeOk(keys->AddRemoteParticipant("bob"));
    MustBeOk(keys->SetSharedKey(20, KeyMaterial::FromAeadKey(key)));
    MustBeOk(keys->Activate("alice", 20));
    const auto session = Session::Create(keys, {.e2ee_enabled = true}).value();
    const auto send =
        session->NewSendTransform({.participant = "alice"}).value();
    const auto receive =
        session->NewReceiveTransform({.participant = "bob"}).value();
    const Bytes sealed = SealTo(*send, TestFrame(30));
    EXPECT_EQ(sealed.back(), 20 % 16);
    EXPECT_EQ(OpenFrom(*receive, sealed).frame, TestFrame(30));
    EXPECT_EQ(keys->Ratchet("alice").code(),
              absl::StatusCode::kFailedPrecondition);
  }
}

TEST_F(JFrameProfileTest, AnAesKeyOfAnotherSizeIsRefusedWithTheSizes) {
  const auto keys =
      KeyProvider::Create(profile_, {.mode = KeyMode::kShared}).value();
  MustBeOk(keys->AddLocalParticipant("alice"));
  for (const size_t size : {17u, 24u, 31u, 33u, 64u}) {
    const absl::Status status = keys->SetSharedKey(
        0, KeyMaterial::FromAeadKey(SecretBytes::CopyOf(TestFrame(size))));
    EXPECT_EQ(status.code(), absl::StatusCode::kInvalidArgument);
    EXPECT_TRUE(
        absl::StrContains(status.message(), absl::StrCat(size, " bytes")));
    EXPECT_TRUE(absl::StrContains(status.message(), "16 or 32"));
  }
}

TEST_F(JFrameProfileTest, PassphrasesAreRefused) {
  TestEnd end({.profile = profile_});
  EXPECT_EQ(end.keys()
                .SetKey("alice", 0, KeyMaterial::FromPassphrase(SecretBytes(8)))
                .code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace sealframe
