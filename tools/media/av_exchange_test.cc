// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/av_exchange.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/optional.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

std::vector<ContainerFrame> Packets() {
  return {{{Codec::kH264, false, 0xfffffffe, 0, 0}, Bytes(300, 7), 4},
          {{Codec::kOpus, false, 960, 1, 3}, {}, 0},
          {{Codec::kAv1, false, 0, 2, 1}, {1, 2}, 0}};
}

TEST(AvExchangeTest, PacketsComeBack) {
  const auto packets = DecodePackets(EncodePackets(Packets()));
  ASSERT_TRUE(packets.has_value());
  ASSERT_EQ(packets->size(), 3u);
  for (size_t i = 0; i < 3; ++i) {
    const ContainerFrame want = Packets()[i];
    const ContainerFrame& found = (*packets)[i];
    EXPECT_EQ(found.info.codec, want.info.codec);
    EXPECT_EQ(found.info.timestamp, want.info.timestamp);
    EXPECT_EQ(found.info.index, want.info.index);
    EXPECT_EQ(found.info.stream, want.info.stream);
    EXPECT_EQ(found.data, want.data);
    EXPECT_EQ(found.length_size, want.length_size);
  }
  EXPECT_TRUE(DecodePackets(EncodePackets({}))->empty());
}

TEST(AvExchangeTest, ChangesComeBack) {
  const Bytes file(1000, 5);
  const std::vector<Bytes> payloads = {{1, 2, 3}, {}, Bytes(70000, 9)};
  const Bytes encoded = EncodeChange(file, payloads);
  const absl::optional<AvChange> change = DecodeChange(encoded);
  ASSERT_TRUE(change.has_value());
  EXPECT_EQ(Bytes(change->file.begin(), change->file.end()), file);
  ASSERT_EQ(change->payloads.size(), payloads.size());
  for (size_t i = 0; i < payloads.size(); ++i) {
    EXPECT_EQ(change->payloads[i], absl::MakeConstSpan(payloads[i]));
  }
}

TEST(AvExchangeTest, OtherBytesAreRefused) {
  const Bytes packets = EncodePackets(Packets());
  const size_t second = 4 + 18 + 300;
  for (size_t n = 0; n < packets.size(); ++n) {
    EXPECT_EQ(DecodePackets(absl::MakeConstSpan(packets).first(n)).has_value(),
              n == 4 || n == second || n == second + 18)
        << n;
  }
  const Bytes change = EncodeChange(Bytes(3, 1), std::vector<Bytes>{{1}});
  for (size_t n = 0; n < change.size(); ++n) {
    EXPECT_EQ(DecodeChange(absl::MakeConstSpan(change).first(n)).has_value(),
              n == 15)
        << n;
  }
  EXPECT_FALSE(DecodePackets(change).has_value());
  EXPECT_FALSE(DecodeChange(packets).has_value());
  Bytes codec = packets;
  codec[4] = kCodecCount;
  EXPECT_FALSE(DecodePackets(codec).has_value());
  Bytes length_size = packets;
  length_size[5] = 5;
  EXPECT_FALSE(DecodePackets(length_size).has_value());
}

}  // namespace
}  // namespace sealframe
