// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/session.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/frame/formats/sframe/sframe_profile.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/stream_event.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/keyring/profile.h"
#include "sealframe/keyring/testing/one_block_reservations.h"
#include "sealframe/tests/testing/fake_clock.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class SessionCreateTest : public ::testing::Test {
 protected:
  absl::StatusCode Create() const {
    return Session::Create(provider_).status().code();
  }

  const std::shared_ptr<KeyProvider> provider_ =
      KeyProvider::Create(SFrameProfile().value()).value();
};

TEST_F(SessionCreateTest, NeedsAProvider) {
  EXPECT_EQ(Session::Create(nullptr).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_F(SessionCreateTest, RefusesAProfileWithoutAFormat) {
  Profile profile = SFrameProfile().value();
  profile.new_format = nullptr;
  const auto provider = KeyProvider::Create(profile).value();
  MustBeOk(provider->SetKey("alice", 0, TestKey(0)));
  EXPECT_EQ(Session::Create(provider).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST_F(SessionCreateTest, NeedsAKey) {
  EXPECT_EQ(Create(), absl::StatusCode::kFailedPrecondition);
  MustBeOk(provider_->AddLocalParticipant("alice"));
  EXPECT_EQ(Create(), absl::StatusCode::kFailedPrecondition);
  MustBeOk(provider_->SetKey("alice", 0, TestKey(0)));
  EXPECT_EQ(Create(), absl::StatusCode::kOk);
}

TEST(SessionTest, BeginsBeforeTheFirstKeyIfItsOptionsAllowIt) {
  const auto alices = KeyProvider::Create(SFrameProfile().value()).value();
  const auto bobs = KeyProvider::Create(SFrameProfile().value()).value();
  const SessionOptions options = {.e2ee_enabled = true, .allow_no_key = true};
  const auto alice = Session::Create(alices, options).value();
  const auto bob = Session::Create(bobs, options).value();
  MustBeOk(alices->AddLocalParticipant("alice"));
  MustBeOk(bobs->AddRemoteParticipant("alice"));
  const auto send = alice->NewSendTransform({.participant = "alice"}).value();
  const auto receive = bob->NewReceiveTransform({.participant = "alice",
                                                 .hold = {.max_frames = 4}})
                           .value();
  Bytes out(100);
  EXPECT_EQ(send->Seal({}, TestFrame(9), absl::MakeSpan(out)).status,
            FrameStatus::kMissingKey);
  MustBeOk(alices->SetKey("alice", 0, TestKey(0)));
  MustBeOk(alices->Activate("alice", 0));
  EXPECT_EQ(OpenFrom(*receive, SealTo(*send, TestFrame(9))).status,
            FrameStatus::kHeld);
  MustBeOk(bobs->SetKey("alice", 0, TestKey(0)));
  EXPECT_EQ(OpenHeldFrom(*receive).frame, TestFrame(9));
}

TEST(SessionTest, ATransformNeedsAParticipantOfItsDirection) {
  TestEnd end;
  end.Join("alice", 0);
  end.Hear("bob", 1);
  const auto send = [&](const char* id) {
    return end.session().NewSendTransform({.participant = id}).status().code();
  };
  const auto receive = [&](const char* id) {
    return end.session()
        .NewReceiveTransform({.participant = id})
        .status()
        .code();
  };
  EXPECT_EQ(send("alice"), absl::StatusCode::kOk);
  EXPECT_EQ(send("bob"), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(send("alicf"), absl::StatusCode::kNotFound);
  EXPECT_EQ(receive("bob"), absl::StatusCode::kOk);
  EXPECT_EQ(receive("alice"), absl::StatusCode::kFailedPrecondition);
  EXPECT_EQ(receive("bpb"), absl::StatusCode::kNotFound);
}

TEST(SessionTest, StartsEnabledIfItsOptionsAskForIt) {
  const auto provider = KeyProvider::Create(SFrameProfile().value()).value();
  MustBeOk(provider->SetKey("alice", 0, TestKey(0)));
  EXPECT_FALSE((*Session::Create(provider))->e2ee_enabled());
  EXPECT_TRUE(
      (*Session::Create(provider, {.e2ee_enabled = true}))->e2ee_enabled());
}

TEST(SessionTest, StartsDisabledByDefault) {
  TestEnd end({.enable = false});
  end.Join("alice");
  EXPECT_FALSE(end.session().e2ee_enabled());
  end.session().SetE2eeEnabled(true);
  EXPECT_TRUE(end.session().e2ee_enabled());
  end.session().SetE2eeEnabled(false);
  EXPECT_FALSE(end.session().e2ee_enabled());
}

TEST(SessionTest, IsNotEnabledWhileItLetsFramesPass) {
  TestEnd end({.discard_frame_when_cryptor_not_ready = false, .enable = false});
  end.Join("alice");
  EXPECT_FALSE(end.session().e2ee_enabled());
}

TEST(SessionTest, TheProviderServesBothDirections) {
  TestEnd end;
  end.Join("alice", 0);
  end.Hear("bob", 1);
  EXPECT_EQ(&end.session().provider(), &end.keys());
  TestEnd other;
  MustBeOk(other.keys().AddLocalParticipant("bob"));
  MustBeOk(other.keys().SetKey("bob", 1, TestKey(1)));
  MustBeOk(other.keys().Activate("bob", 1));
  const auto send =
      other.session().NewSendTransform({.participant = "bob"}).value();
  const auto receive =
      end.session().NewReceiveTransform({.participant = "bob"}).value();
  EXPECT_EQ(OpenFrom(*receive, SealTo(*send, TestFrame(9))).status,
            FrameStatus::kOk);
  SealTo(*end.session().NewSendTransform({.participant = "alice"}).value(),
         TestFrame(9));
}

// Sender returns the status of a new sending stream of `media` in `suite`.
absl::Status Sender(CipherSuite suite, MediaKind media, bool allow_short_tags) {
  const auto provider =
      KeyProvider::Create(
          SFrameProfile({.suite = suite, .allow_short_tags = allow_short_tags})
              .value())
          .value();
  MustBeOk(provider->AddLocalParticipant("alice"));
  MustBeOk(provider->SetKey("alice", 0, TestKey(0)));
  const auto session = Session::Create(provider).value();
  return session->NewSendTransform({.participant = "alice", .media = media})
      .status();
}

TEST(SessionTest, TagsOfFourBytesSealVideoOnlyOnRequest) {
  for (const CipherSuiteInfo& info : AllCipherSuites()) {
    const absl::Status status = Sender(info.suite, MediaKind::kVideo, false);
    EXPECT_EQ(status.ok(), info.tag_size != 4) << info.name;
    EXPECT_EQ(absl::StrContains(status.message(), "allow_short_tags"),
              info.tag_size == 4);
    EXPECT_TRUE(Sender(info.suite, MediaKind::kVideo, true).ok()) << info.name;
    EXPECT_TRUE(Sender(info.suite, MediaKind::kAudio, false).ok()) << info.name;
  }
}

class SessionEventTest : public testing::Test {
 protected:
  // NewEvents returns the events since the last call, as "track: state KID".
  std::vector<std::string> NewEvents(TestEnd& end,
                                     absl::Duration later = absl::Seconds(2)) {
    clock_.Advance(later);
    std::vector<std::string> events;
    for (const Event& event : end.session().Poll()) {
      events.push_back(
          event.kind == EventKind::kStreamState
              ? absl::StrCat(event.track, ": ", StreamStateName(event.state),
                             " ", event.kid)
              : absl::StrCat(event.participant, ": ", EventKindName(event.kind),
                             " ", event.kid));
    }
    return events;
  }

  FakeClock clock_;
  int woken_ = 0;
};

TEST_F(SessionEventTest, AStreamIsOkThenFailsAndRecovers) {
  TestPair pair({.wake = [this] { ++woken_; }, .clock = &clock_},
                {.track = "camera"});
  EXPECT_THAT(NewEvents(pair.bob), IsEmpty()) << "nothing has happened";
  EXPECT_EQ(woken_, 0);
  OpenFrom(*pair.receive, SealTo(*pair.send, TestFrame(9)));
  EXPECT_EQ(woken_, 2) << "both ends have events to poll";
  EXPECT_THAT(NewEvents(pair.bob), ElementsAre("camera: ok 0"));

  Bytes altered = SealTo(*pair.send, TestFrame(9));
  altered.back() ^= 1;
  OpenFrom(*pair.receive, altered);
  EXPECT_THAT(NewEvents(pair.bob), ElementsAre("camera: decryption_failed 0"));
  OpenFrom(*pair.receive, altered);
  EXPECT_THAT(NewEvents(pair.bob), IsEmpty());
  OpenFrom(*pair.receive, SealTo(*pair.send, TestFrame(9)));
  EXPECT_THAT(NewEvents(pair.bob), ElementsAre("camera: ok 0"));
}

TEST_F(SessionEventTest, NameTheKeyOfTheirFrame) {
  TestPair pair({.clock = &clock_}, {.track = "camera"});
  MustBeOk(pair.alice.keys().SetKey("alice", 7, TestKey(7)));
  MustBeOk(pair.alice.keys().Activate("alice", 7));
  pair.bob.Hear("alice", 7);
  OpenFrom(*pair.receive, SealTo(*pair.send, TestFrame(9)));
  EXPECT_THAT(NewEvents(pair.alice), ElementsAre("camera: ok 7"));
  EXPECT_THAT(NewEvents(pair.bob), ElementsAre("camera: ok 7"));
  Bytes altered = SealTo(*pair.send, TestFrame(9));
  altered.back() ^= 1;
  for (int i = 0; i < 3; ++i) {
    OpenFrom(*pair.receive, altered);
  }
  EXPECT_THAT(NewEvents(pair.bob),
              ElementsAre("camera: decryption_failed 7", "camera: stalled 7"));
}

TEST_F(SessionEventTest, EncryptionFailsAndRecovers) {
  TestPair pair({.clock = &clock_}, {.track = "camera"});
  NewEvents(pair.alice);
  Bytes out(100);
  const Bytes metadata(kMaxMetadataSize + 1);
  pair.send->Seal({.metadata = metadata}, TestFrame(9), absl::MakeSpan(out));
  EXPECT_THAT(NewEvents(pair.alice),
              ElementsAre("camera: encryption_failed 0"));
  pair.send->Seal({}, TestFrame(9), absl::MakeSpan(out).first(3));
  EXPECT_THAT(NewEvents(pair.alice), ElementsAre("camera: internal_error 0"));
  SealTo(*pair.send, TestFrame(9));
  EXPECT_THAT(NewEvents(pair.alice), ElementsAre("camera: ok 0"));
}

TEST_F(SessionEventTest, AMissingKeyIsReportedInBothDirections) {
  TestPair pair({.clock = &clock_}, {.track = "camera"});
  NewEvents(pair.bob);
  NewEvents(pair.alice);
  MustBeOk(pair.alice.keys().SetKey("alice", 300, TestKey(300)));
  MustBeOk(pair.alice.keys().Activate("alice", 300));
  OpenFrom(*pair.receive, SealTo(*pair.send, TestFrame(9)));
  EXPECT_THAT(NewEvents(pair.bob), ElementsAre("camera: missing_key 300"));
  NewEvents(pair.alice);
  MustBeOk(pair.alice.keys().RemoveParticipant("alice"));
  Bytes out(100);
  pair.send->Seal({}, TestFrame(9), absl::MakeSpan(out));
  EXPECT_THAT(NewEvents(pair.alice), ElementsAre("camera: missing_key 0"));
}

TEST_F(SessionEventTest, ARatchetIsReportedByTheParticipantsStreamsAtBothEnds) {
  TestPair pair({.ratchet_bits = 4, .clock = &clock_}, {.track = "camera"});
  pair.alice.Join("another", 7);
  const auto other =
      pair.alice.session().NewSendTransform({.participant = "another"}).value();
  OpenFrom(*pair.receive, SealTo(*pair.send, TestFrame(9)));
  NewEvents(pair.alice);
  NewEvents(pair.bob);
  MustBeOk(pair.alice.keys().Ratchet("alice"));
  EXPECT_THAT(NewEvents(pair.alice), ElementsAre("camera: key_ratcheted 1"));
  EXPECT_THAT(NewEvents(pair.bob), IsEmpty());
  EXPECT_EQ(OpenFrom(*pair.receive, SealTo(*pair.send, TestFrame(9))).status,
            FrameStatus::kOk);
  EXPECT_THAT(NewEvents(pair.bob), ElementsAre("camera: key_ratcheted 1"));
}

TEST_F(SessionEventTest, AFloodOfForgedFramesIsReportedOnceASecond) {
  TestPair pair({.clock = &clock_}, {.track = "camera"});
  NewEvents(pair.bob);
  int events = 0;
  for (int i = 0; i < 100; ++i) {
    OpenFrom(*pair.receive, Bytes{0x80, 0x07});
    OpenFrom(*pair.receive, SealTo(*pair.send, TestFrame(9)));
    events +=
        static_cast<int>(NewEvents(pair.bob, absl::Milliseconds(30)).size());
  }
  EXPECT_LE(events, 2 * 4);
  EXPECT_GE(events, 4);
}

TEST_F(SessionEventTest, CountersThatCannotBeReservedAreReported) {
  OneBlockReservations reservations;
  TestEnd end({.reservations = &reservations, .clock = &clock_});
  end.Join("alice");
  EXPECT_THAT(NewEvents(end), ElementsAre("alice: reservation_failed 0"));
}

TEST_F(SessionEventTest, DestroyedStreamsReportNothing) {
  TestPair pair({.clock = &clock_}, {.track = "camera"});
  pair.receive.reset();
  EXPECT_THAT(NewEvents(pair.bob), IsEmpty());
}

}  // namespace
}  // namespace sealframe
