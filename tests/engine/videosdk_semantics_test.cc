// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Tests VideoSDK's documented end-to-end encryption behaviour through the
// engine's public interface: one key provider for both directions, with a
// shared key or one per participant; a state per participant and media kind;
// and the handling of frames before encryption is enabled.
//
// VideoSDK's EncryptionSuccess corresponds to `kOk` of a sending stream,
// DecryptionSuccess to `kOk` of a receiving one.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/session.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {
namespace {

KeyMaterial Passphrase(const std::string& text) {
  return KeyMaterial::FromPassphrase(
      SecretBytes::CopyOf(std::vector<uint8_t>(text.begin(), text.end())));
}

FrameInfo InfoOf(MediaKind kind) {
  return {.kind = kind,
          .codec = kind == MediaKind::kAudio ? Codec::kOpus : Codec::kVp8,
          .ssrc = 5};
}

// Client is one participant's end of a call.
class Client {
 public:
  Client(const std::string& id, KeyMode mode, const FakeClock* clock)
      : id_(id),
        keys_(KeyProvider::Create(VideoSdkProfile().value(),
                                  {.mode = mode, .clock = clock})
                  .value()) {
    MustBeOk(keys_->AddLocalParticipant(id));
  }

  KeyProvider& keys() { return *keys_; }

  absl::Status Join(bool discard_frame_when_cryptor_not_ready = true) {
    auto session =
        Session::Create(keys_, {.discard_frame_when_cryptor_not_ready =
                                    discard_frame_when_cryptor_not_ready});
    if (!session.ok()) {
      return session.status();
    }
    session_ = *std::move(session);
    return absl::OkStatus();
  }
  Session& session() { return *session_; }

  std::unique_ptr<SendTransform> Publish(MediaKind kind) {
    return session_->NewSendTransform({.participant = id_, .media = kind})
        .value();
  }
  std::unique_ptr<ReceiveTransform> Subscribe(const std::string& id,
                                              MediaKind kind) {
    return session_->NewReceiveTransform({.participant = id, .media = kind})
        .value();
  }

  // State returns the latest state reported for a stream since the last call,
  // or nullopt.
  std::optional<StreamState> State(const std::string& id, MediaKind kind,
                                   Direction direction) {
    std::optional<StreamState> state;
    for (const Event& event : session_->Poll()) {
      if (event.kind == EventKind::kStreamState && event.participant == id &&
          event.media == kind && event.direction == direction) {
        state = event.state;
      }
    }
    return state;
  }

 private:
  const std::string id_;
  const std::shared_ptr<KeyProvider> keys_;
  std::unique_ptr<Session> session_;
};

class VideoSdkTest : public testing::TestWithParam<MediaKind> {
 protected:
  MediaKind kind() const { return GetParam(); }
  FrameInfo info() const { return InfoOf(kind()); }

