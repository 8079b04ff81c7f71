// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/send_transform.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <memory>
#include <string>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/frame/formats/sframe/sframe_header.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/stream_stats.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/testing/forget_keys.h"

namespace sealframe {
namespace {

using ::testing::Each;

constexpr size_t kTag = 16;

TEST(SendTransformTest, SealingFailsWithoutAnActiveKey) {
  TestEnd end;
  MustBeOk(end.keys().AddLocalParticipant("alice"));
  MustBeOk(end.keys().SetKey("alice", 0, TestKey(0)));
  const auto send =
      end.session().NewSendTransform({.participant = "alice"}).value();
  Bytes out(200, 0xcc);
  const FrameResult result =
      send->Seal({}, TestFrame(100), absl::MakeSpan(out));
  EXPECT_EQ(result.status, FrameStatus::kMissingKey);
  EXPECT_EQ(result.size, 0u);
  EXPECT_THAT(absl::MakeConstSpan(out).first(send->MaxSealedSize(100)),
              Each(0));
  MustBeOk(end.keys().Activate("alice", 0));
  EXPECT_EQ(send->Seal({}, TestFrame(100), absl::MakeSpan(out)).status,
            FrameStatus::kOk);
}

TEST(SendTransformTest, SealingFailsOnceTheParticipantIsRemoved) {
  TestPair pair;
  SealTo(*pair.send, TestFrame(10));
  MustBeOk(pair.alice.keys().RemoveParticipant("alice"));
  Bytes out(100, 0xcc);
  EXPECT_EQ(pair.send->Seal({}, TestFrame(10), absl::MakeSpan(out)).status,
            FrameStatus::kMissingKey);
  EXPECT_THAT(absl::MakeConstSpan(out).first(10), Each(0));
}

TEST(SendTransformTest, FramesAreDroppedUntilE2eeIsOn) {
  TestPair pair({.enable = false});
  Bytes out(100, 0xcc);
  EXPECT_EQ(pair.send->Seal({}, TestFrame(10), absl::MakeSpan(out)).status,
            FrameStatus::kNotReady);
  EXPECT_THAT(absl::MakeConstSpan(out).first(10), Each(0));
  pair.alice.session().SetE2eeEnabled(true);
  EXPECT_EQ(pair.send->Seal({}, TestFrame(10), absl::MakeSpan(out)).status,
            FrameStatus::kOk);
}

TEST(SendTransformTest, FramesPassBeforeE2eeIsSetOnlyIfTheSessionAllowsIt) {
  TestPair pair(
      {.discard_frame_when_cryptor_not_ready = false, .enable = false});
  const Bytes frame = TestFrame(10);
  Bytes out(10);
  const FrameResult result = pair.send->Seal({}, frame, absl::MakeSpan(out));
  EXPECT_EQ(result.status, FrameStatus::kPassedThrough);
  EXPECT_EQ(result.size, 10u);
  EXPECT_EQ(out, frame);
  // Once encryption is on, a frame without a key is dropped.
  pair.alice.session().SetE2eeEnabled(true);
  MustBeOk(pair.alice.keys().RemoveParticipant("alice"));
  EXPECT_EQ(pair.send->Seal({}, frame, absl::MakeSpan(out)).status,
            FrameStatus::kMissingKey);
  EXPECT_THAT(out, Each(0));
}

TEST(SendTransformTest, FramesPassUnchangedWhileE2eeIsOff) {
  TestPair pair;
  pair.alice.session().SetE2eeEnabled(false);
  Bytes frame = TestFrame(10);
  const Bytes before = frame;
  EXPECT_EQ(pair.send->Seal({}, frame, absl::MakeSpan(frame)).status,
            FrameStatus::kPassedThrough);
  EXPECT_EQ(frame, before);
  Bytes small(9, 0xcc);
  EXPECT_EQ(pair.send->Seal({}, frame, absl::MakeSpan(small)).status,
            FrameStatus::kBufferTooSmall);
  EXPECT_THAT(small, Each(0));
}

// Properties of every suite and size.
class SealTest : public testing::TestWithParam<CipherSuiteInfo> {};

INSTANTIATE_TEST_SUITE_P(Suites, SealTest, testing::ValuesIn(AllCipherSuites()),
                         [](const auto& test) {
                           return std::string(test.param.name);
                         });

TEST_P(SealTest, InPlaceAndOutOfPlaceSealToTheSameBytes) {
  for (const size_t size :
       std::initializer_list<size_t>{0, 1, 15, 16, 17, 1000}) {
    const Bytes frame = TestFrame(size);
    ForgetSealingKeys();
    const Bytes sealed =
        SealTo(*TestPair({.suite = GetParam().suite}).send, frame);
    ForgetSealingKeys();
    TestPair in_place({.suite = GetParam().suite});
    Bytes buffer = frame;
    buffer.resize(in_place.send->MaxSealedSize(size), 0xcc);
    const FrameResult result = in_place.send->Seal(
        {}, absl::MakeConstSpan(buffer).first(size), absl::MakeSpan(buffer));
    ASSERT_EQ(result.status, FrameStatus::kOk) << size;
    buffer.resize(result.size);
    EXPECT_EQ(buffer, sealed) << size;
    EXPECT_EQ(result.size, 1 + size + GetParam().tag_size);
  }
}

TEST_P(SealTest, SealingZeroesATooSmallOutputAndFitsAnExactOne) {
  const Bytes frame = TestFrame(20);
  const size_t exact = 1 + frame.size() + GetParam().tag_size;
  for (size_t room = 0; room < exact; ++room) {
    ForgetSealingKeys();
    TestPair pair({.suite = GetParam().suite});
    Bytes out(room, 0xcc);
    const FrameResult result = pair.send->Seal({}, frame, absl::MakeSpan(out));
    EXPECT_EQ(result.status, FrameStatus::kBufferTooSmall) << room;
    EXPECT_EQ(result.size, 0u);
    EXPECT_THAT(out, Each(0)) << room;
  }
  ForgetSealingKeys();
  TestPair pair({.suite = GetParam().suite});
  Bytes out(exact);
  EXPECT_EQ(pair.send->Seal({}, frame, absl::MakeSpan(out)).size, exact);
}

TEST_P(SealTest, SealingLeavesBytesBehindTheSealedFrameAlone) {
  TestPair pair({.suite = GetParam().suite});
  Bytes out(200, 0xcc);
  const FrameResult result =
      pair.send->Seal({}, TestFrame(30), absl::MakeSpan(out));
  ASSERT_EQ(result.status, FrameStatus::kOk);
  EXPECT_THAT(absl::MakeConstSpan(out).subspan(result.size), Each(0xcc));
}

TEST(SendTransformTest, OverlappingBuffersAreRefusedAndLeftAlone) {
  TestPair pair;
  Bytes memory(300, 0xcc);
  const auto all = absl::MakeSpan(memory);
  for (const size_t shift : std::initializer_list<size_t>{1, 17, 99}) {
    const auto ahead = all.subspan(shift, 200);
    EXPECT_EQ(pair.send->Seal({}, all.first(100), ahead).status,
              FrameStatus::kBuffersOverlap);
    EXPECT_EQ(
        pair.send->Seal({}, all.subspan(shift, 100), all.first(200)).status,
        FrameStatus::kBuffersOverlap);
  }
  EXPECT_THAT(memory, Each(0xcc));
}

TEST(SendTransformTest, MetadataInsideTheOutputIsRefused) {
  TestPair pair;
  Bytes out(200, 0xcc);
  const FrameInfo info = {.metadata = absl::MakeConstSpan(out).first(4)};
  EXPECT_EQ(pair.send->Seal(info, TestFrame(20), absl::MakeSpan(out)).status,
            FrameStatus::kBuffersOverlap);
  EXPECT_THAT(out, Each(0xcc));
}

TEST(SendTransformTest, TheLargestFrameIsSealedAndALargerOneRefused) {
  TestPair pair;
  const Bytes frame = TestFrame(kMaxFrameSize + 1);
  const auto largest = absl::MakeConstSpan(frame).first(kMaxFrameSize);
  Bytes out(pair.send->MaxSealedSize(frame.size()), 0xcc);
  EXPECT_EQ(pair.send->Seal({}, frame, absl::MakeSpan(out)).status,
            FrameStatus::kFrameTooLarge);
  EXPECT_TRUE(std::all_of(out.begin(), out.end(),
                          [](uint8_t byte) { return byte == 0; }));
  const FrameResult result = pair.send->Seal({}, largest, absl::MakeSpan(out));
  EXPECT_EQ(result.status, FrameStatus::kOk);
  EXPECT_EQ(result.size, 1 + kMaxFrameSize + kTag);
  out.resize(result.size);
  const Opened opened = OpenFrom(*pair.receive, out);
  EXPECT_EQ(opened.status, FrameStatus::kOk);
  EXPECT_TRUE(absl::MakeConstSpan(opened.frame) == largest);
}

TEST(SendTransformTest, MetadataOverItsMaximumSizeIsRefused) {
  TestPair pair;
  const Bytes metadata = TestFrame(kMaxMetadataSize + 1);
  Bytes out(100, 0xcc);
  EXPECT_EQ(
      pair.send
          ->Seal({.metadata = metadata}, TestFrame(20), absl::MakeSpan(out))
          .status,
      FrameStatus::kMetadataTooLarge);
  EXPECT_THAT(absl::MakeConstSpan(out).first(20), Each(0));
}

TEST(SendTransformTest, EachFrameHasTheNextCounter) {
  TestPair pair;
  for (uint64_t ctr = 0; ctr < 300; ++ctr) {
    const ParsedSFrameHeader parsed =
        ParseSFrameHeader(SealTo(*pair.send, TestFrame(3)));
    ASSERT_EQ(parsed.header.ctr, ctr);
    ASSERT_EQ(parsed.header.kid, 0u);
  }
}

// Reservations that grant one short block of counters and then fail.
class OneBlock final : public CounterReservations {
 public:
  explicit OneBlock(CounterRange block) : block_(block) {}

