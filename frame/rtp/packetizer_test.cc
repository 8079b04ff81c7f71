// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/rtp/packetizer.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <numeric>
#include <string>
#include <vector>

#include "absl/types/span.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/frame/rtp/payload_descriptor.h"

namespace sealframe {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::Values;

std::vector<uint8_t> CountingBytes(size_t size) {
  std::vector<uint8_t> bytes(size);
  std::iota(bytes.begin(), bytes.end(), uint8_t{0});
  return bytes;
}

std::vector<std::vector<uint8_t>> Packetize(
    absl::Span<const uint8_t> ciphertext, size_t max_payload_size,
    PayloadOrigin origin) {
  SFramePacketizer packetizer(ciphertext, max_payload_size, origin, false);
  std::vector<std::vector<uint8_t>> payloads;
  for (size_t i = 0; i < packetizer.NumPackets(); ++i) {
    std::vector<uint8_t> payload(packetizer.NextPacketSize());
    EXPECT_EQ(packetizer.NextPacket(absl::MakeSpan(payload)).size,
              payload.size());
    payloads.push_back(payload);
  }
  EXPECT_EQ(packetizer.NextPacketSize(), 0u);
  return payloads;
}

TEST(SFramePacketizerTest, WritesTheDescriptorsOfTheDraft) {
  const std::vector<uint8_t> ciphertext = CountingBytes(5);
  EXPECT_THAT(Packetize(ciphertext, 3, PayloadOrigin::kRaw),
              ElementsAre(ElementsAre(0x80, 0, 1), ElementsAre(0x00, 2, 3),
                          ElementsAre(0x40, 4)));
  EXPECT_THAT(Packetize(ciphertext, 3, PayloadOrigin::kPacketized),
              ElementsAre(ElementsAre(0xa0, 0, 1), ElementsAre(0x20, 2, 3),
                          ElementsAre(0x60, 4)));
  EXPECT_THAT(Packetize(ciphertext, 6, PayloadOrigin::kRaw),
              ElementsAre(ElementsAre(0xc0, 0, 1, 2, 3, 4)));
  EXPECT_THAT(Packetize(ciphertext, 6, PayloadOrigin::kPacketized),
              ElementsAre(ElementsAre(0xe0, 0, 1, 2, 3, 4)));
}

struct Split {
  const char* name;
  size_t ciphertext_size;
  size_t max_payload_size;
  size_t num_packets;
};

class PacketizerSplitTest : public ::testing::TestWithParam<Split> {};

INSTANTIATE_TEST_SUITE_P(
    Boundaries, PacketizerSplitTest,
    Values(Split{"SmallestOfEach", 1, 2, 1}, Split{"OneByteEach", 7, 2, 7},
           Split{"JustFits", 1199, 1200, 1},
           Split{"OneByteTooMany", 1200, 1200, 2},
           Split{"OneByteInThree", 2399, 1200, 3},
           Split{"SixteenMebibytes", size_t{16} << 20, 1200, 13993},
           Split{"NoLimit", 1000, std::numeric_limits<size_t>::max(), 1}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(PacketizerSplitTest, UsesTheFewestPayloadsAndBalancesTheirSizes) {
  const std::vector<uint8_t> ciphertext =
      CountingBytes(GetParam().ciphertext_size);
  const auto payloads =
      Packetize(ciphertext, GetParam().max_payload_size, PayloadOrigin::kRaw);
  ASSERT_EQ(payloads.size(), GetParam().num_packets);
  EXPECT_LE(payloads.front().size(), GetParam().max_payload_size);
  EXPECT_LE(payloads.front().size() - payloads.back().size(), 1u);

  std::vector<uint8_t> joined;
  for (const std::vector<uint8_t>& payload : payloads) {
    EXPECT_LE(payload.size(), payloads.front().size());
    EXPECT_GE(payload.size(), payloads.back().size());
    joined.insert(joined.end(), payload.begin() + 1, payload.end());
  }
  EXPECT_EQ(joined, ciphertext);
}

TEST(SFramePacketizerTest, SetsTheMarkerOnTheLastPayloadOnly) {
  const std::vector<uint8_t> ciphertext = CountingBytes(3);
  SFramePacketizer packetizer(ciphertext, 2, PayloadOrigin::kRaw, true);
  uint8_t out[2];
  PacketizedPayload written = packetizer.NextPacket(absl::MakeSpan(out));
  EXPECT_TRUE(written.first && !written.last && !written.marker);
  written = packetizer.NextPacket(absl::MakeSpan(out));
  EXPECT_TRUE(!written.first && !written.last && !written.marker);
  written = packetizer.NextPacket(absl::MakeSpan(out));
  EXPECT_TRUE(!written.first && written.last && written.marker);
}

TEST(SFramePacketizerTest, SetsNoMarkerForAFrameWithoutOne) {
  const std::vector<uint8_t> ciphertext = CountingBytes(1);
  SFramePacketizer packetizer(ciphertext, 2, PayloadOrigin::kRaw, false);
  uint8_t out[2];
  const PacketizedPayload written = packetizer.NextPacket(absl::MakeSpan(out));
  EXPECT_TRUE(written.first && written.last && !written.marker);
}

TEST(SFramePacketizerTest, AShortBufferIsUnchangedAndKeepsThePayload) {
  const std::vector<uint8_t> ciphertext = CountingBytes(4);
  SFramePacketizer packetizer(ciphertext, 5, PayloadOrigin::kRaw, true);
  std::vector<uint8_t> out(packetizer.NextPacketSize() - 1, 0xcc);
  const PacketizedPayload refused = packetizer.NextPacket(absl::MakeSpan(out));
  EXPECT_EQ(refused.size, 0u);
  EXPECT_FALSE(refused.marker || refused.first || refused.last);
  EXPECT_THAT(out, Each(0xcc));

  out.resize(packetizer.NextPacketSize());
  EXPECT_EQ(packetizer.NextPacket(absl::MakeSpan(out)).size, out.size());
  EXPECT_THAT(out, ElementsAre(0xc0, 0, 1, 2, 3));
}

TEST(SFramePacketizerTest, WritesNothingAfterTheLastPayload) {
  const std::vector<uint8_t> ciphertext = CountingBytes(1);
  SFramePacketizer packetizer(ciphertext, 2, PayloadOrigin::kRaw, false);
  std::vector<uint8_t> out(2);
  ASSERT_EQ(packetizer.NextPacket(absl::MakeSpan(out)).size, 2u);
  out.assign(2, 0xcc);
  EXPECT_EQ(packetizer.NextPacket(absl::MakeSpan(out)).size, 0u);
  EXPECT_THAT(out, Each(0xcc));
}

TEST(SFramePacketizerTest, HasNoPayloadsWithoutDataOrRoomForIt) {
  const std::vector<uint8_t> ciphertext = CountingBytes(4);
  for (const size_t too_small : {size_t{0}, size_t{1}}) {
    SFramePacketizer packetizer(ciphertext, too_small, PayloadOrigin::kRaw,
                                true);
    EXPECT_EQ(packetizer.NumPackets(), 0u);
    EXPECT_EQ(packetizer.NextPacketSize(), 0u);
  }
  SFramePacketizer empty({}, 1200, PayloadOrigin::kRaw, true);
  EXPECT_EQ(empty.NumPackets(), 0u);
  EXPECT_EQ(empty.NextPacketSize(), 0u);
}

}  // namespace
}  // namespace sealframe
