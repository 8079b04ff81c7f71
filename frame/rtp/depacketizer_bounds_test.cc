// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Tests that hostile and broken senders cannot exceed the limits of the SFrame
// depacketizer.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/rtp/depacketizer.h"
#include "sealframe/frame/rtp/depacketizer_stats.h"
#include "sealframe/frame/rtp/depacketizer_types.h"
#include "sealframe/frame/rtp/packetizer.h"
#include "sealframe/frame/rtp/payload_descriptor.h"
#include "sealframe/frame/rtp/testing/depacketizer_fixture.h"

namespace sealframe {
namespace {

using ::testing::ElementsAre;
using ::testing::Values;

class SequenceJumpTest : public SFrameDepacketizerTest,
                         public ::testing::WithParamInterface<int> {};

INSTANTIATE_TEST_SUITE_P(Distances, SequenceJumpTest,
                         Values(kMaxSequenceJump + 1, 32767, 32768, 32769,
                                65536 - kMaxSequenceJump - 1));

TEST_P(SequenceJumpTest, OneStrayPacketDoesNotMoveTheWindow) {
  Insert(100, kFirst);
  EXPECT_EQ(Insert(100 + GetParam(), kOnly), InsertResult::kDropped);
  EXPECT_EQ(Dropped(DepacketizerDrop::kSequenceJump), 1u);
  EXPECT_EQ(Insert(101, kLast), InsertResult::kFrameReady);
  // The packet accepted in between proves that the old sequence continues.
  EXPECT_EQ(Insert(101 + GetParam(), kOnly), InsertResult::kDropped);
}

TEST_P(SequenceJumpTest, ASecondPacketInSequenceConfirmsARestart) {
  Insert(100, kFirst);
  Insert(100 + GetParam(), kOnly);
  EXPECT_EQ(Insert(101 + GetParam(), kOnly), InsertResult::kFrameReady);
  EXPECT_THAT(TakeAll(), ElementsAre((101 + GetParam()) % 65536));
  EXPECT_EQ(Insert(102 + GetParam(), kOnly), InsertResult::kFrameReady);
}

TEST_P(SequenceJumpTest, PacketsFromBeforeARestartDoNotJoinLaterOnes) {
  Insert(100, kOnly);
  const uint64_t before = Next().last_sequence;
  Insert(101, kFirst);
  Insert(101 + GetParam(), kMiddle);
  Insert(102 + GetParam(), kOnly);
  EXPECT_GT(Next().first_sequence, before + 65536);
  EXPECT_NE(Insert(102, kLast), InsertResult::kFrameReady);
}

TEST_F(SFrameDepacketizerTest, AcceptsTheLongestJumpFromASinglePacket) {
  Insert(100, kOnly);
  EXPECT_EQ(Insert(100 + kMaxSequenceJump, kOnly), InsertResult::kFrameReady);
  EXPECT_EQ(Insert(100, kOnly), InsertResult::kDropped);
  EXPECT_EQ(Dropped(DepacketizerDrop::kLate), 1u);
}

TEST(SFrameDepacketizerBoundsTest, ClampsOptionsToTheirLimits) {
  DepacketizerOptions least;
  least.max_packets = 0;
  least.max_payload_size = 0;
  SFrameDepacketizer smallest(least);
  const uint8_t only[] = {kOnly, 1};
  SFrameRtpPacket packet;
  packet.payload = only;
  EXPECT_EQ(smallest.Insert(packet, absl::UnixEpoch()), InsertResult::kDropped);
  packet.payload.remove_suffix(1);
  EXPECT_EQ(smallest.Insert(packet, absl::UnixEpoch()),
            InsertResult::kFrameReady);

  DepacketizerOptions most;
  most.max_packets = kMaxDepacketizerPackets + 1;
  most.max_payload_size = 2;
  SFrameDepacketizer largest(most);
  packet.sequence_number = kMaxDepacketizerPackets;
  largest.Insert(packet, absl::UnixEpoch());
  packet.sequence_number = 0;
  largest.Insert(packet, absl::UnixEpoch());
  EXPECT_EQ(largest.stats().dropped(DepacketizerDrop::kLate), 1u);
}

TEST(SFrameDepacketizerBoundsTest, TheLongestPayloadIsHeldAndALongerOneIsNot) {
  DepacketizerOptions options;
  options.max_packets = 1;
  options.max_payload_size = kMaxRtpPayloadSize + 1;
  SFrameDepacketizer depacketizer(options);
  std::vector<uint8_t> payload(kMaxRtpPayloadSize + 1, 1);
  payload[0] = kOnly;
  SFrameRtpPacket packet;
  packet.payload = payload;
  EXPECT_EQ(depacketizer.Insert(packet, absl::UnixEpoch()),
            InsertResult::kDropped);
  packet.payload.remove_suffix(1);
  EXPECT_EQ(depacketizer.Insert(packet, absl::UnixEpoch()),
            InsertResult::kFrameReady);
}

TEST(SFrameDepacketizerBoundsTest, ReassemblesAFrameOfSixteenMebibytes) {
  DepacketizerOptions options;
  options.max_packets = kMaxDepacketizerPackets;
  options.max_payload_size = 1200;
  SFrameDepacketizer depacketizer(options);
  std::vector<uint8_t> ciphertext(size_t{16} << 20);
  for (size_t i = 0; i < ciphertext.size(); ++i) {
    ciphertext[i] = static_cast<uint8_t>(i * 2654435761u >> 24);
  }
  SFramePacketizer packetizer(ciphertext, 1200, PayloadOrigin::kRaw, true);
  std::vector<uint8_t> payload(packetizer.NextPacketSize());
  SFrameRtpPacket packet;
  packet.sequence_number = 60000;
  InsertResult result = InsertResult::kHeld;
  for (size_t i = 0; i < packetizer.NumPackets(); ++i) {
    EXPECT_EQ(result, InsertResult::kHeld);
    const PacketizedPayload written =
        packetizer.NextPacket(absl::MakeSpan(payload));
    packet.payload = absl::MakeConstSpan(payload).first(written.size);
    packet.marker = written.marker;
    result = depacketizer.Insert(packet, absl::UnixEpoch());
    ++packet.sequence_number;
  }
  ASSERT_EQ(result, InsertResult::kFrameReady);
  std::vector<uint8_t> out(depacketizer.NextFrameSize());
  EXPECT_TRUE(depacketizer.NextFrame(absl::MakeSpan(out)).marker);
  EXPECT_TRUE(out == ciphertext);
}

// If the work per packet were not bounded, each packet would cost a scan of the
// whole window and this test would time out.
TEST(SFrameDepacketizerBoundsTest, FloodsTakeBoundedTimeInTheLargestWindow) {
  DepacketizerOptions options;
  options.max_packets = kMaxDepacketizerPackets;
  options.max_payload_size = 2;
  const uint8_t middle[] = {kMiddle, 1};
  for (const int step : {1, 2, -1, 127, 8191, 16384, -16384, 32768}) {
    SFrameDepacketizer depacketizer(options);
    SFrameRtpPacket packet;
    packet.payload = middle;
    for (int i = 0; i < 1000000; ++i) {
      EXPECT_NE(depacketizer.Insert(packet, absl::UnixEpoch()),
                InsertResult::kFrameReady);
      packet.sequence_number =
          static_cast<uint16_t>(packet.sequence_number + step);
    }
    EXPECT_EQ(depacketizer.NextFrame({}).result, NextFrameResult::kNoFrame);
  }
}

}  // namespace
}  // namespace sealframe
