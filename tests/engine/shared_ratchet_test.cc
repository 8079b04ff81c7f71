// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Shared keys that ratchet, in the formats whose senders share AEAD keys: each
// sender ratchets alone, and receivers follow each sender separately.

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/formats/ring/jframe_profile.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/formats/sframe/sframe_profile.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/session.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/keyring/key_provider_options.h"
#include "sealframe/keyring/profile.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {
namespace {

constexpr uint64_t kWindow = 8;

// Member is one end of a call with a shared key.
class Member {
 public:
  Member(const std::string& name, const Profile& profile, const Clock& clock)
      : name_(name),
        end_({.profile = profile,
              .key_mode = KeyMode::kShared,
              .clock = &clock}) {
    MustBeOk(keys().AddLocalParticipant(name));
  }

  KeyProvider& keys() { return end_.keys(); }
  Session& session() { return end_.session(); }

  void Add(const std::string& other) {
    MustBeOk(keys().AddRemoteParticipant(other));
  }

  void SetKey(const KeyMaterial& material) {
    MustBeOk(keys().SetSharedKey(0, material));
    MustBeOk(keys().Activate(name_, 0));
  }

  void Ratchet(uint64_t steps = 1) {
    for (uint64_t i = 0; i < steps; ++i) {
      MustBeOk(keys().Ratchet(name_));
    }
  }

  Bytes Seal() {
    if (send_ == nullptr) {
      send_ = session().NewSendTransform({.participant = name_}).value();
    }
    info_.rtp_timestamp += 3000;
    return SealTo(*send_, TestFrame(30), info_);
  }

  FrameStatus Open(const std::string& sender, const Bytes& sealed) {
    std::unique_ptr<ReceiveTransform>& receive = receive_[sender];
    if (receive == nullptr) {
      receive = session().NewReceiveTransform({.participant = sender}).value();
    }
    return OpenFrom(*receive, sealed, info_).status;
  }

 private:
  const std::string name_;
  TestEnd end_;
  FrameInfo info_ = {.ssrc = static_cast<uint32_t>(name_[0])};
  std::unique_ptr<SendTransform> send_;
  std::map<std::string, std::unique_ptr<ReceiveTransform>> receive_;
};

class SharedRatchetTest : public testing::TestWithParam<const char*> {
 protected:
  SharedRatchetTest() {
    const std::vector<Member*> members = {&alice_, &bob_, &carol_};
    const std::vector<std::string> names = {"alice", "bob", "carol"};
    for (size_t i = 0; i < 3; ++i) {
      for (size_t j = 0; j < 3; ++j) {
        if (i != j) {
          members[i]->Add(names[j]);
        }
      }
      members[i]->SetKey(key_);
    }
  }

  static Profile ProfileOf(const std::string& name) {
    if (name == "jframe") {
      return JFrameProfile().value();
    }
    LiveKitOptions options = VideoSdkOptions();
    options.ratchet_window_size = kWindow;
    return name == "videosdk" ? VideoSdkProfile(options).value()
                              : LiveKitProfile().value();
  }

