// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/dave/dave_profile.h"

#include <memory>

#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/formats/dave/dave_passthrough.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/tests/testing/fake_clock.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

constexpr FrameInfo kAudio = {.kind = MediaKind::kAudio, .codec = Codec::kOpus};
constexpr FrameInfo kVideo = {.kind = MediaKind::kVideo, .codec = Codec::kVp8};

const Bytes kSilence = {0xf8, 0xff, 0xfe};

class DaveProfileTest : public ::testing::Test {
 protected:
  FakeClock clock_;
  std::shared_ptr<DavePassthrough> passthrough_ =
      std::make_shared<DavePassthrough>(&clock_);
  TestPair pair_{{.profile = DaveProfile({.passthrough = passthrough_}),
                  .clock = &clock_}};
};

TEST_F(DaveProfileTest, TheNameIsDave) {
  EXPECT_EQ(DaveProfile().name, "dave");
}

TEST_F(DaveProfileTest, ServerMadeSilencePassesEvenWithoutAKey) {
  MustBeOk(pair_.bob.keys().AddRemoteParticipant("nobody"));
  const auto nobody = pair_.bob.session()
                          .NewReceiveTransform({.participant = "nobody"})
                          .value();
  for (ReceiveTransform* const receive : {pair_.receive.get(), nobody.get()}) {
    const Opened opened = OpenFrom(*receive, kSilence, kAudio);
    EXPECT_EQ(opened.status, FrameStatus::kPassedThrough);
    EXPECT_EQ(opened.frame, kSilence);
  }
  Bytes in_place = kSilence;
  EXPECT_EQ(
      pair_.receive->Open(kAudio, in_place, absl::MakeSpan(in_place)).status,
      FrameStatus::kPassedThrough);
  EXPECT_EQ(in_place, kSilence);
}

TEST_F(DaveProfileTest, OtherShortFramesDoNotPassAsSilence) {
  EXPECT_EQ(OpenFrom(*pair_.receive, kSilence, kVideo).status,
            FrameStatus::kMalformed);
  for (const Bytes& frame : {Bytes{0xf8, 0xff}, Bytes{0xf8, 0xff, 0xff},
                             Bytes{0xf8, 0xff, 0xfe, 0}}) {
    EXPECT_EQ(OpenFrom(*pair_.receive, frame, kAudio).status,
              FrameStatus::kMalformed);
  }
}

TEST_F(DaveProfileTest, ASenderEncryptsItsOwnSilence) {
  const Bytes sealed = SealTo(*pair_.send, kSilence, kAudio);
  EXPECT_NE(sealed, kSilence);
  const Opened opened = OpenFrom(*pair_.receive, sealed, kAudio);
  EXPECT_EQ(opened.status, FrameStatus::kOk);
  EXPECT_EQ(opened.frame, kSilence);
}

TEST_F(DaveProfileTest, PlainFramesPassOnlyWhileTheyAreAccepted) {
  const Bytes plain = TestFrame(100);
  const auto open = [&] {
    return OpenFrom(*pair_.receive, plain, kVideo).status;
  };
  EXPECT_EQ(open(), FrameStatus::kMalformed);
  passthrough_->AcceptPlain();
  EXPECT_EQ(open(), FrameStatus::kPassedThrough);
  EXPECT_EQ(OpenFrom(*pair_.receive, plain, kVideo).frame, plain);
  passthrough_->StopAcceptingPlain();
  EXPECT_EQ(open(), FrameStatus::kPassedThrough);
  clock_.Advance(kDaveTransition);
  EXPECT_EQ(open(), FrameStatus::kMalformed);
}

TEST_F(DaveProfileTest, ADaveFrameNeverPassesAsAPlainOne) {
  passthrough_->AcceptPlain();
  Bytes sealed = SealTo(*pair_.send, TestFrame(100), kVideo);
  EXPECT_EQ(OpenFrom(*pair_.receive, sealed, kVideo).status, FrameStatus::kOk);
  EXPECT_EQ(OpenFrom(*pair_.receive, sealed, kVideo).status,
            FrameStatus::kReplayed);
  sealed[0] ^= 1;
  EXPECT_EQ(OpenFrom(*pair_.receive, sealed, kVideo).status,
            FrameStatus::kReplayed);
  sealed = SealTo(*pair_.send, TestFrame(100), kVideo);
  sealed[0] ^= 1;
  EXPECT_EQ(OpenFrom(*pair_.receive, sealed, kVideo).status,
            FrameStatus::kNotAuthentic);
  MustBeOk(pair_.bob.keys().AddRemoteParticipant("nobody"));
  const auto nobody = pair_.bob.session()
                          .NewReceiveTransform({.participant = "nobody"})
                          .value();
  EXPECT_EQ(OpenFrom(*nobody, sealed, kVideo).status, FrameStatus::kMissingKey);
}

// libdave decrypts the first of these frames; its nonce is padded. In the
// others a range is empty, behind the front, or touches the one before.
TEST_F(DaveProfileTest, AFrameThatLibdaveTakesForADaveFrameNeverPasses) {
  passthrough_->AcceptPlain();
  for (const char* const hex :
       {"c3fc230e464e28964e5b2e725e5d35b5407b860065990dd638e333053ca678ee29be"
        "1fde8c0a8980000efafa",
        "aabbccddee00000000000000000100000efafa",
        "aabbccddee00000000000000000101030efafa",
        "aabbccddee0000000000000000010002020210fafa"}) {
    const Bytes frame = FromHex(hex);
    EXPECT_EQ(OpenFrom(*pair_.receive, frame, kVideo).status,
              FrameStatus::kMalformed)
        << hex;
    Bytes plain = frame;
    plain.back() ^= 1;
    EXPECT_EQ(OpenFrom(*pair_.receive, plain, kVideo).status,
              FrameStatus::kPassedThrough)
        << hex;
  }
}

TEST_F(DaveProfileTest, ASenderSendsPlainFramesOnlyWhileSwitchedOn) {
  const Bytes frame = TestFrame(100);
  Bytes out(400);
  passthrough_->SetSendsPlain(true);
  FrameResult result = pair_.send->Seal(kVideo, frame, absl::MakeSpan(out));
  EXPECT_EQ(result.status, FrameStatus::kPassedThrough);
  EXPECT_EQ(absl::MakeConstSpan(out).first(result.size),
            absl::MakeConstSpan(frame));
  Bytes small(99);
  EXPECT_EQ(pair_.send->Seal(kVideo, frame, absl::MakeSpan(small)).status,
            FrameStatus::kBufferTooSmall);
  passthrough_->SetSendsPlain(false);
  result = pair_.send->Seal(kVideo, frame, absl::MakeSpan(out));
  EXPECT_EQ(result.status, FrameStatus::kOk);
  EXPECT_EQ(OpenFrom(*pair_.receive,
                     absl::MakeConstSpan(out).first(result.size), kVideo)
                .frame,
            frame);
}

TEST(DaveProfileWithoutPassthroughTest, OnlySilencePasses) {
  TestPair pair({.profile = DaveProfile()});
  EXPECT_EQ(OpenFrom(*pair.receive, TestFrame(100), kVideo).status,
            FrameStatus::kMalformed);
  EXPECT_EQ(OpenFrom(*pair.receive, kSilence, kAudio).status,
            FrameStatus::kPassedThrough);
}

}  // namespace
}  // namespace sealframe
