// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/livekit_profile.h"

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/ring/jframe_profile.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/session.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {
namespace {

constexpr FrameInfo kVp8 = {.codec = Codec::kVp8, .ssrc = 77};

// StatusAt returns the status of a frame sealed with `sender` and opened with
// `receiver`.
FrameStatus StatusAt(const Profile& sender, const Profile& receiver) {
  TestPair from({.profile = sender});
  TestPair to({.profile = receiver});
  return OpenFrom(*to.receive, SealTo(*from.send, TestFrame(30), kVp8), kVp8)
      .status;
}

TEST(LiveKitProfileTest, RefusesOptionsOutOfRange) {
  for (const LiveKitOptions& options :
       {LiveKitOptions{.ratchet_window_size = 17},
        LiveKitOptions{.keyring_size = 0}, LiveKitOptions{.keyring_size = 257},
        LiveKitOptions{.key_size = 0}, LiveKitOptions{.key_size = 192},
        LiveKitOptions{.key_size = 129}}) {
    EXPECT_EQ(LiveKitProfile(options).status().code(),
              absl::StatusCode::kInvalidArgument);
    EXPECT_EQ(VideoSdkProfile(options).status().code(),
              absl::StatusCode::kInvalidArgument);
  }
}

TEST(LiveKitProfileTest, ProfilesHaveTheirNames) {
  EXPECT_EQ(LiveKitProfile()->name, "livekit");
  EXPECT_EQ(VideoSdkProfile()->name, "videosdk");
  EXPECT_EQ(JFrameProfile()->name, "jframe");
}

TEST(LiveKitProfileTest, FramesOpenOnlyWithEqualParameters) {
  const Profile livekit = LiveKitProfile().value();
  EXPECT_EQ(StatusAt(livekit, livekit), FrameStatus::kOk);
  for (const Profile& other :
       {VideoSdkProfile().value(), JFrameProfile().value(),
        LiveKitProfile({.ratchet_salt = "another"}).value(),
        LiveKitProfile({.key_size = 256}).value()}) {
    EXPECT_EQ(StatusAt(livekit, other), FrameStatus::kNotAuthentic);
    EXPECT_EQ(StatusAt(other, livekit), FrameStatus::kNotAuthentic);
  }
}

// VideoSDK uses LiveKit's format with another salt and no ratchet window.
TEST(LiveKitProfileTest, VideoSdkIsLiveKitWithItsParameters) {
  const Profile same =
      LiveKitProfile({.ratchet_salt = "VideoSDKEncryptionRatchetSalt",
                      .ratchet_window_size = 0})
          .value();
  EXPECT_EQ(StatusAt(VideoSdkProfile().value(), same), FrameStatus::kOk);
  EXPECT_EQ(VideoSdkProfile()->scheme->traits().steps_ahead, 0u);
}

TEST(LiveKitProfileTest, APassphraseGivesAnotherKeyThanItsBytes) {
  const Profile profile = LiveKitProfile({.ratchet_window_size = 0}).value();
  const SecretBytes bytes = SecretBytes::CopyOf(TestFrame(16));
  TestEnd alice({.profile = profile});
  TestEnd bob({.profile = profile});
  MustBeOk(alice.keys().AddLocalParticipant("alice"));
  MustBeOk(alice.keys().SetKey("alice", 0, KeyMaterial::FromPassphrase(bytes)));
  MustBeOk(alice.keys().Activate("alice", 0));
  MustBeOk(bob.keys().SetKey("alice", 0, KeyMaterial::FromKey(bytes)));
  const auto send =
      alice.session().NewSendTransform({.participant = "alice"}).value();
  const auto receive =
      bob.session().NewReceiveTransform({.participant = "alice"}).value();
  EXPECT_EQ(OpenFrom(*receive, SealTo(*send, TestFrame(30), kVp8), kVp8).status,
            FrameStatus::kNotAuthentic);
}

TEST(LiveKitProfileTest, AKeyThatSealsMayAlsoOpen) {
  TestEnd end({.profile = LiveKitProfile().value()});
  end.Join("alice");
  MustBeOk(end.keys().SetKey("bob", 0, TestKey(0)));
  const auto send =
      end.session().NewSendTransform({.participant = "alice"}).value();
  const auto receive =
      end.session().NewReceiveTransform({.participant = "bob"}).value();
  EXPECT_EQ(OpenFrom(*receive, SealTo(*send, TestFrame(30), kVp8), kVp8).status,
            FrameStatus::kOk);
}

// Neither SSRC nor timestamp keeps the IVs of the two apart.
TEST(LiveKitProfileTest, TwoLocalParticipantsNeverRepeatIvsUnderASharedKey) {
  const auto keys = *KeyProvider::Create(LiveKitProfile().value(),
                                         {.mode = KeyMode::kShared});
  MustBeOk(keys->SetSharedKey(0, TestKey(0)));
  const auto session = *Session::Create(keys, {.e2ee_enabled = true});
  std::set<std::string> ivs;
  for (const char* const name : {"alice", "carol"}) {
    MustBeOk(keys->AddLocalParticipant(name));
    MustBeOk(keys->Activate(name, 0));
    const auto send = session->NewSendTransform({.participant = name}).value();
    for (int i = 0; i < 3; ++i) {
      const std::vector<uint8_t> sealed = SealTo(*send, TestFrame(30), kVp8);
      ivs.insert(std::string(sealed.end() - 14, sealed.end() - 2));
    }
  }
  EXPECT_EQ(ivs.size(), 6u);
}

}  // namespace
}  // namespace sealframe
