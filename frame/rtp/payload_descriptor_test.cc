// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/rtp/payload_descriptor.h"

#include <cstdint>
#include <string>

#include "gtest/gtest.h"

namespace sealframe {
namespace {

constexpr uint8_t kReservedBits = 0x1f;

struct Encoding {
  const char* name;
  PayloadDescriptor descriptor;
  uint8_t byte;
};

class PayloadDescriptorTest : public ::testing::TestWithParam<Encoding> {};

// The bit positions in the draft: S, E and T, from the most significant bit.
INSTANTIATE_TEST_SUITE_P(
    All, PayloadDescriptorTest,
    ::testing::Values(
        Encoding{"RawMiddle", {false, false, PayloadOrigin::kRaw}, 0x00},
        Encoding{"PacketizedMiddle",
                 {false, false, PayloadOrigin::kPacketized},
                 0x20},
        Encoding{"RawLast", {false, true, PayloadOrigin::kRaw}, 0x40},
        Encoding{
            "PacketizedLast", {false, true, PayloadOrigin::kPacketized}, 0x60},
        Encoding{"RawFirst", {true, false, PayloadOrigin::kRaw}, 0x80},
        Encoding{
            "PacketizedFirst", {true, false, PayloadOrigin::kPacketized}, 0xa0},
        Encoding{"RawOnly", {true, true, PayloadOrigin::kRaw}, 0xc0},
        Encoding{
            "PacketizedOnly", {true, true, PayloadOrigin::kPacketized}, 0xe0}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(PayloadDescriptorTest, EncodesToExactlyTheExpectedByte) {
  EXPECT_EQ(EncodePayloadDescriptor(GetParam().descriptor), GetParam().byte);
}

TEST_P(PayloadDescriptorTest, DecodingIgnoresReservedBits) {
  for (uint8_t reserved = 0; reserved <= kReservedBits; ++reserved) {
    const PayloadDescriptor read = DecodePayloadDescriptor(
        static_cast<uint8_t>(GetParam().byte | reserved));
    EXPECT_EQ(read.first, GetParam().descriptor.first);
    EXPECT_EQ(read.last, GetParam().descriptor.last);
    EXPECT_EQ(read.origin, GetParam().descriptor.origin);
  }
}

}  // namespace
}  // namespace sealframe
