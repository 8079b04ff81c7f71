// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/receive_transform.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/stream_stats.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/replay_window.h"

namespace sealframe {
namespace {

using ::testing::Each;

TEST(ReceiveTransformTest, OpensAFrameSealedWithTheSameMetadata) {
  for (const size_t size : {size_t{0}, size_t{1}, kMaxMetadataSize}) {
    TestPair pair;
    const Bytes metadata = TestFrame(size, 9);
    const Bytes frame = TestFrame(50);
    const Bytes sealed = SealTo(*pair.send, frame, {.metadata = metadata});
    EXPECT_EQ(sealed.size(), 1 + 50 + 16u) << "metadata does not travel";
    Bytes other = metadata;
    other.push_back(0);
    if (other.size() <= kMaxMetadataSize) {
      EXPECT_EQ(OpenFrom(*pair.receive, sealed, {.metadata = other}).status,
                FrameStatus::kNotAuthentic);
    }
    if (size != 0) {
      EXPECT_EQ(OpenFrom(*pair.receive, sealed).status,
                FrameStatus::kNotAuthentic);
    }
    const Opened opened =
        OpenFrom(*pair.receive, sealed, {.metadata = metadata});
    EXPECT_EQ(opened.status, FrameStatus::kOk);
    EXPECT_EQ(opened.frame, frame);
  }
}

TEST(ReceiveTransformTest, MetadataOverItsMaximumSizeIsRefused) {
  TestPair pair;
  const Bytes sealed = SealTo(*pair.send, TestFrame(5));
  const Bytes metadata = TestFrame(kMaxMetadataSize + 1);
  EXPECT_EQ(OpenFrom(*pair.receive, sealed, {.metadata = metadata}).status,
            FrameStatus::kMetadataTooLarge);
}

TEST(ReceiveTransformTest, AFrameWithBytesMovedIntoItsMetadataDoesNotOpen) {
  TestPair pair;
  const Bytes sealed = SealTo(*pair.send, TestFrame(5), {.metadata = Bytes{1}});
  Bytes shorter = sealed;
  shorter.erase(shorter.begin() + 1);
  const Bytes longer = {1, sealed[1]};
  EXPECT_NE(OpenFrom(*pair.receive, shorter, {.metadata = longer}).status,
            FrameStatus::kOk);
}

TEST(ReceiveTransformTest, OpeningFailsWithoutAKey) {
  TestPair pair;
  MustBeOk(pair.bob.keys().AddRemoteParticipant("carol"));
  const auto receive =
      pair.bob.session().NewReceiveTransform({.participant = "carol"}).value();
  const Bytes sealed = SealTo(*pair.send, TestFrame(20));
  Bytes out(sealed.size() + 8, 0xcc);
  const FrameResult result = receive->Open({}, sealed, absl::MakeSpan(out));
  EXPECT_EQ(result.status, FrameStatus::kMissingKey);
  EXPECT_EQ(result.size, 0u);
  EXPECT_THAT(absl::MakeConstSpan(out).first(sealed.size()), Each(0));
  EXPECT_THAT(absl::MakeConstSpan(out).subspan(sealed.size()), Each(0xcc));
}

TEST(ReceiveTransformTest, AFrameDoesNotOpenWithAnotherParticipantsKey) {
  TestPair pair;
  pair.bob.Hear("carol", 1);
  TestEnd carol;
  MustBeOk(carol.keys().AddLocalParticipant("carol"));
  MustBeOk(carol.keys().SetKey("carol", 0, TestKey(1)));
  MustBeOk(carol.keys().Activate("carol", 0));
  const auto send =
      carol.session().NewSendTransform({.participant = "carol"}).value();
  // The frame carries the KID of alice's key but has another key.
  const Opened opened = OpenFrom(*pair.receive, SealTo(*send, TestFrame(20)));
  EXPECT_EQ(opened.status, FrameStatus::kNotAuthentic);
  EXPECT_EQ(opened.frame, Bytes());
}

TEST(ReceiveTransformTest, FramesAreDroppedUntilE2eeIsOn) {
  TestPair pair;
  const Bytes sealed = SealTo(*pair.send, TestFrame(20));
  TestEnd late({.enable = false});
  late.Hear("alice");
  const auto receive =
      late.session().NewReceiveTransform({.participant = "alice"}).value();
  Bytes out(sealed.size(), 0xcc);
  EXPECT_EQ(receive->Open({}, sealed, absl::MakeSpan(out)).status,
            FrameStatus::kNotReady);
  EXPECT_THAT(out, Each(0));
  late.session().SetE2eeEnabled(true);
  EXPECT_EQ(OpenFrom(*receive, sealed).status, FrameStatus::kOk);
}

TEST(ReceiveTransformTest, FramesPassUnchangedWhileE2eeIsOff) {
  TestPair pair;
  const Bytes sealed = SealTo(*pair.send, TestFrame(20));
  pair.bob.session().SetE2eeEnabled(false);
  const Opened opened = OpenFrom(*pair.receive, sealed);
  EXPECT_EQ(opened.status, FrameStatus::kPassedThrough);
  EXPECT_EQ(opened.frame, sealed);
}

class OpenTest : public testing::TestWithParam<CipherSuiteInfo> {};

INSTANTIATE_TEST_SUITE_P(Suites, OpenTest, testing::ValuesIn(AllCipherSuites()),
                         [](const auto& test) {
                           return std::string(test.param.name);
                         });

TEST_P(OpenTest, InPlaceAndOutOfPlaceOpenToTheSameBytes) {
  TestPair pair({.suite = GetParam().suite});
  TestEnd carol({.suite = GetParam().suite});
  carol.Hear("alice");
  const auto in_place =
      carol.session().NewReceiveTransform({.participant = "alice"}).value();
  for (const size_t size :
       std::initializer_list<size_t>{0, 1, 15, 16, 17, 1000}) {
    const Bytes frame = TestFrame(size);
    Bytes buffer = SealTo(*pair.send, frame);
    EXPECT_EQ(OpenFrom(*pair.receive, buffer).frame, frame) << size;
    const FrameResult result =
        in_place->Open({}, buffer, absl::MakeSpan(buffer));
    ASSERT_EQ(result.status, FrameStatus::kOk) << size;
    buffer.resize(result.size);
    EXPECT_EQ(buffer, frame) << size;
  }
}

TEST_P(OpenTest, OpeningZeroesATooSmallOutputAndFitsAnExactOne) {
  TestPair pair({.suite = GetParam().suite});
  const Bytes frame = TestFrame(20);
  const Bytes sealed = SealTo(*pair.send, frame);
  for (size_t room = 0; room < frame.size(); ++room) {
    Bytes out(room, 0xcc);
    const FrameResult result =
        pair.receive->Open({}, sealed, absl::MakeSpan(out));
    EXPECT_EQ(result.status, FrameStatus::kBufferTooSmall) << room;
    EXPECT_EQ(result.size, 0u);
    EXPECT_THAT(out, Each(0)) << room;
  }
  Bytes out(frame.size());
  EXPECT_EQ(pair.receive->Open({}, sealed, absl::MakeSpan(out)).status,
            FrameStatus::kOk);
  EXPECT_EQ(out, frame);
}

TEST_P(OpenTest, AFailedOpeningInPlaceZeroesTheFrame) {
  TestPair pair({.suite = GetParam().suite});
  Bytes buffer = SealTo(*pair.send, TestFrame(40));
  buffer.back() ^= 1;
  EXPECT_EQ(pair.receive->Open({}, buffer, absl::MakeSpan(buffer)).status,
            FrameStatus::kNotAuthentic);
  EXPECT_THAT(buffer, Each(0));
}

TEST(ReceiveTransformTest, OverlappingBuffersAreRefusedAndLeftAlone) {
  TestPair pair;
  const Bytes sealed = SealTo(*pair.send, TestFrame(100));
  for (const size_t shift : std::initializer_list<size_t>{1, 16, 116}) {
    Bytes memory(400, 0xcc);
    std::copy(sealed.begin(), sealed.end(), memory.begin() + 150);
    const Bytes before = memory;
    const auto all = absl::MakeSpan(memory);
    const auto in = all.subspan(150, sealed.size());
    EXPECT_EQ(pair.receive->Open({}, in, all.subspan(150 + shift, 120)).status,
              FrameStatus::kBuffersOverlap);
    EXPECT_EQ(pair.receive->Open({}, in, all.subspan(150 - shift, 120)).status,
              FrameStatus::kBuffersOverlap);
    EXPECT_EQ(memory, before);
  }
  EXPECT_EQ(OpenFrom(*pair.receive, sealed).status, FrameStatus::kOk);
}

TEST(ReceiveTransformTest, AFrameOpensOnce) {
  TestPair pair;
  const Bytes sealed = SealTo(*pair.send, TestFrame(20));
  EXPECT_EQ(OpenFrom(*pair.receive, sealed).status, FrameStatus::kOk);
  const Opened again = OpenFrom(*pair.receive, sealed);
  EXPECT_EQ(again.status, FrameStatus::kReplayed);
  EXPECT_EQ(again.frame, Bytes());
  EXPECT_EQ(pair.receive->Stats().frames(FrameStatus::kReplayed), 1u);
}

TEST(ReceiveTransformTest, FramesWithinTheReplayWindowOpenInAnyOrder) {
  TestPair pair({.replay_window = kMinReplayWindow});
  std::vector<Bytes> sealed;
  for (uint64_t i = 0; i < kMinReplayWindow; ++i) {
    sealed.push_back(SealTo(*pair.send, TestFrame(20, i)));
  }
  for (size_t i = kMinReplayWindow; i-- > 0;) {
    const Opened opened = OpenFrom(*pair.receive, sealed[i]);
    EXPECT_EQ(opened.status, FrameStatus::kOk) << i;
    EXPECT_EQ(opened.frame, TestFrame(20, i));
  }
}

TEST(ReceiveTransformTest, FramesOlderThanTheReplayWindowDoNotOpen) {
  TestPair pair({.replay_window = kMinReplayWindow});
  const Bytes old = SealTo(*pair.send, TestFrame(20));
  const size_t size = ReplayWindow(kMinReplayWindow).size();
  std::vector<Bytes> sealed;
  for (size_t i = 0; i < 2 * size; ++i) {
    sealed.push_back(SealTo(*pair.send, TestFrame(20)));
  }
  EXPECT_EQ(OpenFrom(*pair.receive, sealed.back()).status, FrameStatus::kOk);
  EXPECT_EQ(OpenFrom(*pair.receive, old).status, FrameStatus::kReplayed);
  EXPECT_EQ(OpenFrom(*pair.receive, sealed[size]).status, FrameStatus::kOk);
}

TEST(ReceiveTransformTest, NoStreamOpensWhatAnotherOfItsParticipantHasOpened) {
  TestPair pair;
  const Bytes sealed = SealTo(*pair.send, TestFrame(20));
  const auto camera =
      pair.bob.session()
          .NewReceiveTransform({.participant = "alice", .track = "camera"})
          .value();
  EXPECT_EQ(OpenFrom(*pair.receive, sealed).status, FrameStatus::kOk);
  const Opened again = OpenFrom(*camera, sealed);
  EXPECT_EQ(again.status, FrameStatus::kReplayed);
  EXPECT_EQ(again.frame, Bytes());
  pair.receive =
      pair.bob.session()
          .NewReceiveTransform({.participant = "alice", .track = "microphone"})
          .value();
  EXPECT_EQ(OpenFrom(*pair.receive, sealed).status, FrameStatus::kReplayed)
      << "the transform was made anew";
}

TEST(ReceiveTransformTest, AKeyThatIsRemovedAndSetAgainKeepsItsWindow) {
  TestPair pair;
  const Bytes opened = SealTo(*pair.send, TestFrame(20));
  const Bytes late = SealTo(*pair.send, TestFrame(20));
  EXPECT_EQ(OpenFrom(*pair.receive, opened).status, FrameStatus::kOk);
  MustBeOk(pair.bob.keys().RemoveParticipant("alice"));
  pair.bob.session().Poll();
  EXPECT_EQ(OpenFrom(*pair.receive, late).status, FrameStatus::kMissingKey);
  pair.bob.Hear("alice");
  EXPECT_EQ(OpenFrom(*pair.receive, opened).status, FrameStatus::kReplayed);
  EXPECT_EQ(OpenFrom(*pair.receive, late).status, FrameStatus::kOk);
}

TEST(ReceiveTransformTest, FramesAfterLostOnesOpen) {
  TestPair pair;
  for (uint64_t i = 0; i < 5000; ++i) {
    const Bytes sealed = SealTo(*pair.send, TestFrame(20, i));
    if (i % 7 == 0 || i == 4999) {
      ASSERT_EQ(OpenFrom(*pair.receive, sealed).status, FrameStatus::kOk) << i;
    }
  }
}

TEST(ReceiveTransformTest, StatsHaveARowForEachKey) {
  TestPair pair;
  const Bytes sealed = SealTo(*pair.send, TestFrame(20));
  OpenFrom(*pair.receive, sealed);
  OpenFrom(*pair.receive, sealed);
  const StreamStats stats = pair.receive->Stats();
  ASSERT_EQ(stats.keys.size(), 1u);
  EXPECT_EQ(stats.keys[0].kid, 0u);
  EXPECT_EQ(stats.keys[0].opened, 1u);
  EXPECT_EQ(stats.keys[0].replayed, 1u);
}

TEST(ReceiveTransformTest, FramesOverTheMaximumSealedSizeAreRefused) {
  TestPair pair;
  const Bytes frame(kMaxFrameSize + 100);
  EXPECT_EQ(OpenFrom(*pair.receive, frame).status, FrameStatus::kFrameTooLarge);
}

TEST(ReceiveTransformTest, OutlivesItsSession) {
  std::unique_ptr<ReceiveTransform> receive;
  Bytes sealed;
  {
    TestPair pair;
    sealed = SealTo(*pair.send, TestFrame(10));
    receive = std::move(pair.receive);
  }
  EXPECT_EQ(OpenFrom(*receive, sealed).status, FrameStatus::kOk);
}

}  // namespace
}  // namespace sealframe
