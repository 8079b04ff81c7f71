// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/getstream/getstream_profile.h"

#include <string>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/receive_transform.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/tests/testing/counting_allocator.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {
namespace {

constexpr FrameInfo kAudio = {.kind = MediaKind::kAudio, .codec = Codec::kOpus};
constexpr FrameInfo kVideo = {.codec = Codec::kVp8};

// The fields of a trailer that is not escaped.
std::string CounterOf(const Bytes& sealed) {
  return ToHex(sealed).substr(2 * (sealed.size() - 20), 8);
}
std::string PrefixOf(const Bytes& sealed) {
  return ToHex(sealed).substr(2 * (sealed.size() - 16), 16);
}

class GetStreamProfileTest : public ::testing::Test {
 protected:
  TestPair pair_{{.profile = GetStreamProfile()}};
};

TEST_F(GetStreamProfileTest, TheNameIsGetstream) {
  EXPECT_EQ(GetStreamProfile().name, "getstream");
}

TEST_F(GetStreamProfileTest, AudioAndVideoOfACallComeOut) {
  const Bytes frame = TestFrame(100);
  for (const FrameInfo& info : {kAudio, kVideo}) {
    const Opened opened =
        OpenFrom(*pair_.receive, SealTo(*pair_.send, frame, info));
    EXPECT_EQ(opened.status, FrameStatus::kOk);
    EXPECT_EQ(opened.frame, frame);
  }
}

TEST_F(GetStreamProfileTest, OneCounterNumbersTheFramesOfAllTracks) {
  const auto second =
      pair_.alice.session().NewSendTransform({.participant = "alice"}).value();
  const Bytes frame = TestFrame(20);
  const Bytes first = SealTo(*pair_.send, frame, kVideo);
  EXPECT_EQ(CounterOf(first), "00000001");
  const Bytes other = SealTo(*second, frame, kAudio);
  EXPECT_EQ(CounterOf(other), "00000002");
  EXPECT_EQ(PrefixOf(other), PrefixOf(first));
  EXPECT_EQ(CounterOf(SealTo(*pair_.send, frame, kVideo)), "00000003");
}

TEST_F(GetStreamProfileTest, ANewKeyHasANewPrefixAndTheSameCounter) {
  const Bytes frame = TestFrame(20);
  const Bytes before = SealTo(*pair_.send, frame, kVideo);
  MustBeOk(pair_.alice.keys().SetKey("alice", 1, TestKey(1)));
  MustBeOk(pair_.alice.keys().Activate("alice", 1));
  MustBeOk(pair_.bob.keys().SetKey("alice", 1, TestKey(1)));
  const Bytes after = SealTo(*pair_.send, frame, kVideo);
  EXPECT_EQ(CounterOf(after), "00000002");
  EXPECT_NE(PrefixOf(after), PrefixOf(before));
  EXPECT_EQ(OpenFrom(*pair_.receive, after).status, FrameStatus::kOk);
  EXPECT_EQ(OpenFrom(*pair_.receive, before).status, FrameStatus::kOk);
  EXPECT_EQ(OpenFrom(*pair_.receive, before).status, FrameStatus::kReplayed);
}

TEST_F(GetStreamProfileTest, AKeyReplacesTheOneWithTheSameIndexModulo256) {
  const Bytes frame = TestFrame(20);
  MustBeOk(pair_.bob.keys().SetKey("alice", 256, TestKey(9)));
  EXPECT_EQ(OpenFrom(*pair_.receive, SealTo(*pair_.send, frame, kVideo)).status,
            FrameStatus::kNotAuthentic);
  MustBeOk(pair_.alice.keys().SetKey("alice", 256, TestKey(9)));
  MustBeOk(pair_.alice.keys().Activate("alice", 256));
  EXPECT_EQ(OpenFrom(*pair_.receive, SealTo(*pair_.send, frame, kVideo)).frame,
            frame);
}

TEST_F(GetStreamProfileTest, PlainFramesPassOnlyIfTheOptionAllowsThem) {
  const Bytes plain = TestFrame(100);
  EXPECT_EQ(OpenFrom(*pair_.receive, plain).status, FrameStatus::kMalformed);

  TestPair open({.profile = GetStreamProfile({.accept_plain = true})});
  EXPECT_EQ(OpenFrom(*open.receive, plain).status, FrameStatus::kPassedThrough);
  EXPECT_EQ(OpenFrom(*open.receive, plain).frame, plain);
  EXPECT_EQ(OpenFrom(*open.receive, TestFrame(3)).status,
            FrameStatus::kPassedThrough);
}

TEST_F(GetStreamProfileTest, ASealedFrameNeverPassesAsAPlainOne) {
  TestPair open({.profile = GetStreamProfile({.accept_plain = true})});
  const Bytes sealed = SealTo(*open.send, TestFrame(100), kVideo);
  Bytes forged = sealed;
  forged[0] ^= 1;
  EXPECT_EQ(OpenFrom(*open.receive, forged).status, FrameStatus::kNotAuthentic);
  EXPECT_EQ(OpenFrom(*open.receive, sealed).status, FrameStatus::kOk);
  EXPECT_EQ(OpenFrom(*open.receive, sealed).status, FrameStatus::kReplayed);
  for (const char* const too_short :
       {"0a0b0c0d111213141516171820000001e2eefeed",
        "000003000003000003000003aa800001e2eefeed"}) {
    EXPECT_EQ(OpenFrom(*open.receive, FromHex(too_short)).status,
              FrameStatus::kMalformed);
  }
}

TEST_F(GetStreamProfileTest, FramesWaitForALateKeyAndComeOut) {
  TestEnd carol({.profile = GetStreamProfile()});
  MustBeOk(carol.keys().SetKey("alice", 9, TestKey(9)));
  const auto receive =
      carol.session()
          .NewReceiveTransform({.participant = "alice",
                                .hold = {.max_frames = 4,
                                         .max_bytes = 1000,
                                         .max_age = absl::Seconds(1)}})
          .value();
  const Bytes frame = TestFrame(50);
  EXPECT_EQ(OpenFrom(*receive, SealTo(*pair_.send, frame, kVideo)).status,
            FrameStatus::kHeld);
  carol.Hear("alice");
  EXPECT_EQ(OpenHeldFrom(*receive).frame, frame);
}

TEST_F(GetStreamProfileTest, NeitherDirectionAllocates) {
  const Bytes frame = FromHex("0000000165" + std::string(2000, 'a'));
  const FrameInfo h264 = {.codec = Codec::kH264};
  Bytes sealed(pair_.send->MaxSealedSize(frame.size()));
  Bytes out(sealed.size());
  EXPECT_EQ(CountAllocations([&] {
              for (int i = 0; i < 10; ++i) {
                const FrameResult result =
                    pair_.send->Seal(h264, frame, absl::MakeSpan(sealed));
                pair_.receive->Open(
                    h264, absl::MakeConstSpan(sealed).first(result.size),
                    absl::MakeSpan(out));
              }
            }),
            0u);
  EXPECT_EQ(absl::MakeConstSpan(out).first(frame.size()),
            absl::MakeConstSpan(frame));
}

}  // namespace
}  // namespace sealframe