  FakeClock clock_;
  const Profile profile_ = ProfileOf(GetParam());
  const KeyMaterial key_ = TestKey(1);
  Member alice_{"alice", profile_, clock_};
  Member bob_{"bob", profile_, clock_};
  Member carol_{"carol", profile_, clock_};
};

INSTANTIATE_TEST_SUITE_P(Profiles, SharedRatchetTest,
                         testing::Values("livekit", "videosdk", "jframe"));

TEST_P(SharedRatchetTest, ReceiversFollowASenderThroughTheRatchetWindow) {
  for (uint64_t steps = 1; steps <= kWindow + 1; ++steps) {
    Member sender("dave", profile_, clock_);
    Member receiver("erin", profile_, clock_);
    sender.SetKey(key_);
    receiver.SetKey(key_);
    receiver.Add("dave");
    sender.Ratchet(steps);
    EXPECT_EQ(receiver.Open("dave", sender.Seal()),
              steps <= kWindow ? FrameStatus::kOk : FrameStatus::kNotAuthentic);
  }
}

TEST_P(SharedRatchetTest, ReceiversFollowAnyNumberOfStepsAndReportThem) {
  for (int i = 0; i < 50; ++i) {
    const Bytes late = alice_.Seal();
    alice_.Ratchet();
    ASSERT_EQ(bob_.Open("alice", alice_.Seal()), FrameStatus::kOk) << i;
    clock_.Advance(absl::Seconds(1));
    bool is_reported = false;
    for (const Event& event : bob_.session().Poll()) {
      is_reported |= event.state == StreamState::kKeyRatcheted &&
                     event.participant == "alice";
    }
    EXPECT_TRUE(is_reported);
    ASSERT_EQ(bob_.Open("alice", late), FrameStatus::kOk) << i;
  }
}

TEST_P(SharedRatchetTest, ASenderThatRatchetsMakesNoReceiverLoseOtherFrames) {
  for (int i = 0; i < 40; ++i) {
    alice_.Ratchet(kWindow);
    ASSERT_EQ(bob_.Open("alice", alice_.Seal()), FrameStatus::kOk) << i;
    ASSERT_EQ(carol_.Open("alice", alice_.Seal()), FrameStatus::kOk) << i;
    clock_.Advance(absl::Seconds(1));
    bob_.session().Poll();
    carol_.session().Poll();
    ASSERT_EQ(bob_.Open("carol", carol_.Seal()), FrameStatus::kOk) << i;
    ASSERT_EQ(carol_.Open("bob", bob_.Seal()), FrameStatus::kOk) << i;
    ASSERT_EQ(alice_.Open("bob", bob_.Seal()), FrameStatus::kOk) << i;
  }
  // A participant that comes is not affected either.
  bob_.Add("frank");
  Member frank("frank", profile_, clock_);
  frank.SetKey(key_);
  EXPECT_EQ(bob_.Open("frank", frank.Seal()), FrameStatus::kOk);
}

// The invitation of LiveKit's clients: those in the call ratchet, and the one
// that joins gets the result.
TEST_P(SharedRatchetTest, ANewcomerGetsTheKeyAtItsStepAndNothingBefore) {
  const Bytes before = alice_.Seal();
  for (int i = 0; i < 3; ++i) {
    alice_.Ratchet();
    bob_.Ratchet();
  }
  const KeyAtStep current = alice_.keys().CurrentKey("alice").value();
  EXPECT_EQ(current.step, 3u);
  Member dave("dave", profile_, clock_);
  dave.Add("alice");
  dave.Add("bob");
  dave.SetKey(current.material);
  alice_.Add("dave");
  bob_.Add("dave");
  EXPECT_EQ(dave.Open("alice", before), FrameStatus::kNotAuthentic);
  EXPECT_EQ(dave.Open("alice", alice_.Seal()), FrameStatus::kOk);
  EXPECT_EQ(dave.Open("bob", bob_.Seal()), FrameStatus::kOk);
  EXPECT_EQ(alice_.Open("dave", dave.Seal()), FrameStatus::kOk);
  dave.Ratchet(kWindow);
  EXPECT_EQ(bob_.Open("dave", dave.Seal()), FrameStatus::kOk);
}

TEST_P(SharedRatchetTest, ParticipantsAddedLaterBeginAtTheStepOfThisEnd) {
  alice_.Ratchet(5);
  Member late("dave", profile_, clock_);
  late.SetKey(key_);
  alice_.Add("dave");
  EXPECT_EQ(alice_.Open("dave", late.Seal()), FrameStatus::kNotAuthentic);
  late.Ratchet(5 + kWindow);
  EXPECT_EQ(alice_.Open("dave", late.Seal()), FrameStatus::kOk);
  // Frames of those that were there before still open at any step.
  EXPECT_EQ(alice_.Open("bob", bob_.Seal()), FrameStatus::kOk);
}

// What docs/threat-model.md cannot promise: a frame does not say whose it is.
TEST_P(SharedRatchetTest,
       ARelayThatSwapsSendersMovesAKeyUntilItsSenderFollows) {
  bob_.Ratchet(3);
  ASSERT_EQ(alice_.Open("carol", bob_.Seal()), FrameStatus::kOk);
  clock_.Advance(absl::Seconds(1));
  alice_.session().Poll();
  EXPECT_EQ(alice_.Open("carol", carol_.Seal()), FrameStatus::kOk);
  clock_.Advance(absl::Minutes(1));
  alice_.session().Poll();
  EXPECT_EQ(alice_.Open("carol", carol_.Seal()), FrameStatus::kNotAuthentic);
  carol_.Ratchet(3);
  EXPECT_EQ(alice_.Open("carol", carol_.Seal()), FrameStatus::kOk);
}

TEST_P(SharedRatchetTest, TwoParticipantsOfOneEndRatchetSeparately) {
  MustBeOk(alice_.keys().AddLocalParticipant("second"));
  MustBeOk(alice_.keys().Activate("second", 0));
  alice_.Ratchet(2);
  EXPECT_EQ(alice_.keys().CurrentKey("alice")->step, 2u);
  EXPECT_EQ(alice_.keys().CurrentKey("second")->step, 0u);
  MustBeOk(alice_.keys().Ratchet("second"));
  EXPECT_EQ(alice_.keys().CurrentKey("second")->step, 1u);
  // The later step counts.
  Member dave("dave", profile_, clock_);
  dave.SetKey(key_);
  dave.Ratchet(2 + kWindow);
  alice_.Add("dave");
  EXPECT_EQ(alice_.Open("dave", dave.Seal()), FrameStatus::kOk);
}

TEST_P(SharedRatchetTest, ANewSharedKeyBeginsAtStepZero) {
  alice_.Ratchet(3);
  for (Member* member : {&alice_, &bob_}) {
    MustBeOk(member->keys().SetSharedKey(1, TestKey(2)));
  }
  MustBeOk(alice_.keys().Activate("alice", 1));
  EXPECT_EQ(alice_.keys().CurrentKey("alice")->step, 0u);
  EXPECT_EQ(bob_.Open("alice", alice_.Seal()), FrameStatus::kOk);
  MustBeOk(alice_.keys().RetireSharedKey(0, absl::ZeroDuration()));
  alice_.Ratchet();
  EXPECT_EQ(bob_.Open("alice", alice_.Seal()), FrameStatus::kOk);
}

TEST(SharedRatchetOfPassphraseTest, ReceiversFollow) {
  const FakeClock clock;
  const Profile profile = LiveKitProfile({.ratchet_window_size = 2}).value();
  const KeyMaterial phrase =
      KeyMaterial::FromPassphrase(SecretBytes::CopyOf(TestFrame(12)));
  Member alice("alice", profile, clock);
  Member bob("bob", profile, clock);
  alice.SetKey(phrase);
  bob.SetKey(phrase);
  bob.Add("alice");
  for (int i = 0; i < 3; ++i) {
    alice.Ratchet();
    EXPECT_EQ(bob.Open("alice", alice.Seal()), FrameStatus::kOk) << i;
    bob.session().Poll();
  }
}

TEST(SharedRatchetRefusedTest, WithoutAWindowAndInSFrame) {
  const FakeClock clock;
  const Profile profile = LiveKitProfile({.ratchet_window_size = 0}).value();
  Member alice("alice", profile, clock);
  alice.SetKey(TestKey(1));
  EXPECT_EQ(alice.keys().Ratchet("alice").code(),
            absl::StatusCode::kFailedPrecondition);
  const auto sframe =
      KeyProvider::Create(SFrameProfile({.ratchet_bits = 4}).value(),
                          {.mode = KeyMode::kShared})
          .value();
  MustBeOk(sframe->AddLocalParticipant("alice", 1));
  MustBeOk(sframe->SetSharedKey(0, TestKey(77)));
  MustBeOk(sframe->Activate("alice", 0));
  EXPECT_EQ(sframe->Ratchet("alice").code(),
            absl::StatusCode::kFailedPrecondition);
}

}  // namespace
}  // namespace sealframe