  FakeClock clock_;
};

INSTANTIATE_TEST_SUITE_P(Kinds, VideoSdkTest,
                         testing::Values(MediaKind::kAudio, MediaKind::kVideo),
                         [](const auto& test) {
                           return test.param == MediaKind::kAudio ? "audio"
                                                                  : "video";
                         });

TEST_P(VideoSdkTest, OneSharedPassphraseServesBothDirections) {
  Client alice("alice", KeyMode::kShared, &clock_);
  Client bob("bob", KeyMode::kShared, &clock_);
  MustBeOk(alice.keys().AddRemoteParticipant("bob"));
  MustBeOk(bob.keys().AddRemoteParticipant("alice"));
  for (auto& [client, id] : {std::pair<Client&, const char*>(alice, "alice"),
                             std::pair<Client&, const char*>(bob, "bob")}) {
    MustBeOk(client.keys().SetSharedKey(0, Passphrase("a shared secret")));
    MustBeOk(client.keys().Activate(id, 0));
    MustBeOk(client.Join());
    client.session().SetE2eeEnabled(true);
    EXPECT_TRUE(client.session().e2ee_enabled());
  }
  const auto from_alice = alice.Publish(kind());
  const auto from_bob = bob.Publish(kind());
  const auto at_bob = bob.Subscribe("alice", kind());
  const auto at_alice = alice.Subscribe("bob", kind());
  const Bytes frame = TestFrame(40);
  EXPECT_EQ(OpenFrom(*at_bob, SealTo(*from_alice, frame, info()), info()).frame,
            frame);
  EXPECT_EQ(OpenFrom(*at_alice, SealTo(*from_bob, frame, info()), info()).frame,
            frame);
  EXPECT_EQ(alice.State("alice", kind(), Direction::kSend), StreamState::kOk);
  EXPECT_EQ(bob.State("alice", kind(), Direction::kReceive), StreamState::kOk);
}

TEST_P(VideoSdkTest, ParticipantsMayUseSeparateKeys) {
  Client alice("alice", KeyMode::kPerParticipant, &clock_);
  Client bob("bob", KeyMode::kPerParticipant, &clock_);
  for (Client* client : {&alice, &bob}) {
    MustBeOk(client->keys().SetKey("alice", 0, Passphrase("alice's")));
    MustBeOk(client->keys().SetKey("bob", 0, Passphrase("bob's")));
    MustBeOk(client->Join());
    client->session().SetE2eeEnabled(true);
  }
  MustBeOk(alice.keys().Activate("alice", 0));
  const auto send = alice.Publish(kind());
  const Bytes sealed = SealTo(*send, TestFrame(40), info());
  const auto right = bob.Subscribe("alice", kind());
  EXPECT_EQ(OpenFrom(*right, sealed, info()).status, FrameStatus::kOk);
  const auto wrong = alice.Subscribe("bob", kind());
  EXPECT_EQ(OpenFrom(*wrong, sealed, info()).status,
            FrameStatus::kNotAuthentic);
  EXPECT_EQ(alice.State("bob", kind(), Direction::kReceive),
            StreamState::kDecryptionFailed);
}

TEST_P(VideoSdkTest, RefusesToCreateASessionWithoutAKey) {
  EXPECT_EQ(Session::Create(nullptr).status().code(),
            absl::StatusCode::kInvalidArgument);
  Client alice("alice", KeyMode::kShared, &clock_);
  EXPECT_EQ(alice.Join().code(), absl::StatusCode::kFailedPrecondition);
  MustBeOk(alice.keys().SetSharedKey(0, Passphrase("secret")));
  EXPECT_EQ(alice.Join().code(), absl::StatusCode::kOk);
}

TEST_P(VideoSdkTest, FramesBeforeE2eeIsEnabledDropOrPassAsConfigured) {
  for (const bool discard : {true, false}) {
    Client alice("alice", KeyMode::kShared, &clock_);
    MustBeOk(alice.keys().AddRemoteParticipant("bob"));
    MustBeOk(alice.keys().SetSharedKey(0, Passphrase("secret")));
    MustBeOk(alice.Join(discard));
    const auto send = alice.Publish(kind());
    const auto receive = alice.Subscribe("bob", kind());
    const FrameStatus want =
        discard ? FrameStatus::kNotReady : FrameStatus::kPassedThrough;
    Bytes out(100);
    EXPECT_EQ(send->Seal(info(), TestFrame(40), absl::MakeSpan(out)).status,
              want);
    EXPECT_EQ(OpenFrom(*receive, TestFrame(40), info()).status, want);
    EXPECT_FALSE(alice.session().e2ee_enabled());
    // Once encryption is enabled, nothing passes in the clear either way.
    alice.session().SetE2eeEnabled(true);
    EXPECT_EQ(send->Seal(info(), TestFrame(40), absl::MakeSpan(out)).status,
              FrameStatus::kMissingKey);
    EXPECT_FALSE(CameOut(OpenFrom(*receive, TestFrame(40), info()).status));
  }
}

TEST_P(VideoSdkTest, FramesPassInBothDirectionsWhileE2eeIsDisabled) {
  Client alice("alice", KeyMode::kShared, &clock_);
  MustBeOk(alice.keys().AddRemoteParticipant("bob"));
  MustBeOk(alice.keys().SetSharedKey(0, Passphrase("secret")));
  MustBeOk(alice.Join());
  alice.session().SetE2eeEnabled(false);
  Bytes out(100);
  EXPECT_EQ(alice.Publish(kind())
                ->Seal(info(), TestFrame(40), absl::MakeSpan(out))
                .status,
            FrameStatus::kPassedThrough);
  const auto receive = alice.Subscribe("bob", kind());
  EXPECT_EQ(OpenFrom(*receive, TestFrame(40), info()).frame, TestFrame(40));
}

TEST_P(VideoSdkTest, ReportsEachStateWithItsParticipantAndKind) {
  Client alice("alice", KeyMode::kPerParticipant, &clock_);
  Client bob("bob", KeyMode::kPerParticipant, &clock_);
  MustBeOk(alice.keys().SetKey("alice", 0, Passphrase("one")));
  MustBeOk(bob.keys().SetKey("alice", 0, Passphrase("one")));
  for (Client* client : {&alice, &bob}) {
    MustBeOk(client->Join());
    client->session().SetE2eeEnabled(true);
  }
  const auto send = alice.Publish(kind());
  const auto receive = bob.Subscribe("alice", kind());
  Bytes out(100);
  const auto seal = [&](const FrameInfo& with) {
    return send->Seal(with, TestFrame(40), absl::MakeSpan(out)).status;
  };
  const auto sent = [&] {
    clock_.Advance(absl::Seconds(2));
    return alice.State("alice", kind(), Direction::kSend);
  };
  const auto received = [&] {
    clock_.Advance(absl::Seconds(2));
    return bob.State("alice", kind(), Direction::kReceive);
  };
  // First no key is active, then one is, then the codec is unsupported.
  EXPECT_EQ(seal(info()), FrameStatus::kMissingKey);
  EXPECT_EQ(sent(), StreamState::kMissingKey);
  MustBeOk(alice.keys().Activate("alice", 0));
  EXPECT_EQ(seal(info()), FrameStatus::kOk);
  EXPECT_EQ(sent(), StreamState::kOk);
  EXPECT_EQ(seal({.kind = kind(), .codec = Codec::kAv1}),
            FrameStatus::kUnsupportedCodec);
  EXPECT_EQ(sent(), StreamState::kEncryptionFailed);

  Bytes sealed = SealTo(*send, TestFrame(40), info());
  EXPECT_EQ(OpenFrom(*receive, sealed, info()).status, FrameStatus::kOk);
  EXPECT_EQ(received(), StreamState::kOk);
  sealed = SealTo(*send, TestFrame(40), info());
  sealed[20] ^= 1;
  EXPECT_EQ(OpenFrom(*receive, sealed, info()).status,
            FrameStatus::kNotAuthentic);
  EXPECT_EQ(received(), StreamState::kDecryptionFailed);
  sealed.back() = 3;
  EXPECT_EQ(OpenFrom(*receive, sealed, info()).status,
            FrameStatus::kMissingKey);
  EXPECT_EQ(received(), StreamState::kMissingKey);
  EXPECT_EQ(received(), std::nullopt) << "only changes are reported";
}

// VideoSDK's key ring has 16 entries and no ratchet window.
TEST_P(VideoSdkTest, FortyKeysReuseTheSixteenRingIndices) {
  Client alice("alice", KeyMode::kShared, &clock_);
  Client bob("bob", KeyMode::kShared, &clock_);
  MustBeOk(bob.keys().AddRemoteParticipant("alice"));
  for (uint64_t index = 0; index < 40; ++index) {
    const KeyMaterial key = TestKey(index);
    MustBeOk(alice.keys().SetSharedKey(index, key));
    MustBeOk(bob.keys().SetSharedKey(index, key));
    MustBeOk(alice.keys().Activate("alice", index));
    if (index == 0) {
      MustBeOk(alice.Join());
      MustBeOk(bob.Join());
      alice.session().SetE2eeEnabled(true);
      bob.session().SetE2eeEnabled(true);
    }
    const auto send = alice.Publish(kind());
    const auto receive = bob.Subscribe("alice", kind());
    const Bytes sealed = SealTo(*send, TestFrame(40), info());
    EXPECT_EQ(sealed.back(), index % 16);
    EXPECT_EQ(OpenFrom(*receive, sealed, info()).status, FrameStatus::kOk);
  }
  EXPECT_EQ(alice.keys().Ratchet("alice").code(),
            absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace sealframe
