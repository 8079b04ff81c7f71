// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/rtp/depacketizer.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/rtp/depacketizer_stats.h"
#include "sealframe/frame/rtp/depacketizer_types.h"
#include "sealframe/frame/rtp/payload_descriptor.h"
#include "sealframe/frame/rtp/testing/depacketizer_fixture.h"

namespace sealframe {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::Values;

TEST_F(SFrameDepacketizerTest, JoinsARunFromSToE) {
  header_.timestamp = 0xfedcba98;
  header_.payload_type = 111;
  EXPECT_EQ(Insert(7, kFirst, 1), InsertResult::kHeld);
  EXPECT_EQ(Insert(8, kMiddle, 2), InsertResult::kHeld);
  header_.marker = true;
  EXPECT_EQ(Insert(9, kLast, 3), InsertResult::kFrameReady);
  const DepacketizedFrame frame = Next();
  ASSERT_EQ(frame.result, NextFrameResult::kFrame);
  EXPECT_EQ(frame.size, 3u);
  EXPECT_THAT(bytes_, ElementsAre(1, 2, 3));
  EXPECT_EQ(frame.timestamp, 0xfedcba98u);
  EXPECT_EQ(frame.payload_type, 111);
  EXPECT_TRUE(frame.marker);
  EXPECT_EQ(frame.origin, PayloadOrigin::kRaw);
  EXPECT_EQ(static_cast<uint16_t>(frame.first_sequence), 7);
  EXPECT_EQ(frame.last_sequence, frame.first_sequence + 2);
  EXPECT_EQ(Next().result, NextFrameResult::kNoFrame);
  EXPECT_EQ(depacketizer_.stats().packets_received, 3u);
  EXPECT_EQ(depacketizer_.stats().packets_delivered, 3u);
  EXPECT_EQ(depacketizer_.stats().frames_delivered, 1u);
}

TEST_F(SFrameDepacketizerTest, OnlyTheLastPacketsMarkerCounts) {
  header_.marker = true;
  Insert(1, kFirst);
  header_.marker = false;
  Insert(2, kLast);
  EXPECT_FALSE(Next().marker);
}

TEST_F(SFrameDepacketizerTest, ReportsThePacketizedOrigin) {
  EXPECT_EQ(Insert(1, kOnly | kPacketized), InsertResult::kFrameReady);
  EXPECT_EQ(Next().origin, PayloadOrigin::kPacketized);
}

TEST_F(SFrameDepacketizerTest, IgnoresReservedDescriptorBits) {
  EXPECT_EQ(Insert(1, kFirst | 0x1f), InsertResult::kHeld);
  EXPECT_EQ(Insert(2, kLast | 0x0a), InsertResult::kFrameReady);
}

TEST_F(SFrameDepacketizerTest, JoinsReorderedPacketsAcrossTheWrap) {
  for (const int sequence_number : {65535, 1, 0}) {
    EXPECT_EQ(Insert(sequence_number, kMiddle), InsertResult::kHeld);
  }
  EXPECT_EQ(Insert(2, kLast), InsertResult::kHeld);
  EXPECT_EQ(Insert(65534, kFirst), InsertResult::kFrameReady);
  EXPECT_EQ(Next().size, 5u);
}

TEST_F(SFrameDepacketizerTest, ALaterFrameDoesNotWaitForAnEarlierOne) {
  Insert(1, kFirst);
  Insert(3, kOnly);
  EXPECT_THAT(TakeAll(), ElementsAre(3));
  Insert(2, kLast);
  EXPECT_THAT(TakeAll(), ElementsAre(1));
}

TEST_F(SFrameDepacketizerTest, FindsTheSmallestRun) {
  Insert(1, kFirst, 1);  // Its end never comes.
  Insert(2, kFirst, 2);
  Insert(4, kLast, 4);  // Its beginning never comes.
  EXPECT_EQ(Insert(3, kLast, 3), InsertResult::kFrameReady);
  EXPECT_THAT(TakeAll(), ElementsAre(2));
}

TEST_F(SFrameDepacketizerTest, AcceptsEachSequenceNumberOnce) {
  Insert(1, kFirst);
  EXPECT_EQ(Insert(1, kOnly), InsertResult::kDropped);
  Insert(2, kLast);
  EXPECT_EQ(Insert(2, kLast), InsertResult::kDropped);
  EXPECT_THAT(TakeAll(), ElementsAre(1));
  EXPECT_EQ(Insert(1, kOnly), InsertResult::kDropped);
  EXPECT_THAT(TakeAll(), IsEmpty());
  EXPECT_EQ(Dropped(DepacketizerDrop::kDuplicate), 3u);
}

TEST_F(SFrameDepacketizerTest, TheWindowHoldsExactlyMaxPackets) {
  Insert(10 + kWindow, kOnly);
  EXPECT_EQ(Insert(11, kOnly), InsertResult::kFrameReady);
  EXPECT_EQ(Insert(10, kOnly), InsertResult::kDropped);
  EXPECT_EQ(Dropped(DepacketizerDrop::kLate), 1u);
}

TEST_F(SFrameDepacketizerTest, AFrameAsLongAsTheWindowIsReady) {
  Insert(0, kFirst);
  for (size_t i = 1; i < kWindow - 1; ++i) {
    Insert(static_cast<int>(i), kMiddle);
  }
  EXPECT_EQ(Insert(kWindow - 1, kLast), InsertResult::kFrameReady);
  EXPECT_EQ(Next().size, kWindow);
}

TEST_F(SFrameDepacketizerTest, AFrameLongerThanTheWindowIsDropped) {
  Insert(0, kFirst);
  for (size_t i = 1; i < kWindow; ++i) {
    Insert(static_cast<int>(i), kMiddle);
  }
  EXPECT_EQ(Insert(kWindow, kLast), InsertResult::kHeld);
  EXPECT_THAT(TakeAll(), IsEmpty());
  EXPECT_EQ(Dropped(DepacketizerDrop::kWindowPassed), kWindow);
}

TEST_F(SFrameDepacketizerTest, NewerPacketsReplaceAReadyFrameThatIsNotTaken) {
  Insert(0, kFirst);
  Insert(1, kLast);
  Insert(2, kOnly);
  Insert(static_cast<int>(1 + kWindow), kOnly);
  EXPECT_EQ(Dropped(DepacketizerDrop::kNotTaken), 2u);
  EXPECT_THAT(TakeAll(), ElementsAre(2, 1 + kWindow));
}

TEST_F(SFrameDepacketizerTest, HoldsAPacketUntilJustBeforeTheTimeout) {
  Insert(1, kFirst);
  now_ += absl::Milliseconds(100) - absl::Nanoseconds(1);
  EXPECT_EQ(Insert(2, kLast), InsertResult::kFrameReady);
}

TEST_F(SFrameDepacketizerTest, DropsAWholeRunAtTheTimeoutOfItsOldestPacket) {
  Insert(1, kFirst);
  now_ += absl::Milliseconds(60);
  Insert(2, kMiddle);
  Insert(4, kMiddle);
  now_ += absl::Milliseconds(40);
  EXPECT_EQ(Insert(3, kLast), InsertResult::kHeld);
  EXPECT_EQ(Dropped(DepacketizerDrop::kTimedOut), 2u);
  EXPECT_EQ(Insert(1, kFirst), InsertResult::kDropped);
  EXPECT_EQ(Dropped(DepacketizerDrop::kDuplicate), 1u);
}

TEST_F(SFrameDepacketizerTest, AReadyFrameDoesNotTimeOut) {
  Insert(1, kOnly);
  now_ += absl::Hours(1);
  Insert(2, kOnly);
  EXPECT_THAT(TakeAll(), ElementsAre(1, 2));
}

struct Mixture {
  const char* name;
  uint8_t second_descriptor;
  uint8_t second_payload_type;
  uint32_t second_timestamp;
  DepacketizerDrop reason;
};

class MixedRunTest : public SFrameDepacketizerTest,
                     public ::testing::WithParamInterface<Mixture> {};

INSTANTIATE_TEST_SUITE_P(All, MixedRunTest,
                         Values(Mixture{"Origin", kMiddle | kPacketized, 0, 0,
                                        DepacketizerDrop::kMixedOrigin},
                                Mixture{"PayloadType", kMiddle, 1, 0,
                                        DepacketizerDrop::kMixedPayloadType},
                                Mixture{"Timestamp", kMiddle, 0, 1,
                                        DepacketizerDrop::kMixedTimestamp},
                                Mixture{"All", kMiddle | kPacketized, 1, 1,
                                        DepacketizerDrop::kMixedOrigin}),
                         [](const auto& test) {
                           return std::string(test.param.name);
                         });

TEST_P(MixedRunTest, DropsAMixedRunButNotTheNextFrame) {
  Insert(1, kFirst);
  header_.payload_type = GetParam().second_payload_type;
  header_.timestamp = GetParam().second_timestamp;
  Insert(2, GetParam().second_descriptor);
  header_ = SFrameRtpPacket();
  EXPECT_EQ(Insert(3, kLast), InsertResult::kDropped);
  EXPECT_EQ(Dropped(GetParam().reason), 3u);
  EXPECT_EQ(Insert(4, kOnly), InsertResult::kFrameReady);
  EXPECT_THAT(TakeAll(), ElementsAre(4));
}

TEST_F(SFrameDepacketizerTest, DropsPayloadsWithoutADescriptor) {
  EXPECT_EQ(depacketizer_.Insert(header_, now_), InsertResult::kDropped);
  EXPECT_EQ(Dropped(DepacketizerDrop::kNoDescriptor), 1u);
}

TEST_F(SFrameDepacketizerTest, DropsPayloadsLongerThanTheLimit) {
  const uint8_t payload[] = {kOnly, 1, 2, 3, 4};
  header_.payload = payload;
  EXPECT_EQ(depacketizer_.Insert(header_, now_), InsertResult::kDropped);
  EXPECT_EQ(Dropped(DepacketizerDrop::kTooLarge), 1u);
  header_.payload.remove_suffix(1);
  EXPECT_EQ(depacketizer_.Insert(header_, now_), InsertResult::kFrameReady);
  EXPECT_EQ(Next().size, 3u);
}

TEST_F(SFrameDepacketizerTest, AcceptsAnEmptyFragment) {
  const uint8_t only[] = {kOnly};
  header_.payload = only;
  EXPECT_EQ(depacketizer_.Insert(header_, now_), InsertResult::kFrameReady);
  const DepacketizedFrame frame = depacketizer_.NextFrame({});
  EXPECT_EQ(frame.result, NextFrameResult::kFrame);
  EXPECT_EQ(frame.size, 0u);
}

TEST_F(SFrameDepacketizerTest, AShortBufferIsUnchangedAndKeepsTheFrame) {
  Insert(1, kFirst, 1);
  Insert(2, kLast, 2);
  std::vector<uint8_t> out(depacketizer_.NextFrameSize() - 1, 0xcc);
  const DepacketizedFrame refused =
      depacketizer_.NextFrame(absl::MakeSpan(out));
  EXPECT_EQ(refused.result, NextFrameResult::kBufferTooSmall);
  EXPECT_EQ(refused.size, 0u);
  EXPECT_EQ(refused.first_sequence, 0u);
  EXPECT_THAT(out, Each(0xcc));
  EXPECT_THAT(TakeAll(), ElementsAre(1));
}

}  // namespace
}  // namespace sealframe