  absl::StatusOr<CounterRange> Reserve(const KeyFingerprint&,
                                       uint64_t) override {
    if (used_) {
      return absl::UnavailableError("the disk is full");
    }
    used_ = true;
    return block_;
  }

 private:
  const CounterRange block_;
  bool used_ = false;
};

TEST(SendTransformTest, SealingStopsWhileNoCountersAreReserved) {
  OneBlock block({.begin = 7, .end = 9});
  TestEnd end({.reservations = &block});
  end.Join("alice");
  const auto send =
      end.session().NewSendTransform({.participant = "alice"}).value();
  EXPECT_EQ(ParseSFrameHeader(SealTo(*send, TestFrame(1))).header.ctr, 7u);
  EXPECT_EQ(ParseSFrameHeader(SealTo(*send, TestFrame(1))).header.ctr, 8u);
  Bytes out(100, 0xcc);
  const FrameResult result = send->Seal({}, TestFrame(1), absl::MakeSpan(out));
  EXPECT_EQ(result.status, FrameStatus::kCounterNotReserved);
  EXPECT_THAT(absl::MakeConstSpan(out).first(send->MaxSealedSize(1)), Each(0));
}

TEST(SendTransformTest, TheLastCounterEndsTheKeyAndNeverWraps) {
  OneBlock block({.begin = ~uint64_t{0} - 2, .end = ~uint64_t{0}});
  TestEnd end({.reservations = &block});
  end.Join("alice");
  const auto send =
      end.session().NewSendTransform({.participant = "alice"}).value();
  SealTo(*send, TestFrame(1));
  const Bytes last = SealTo(*send, TestFrame(1));
  EXPECT_EQ(ParseSFrameHeader(last).header.ctr, ~uint64_t{0} - 1);
  Bytes out(100);
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(send->Seal({}, TestFrame(1), absl::MakeSpan(out)).status,
              FrameStatus::kKeyExhausted);
  }
}

TEST(SendTransformTest, CountsSealedAndDroppedFrames) {
  TestPair pair;
  SealTo(*pair.send, TestFrame(10));
  Bytes small(5);
  EXPECT_EQ(pair.send->Seal({}, TestFrame(20), absl::MakeSpan(small)).status,
            FrameStatus::kBufferTooSmall);
  const StreamStats stats = pair.send->Stats();
  EXPECT_EQ(stats.frames_in, 2u);
  EXPECT_EQ(stats.bytes_in, 30u);
  EXPECT_EQ(stats.frames_out, 1u);
  EXPECT_EQ(stats.bytes_out, 1 + 10 + kTag);
  EXPECT_EQ(stats.frames(FrameStatus::kOk), 1u);
  EXPECT_EQ(stats.frames(FrameStatus::kBufferTooSmall), 1u);
}

TEST(SendTransformTest, MeasuresTheLatencyOfSomeFrames) {
  TestPair pair;
  for (uint64_t i = 0; i < 3 * kLatencySampling; ++i) {
    SealTo(*pair.send, TestFrame(10));
  }
  uint64_t measured = 0;
  for (const uint64_t bucket : pair.send->Stats().latency) {
    measured += bucket;
  }
  EXPECT_EQ(measured, 3u);
  EXPECT_GT(pair.send->Stats().LatencyPercentile(50), 0u);
}

TEST(SendTransformTest, OutlivesItsSession) {
  std::unique_ptr<SendTransform> send;
  {
    TestPair pair;
    send = std::move(pair.send);
  }
  SealTo(*send, TestFrame(10));
}

}  // namespace
}  // namespace sealframe
