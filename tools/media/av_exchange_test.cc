// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/av_exchange.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/tools/media/byte_input.h"
#include "sealframe/tools/media/media_file.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

std::vector<ContainerFrame> Packets() {
  return {{{Codec::kH264, false, 0xfffffffe, 0, 0}, Bytes(300, 7), 4},
          {{Codec::kOpus, false, 960, 0, 3}, {}, 0},
          {{Codec::kAv1, false, 0, 0, 1}, {1, 2}, 0}};
}

void Append(const Bytes& bytes, Bytes* all) {
  all->insert(all->end(), bytes.begin(), bytes.end());
}

TEST(AvExchangeTest, PacketsComeBack) {
  Bytes all;
  for (const ContainerFrame& packet : Packets()) {
    Append(EncodePacket(packet), &all);
  }
  ByteInput input(all);
  ContainerFrame found;
  for (const ContainerFrame& want : Packets()) {
    ASSERT_TRUE(ReadPacket(input, &found).value_or(false));
    EXPECT_EQ(found.info.codec, want.info.codec);
    EXPECT_EQ(found.info.timestamp, want.info.timestamp);
    EXPECT_EQ(found.info.stream, want.info.stream);
    EXPECT_EQ(found.data, want.data);
    EXPECT_EQ(found.length_size, want.length_size);
  }
  EXPECT_FALSE(ReadPacket(input, &found).value_or(true));
}

TEST(AvExchangeTest, PayloadsComeBack) {
  const std::vector<Bytes> payloads = {{1, 2, 3}, {}, Bytes(70000, 9)};
  Bytes all;
  for (const Bytes& payload : payloads) {
    Append(EncodePayload(payload), &all);
  }
  ByteInput input(all);
  for (const Bytes& payload : payloads) {
    EXPECT_EQ(ReadPayload(input).value_or(Bytes{0}), payload);
  }
  EXPECT_EQ(ReadPayload(input).status().code(),
            absl::StatusCode::kInvalidArgument);
}

TEST(AvExchangeTest, MessagesThatAreCutOffAreRefused) {
  const Bytes packet = EncodePacket(Packets()[0]);
  for (size_t n = 1; n < packet.size(); ++n) {
    ByteInput input(absl::MakeConstSpan(packet).first(n));
    ContainerFrame found;
    EXPECT_EQ(ReadPacket(input, &found).status().code(),
              absl::StatusCode::kInvalidArgument)
        << n;
  }
  const Bytes payload = EncodePayload(Bytes(3, 1));
  for (size_t n = 0; n < payload.size(); ++n) {
    ByteInput input(absl::MakeConstSpan(payload).first(n));
    EXPECT_EQ(ReadPayload(input).status().code(),
              absl::StatusCode::kInvalidArgument)
        << n;
  }
}

TEST(AvExchangeTest, ValuesOutsideTheirRangeAreRefused) {
  struct Change {
    size_t offset;
    uint8_t value;
  };
  // The codec, the size of lengths, and the size of the contents.
  for (const Change& change :
       {Change{0, kCodecCount}, Change{1, 5}, Change{10, 0xff}}) {
    Bytes packet = EncodePacket(Packets()[0]);
    packet[change.offset] = change.value;
    ByteInput input(packet);
    ContainerFrame found;
    EXPECT_EQ(ReadPacket(input, &found).status().code(),
              absl::StatusCode::kInvalidArgument)
        << change.offset;
  }
}

TEST(AvExchangeTest, AMessageLargerThanAnyPacketIsRefusedUnread) {
  const Bytes huge = {0xff, 0xff, 0xff, 0xff};
  size_t given = 0;
  ByteInput input([&](absl::Span<uint8_t> out) -> absl::StatusOr<size_t> {
    const size_t size = given < kMaxPacketSize ? out.size() : 0;
    for (size_t i = 0; i < size; ++i) {
      out[i] = given + i < huge.size() ? huge[given + i] : 0;
    }
    given += size;
    return size;
  });
  EXPECT_EQ(ReadPayload(input).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_LT(given, kMaxPacketSize);
}

}  // namespace
}  // namespace sealframe
