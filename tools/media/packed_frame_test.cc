// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/packed_frame.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/tools/media/length_prefixed.h"
#include "sealframe/tools/media/media_frame.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

ContainerFrame Packet(Codec codec, Bytes data, size_t length_size = 0) {
  ContainerFrame packet;
  packet.info.codec = codec;
  packet.data = std::move(data);
  packet.length_size = length_size;
  return packet;
}

// Replaced returns `packet` with other contents.
ContainerFrame Replaced(ContainerFrame packet,
                        const absl::StatusOr<Bytes>& data) {
  EXPECT_TRUE(data.ok()) << data.status();
  packet.data = data.ok() ? *data : Bytes();
  return packet;
}

const Bytes kOpaque = {0xde, 0xad, 0, 0, 1, 0x65, 0, 0, 0};

TEST(PackedFrameTest, FramesOfOtherCodecsAndByteStreamsStayAsTheyAre) {
  for (const Codec codec :
       {Codec::kOpus, Codec::kVp8, Codec::kVp9, Codec::kH264, Codec::kH265}) {
    const ContainerFrame packet = Packet(codec, {1, 2, 3});
    EXPECT_EQ(*PlainFrame(packet), packet.data);
    const ContainerFrame sealed = Replaced(packet, PackSealed(packet, kOpaque));
    EXPECT_EQ(sealed.data, kOpaque);
    EXPECT_FALSE(IsPackedSealed(sealed));
    EXPECT_EQ(*UnpackFrame(sealed), kOpaque);
    EXPECT_EQ(*PackOpened(sealed, Bytes{1, 2, 3}), packet.data);
  }
}

TEST(PackedFrameTest, Av1IsSealedWithoutItsDelimiterAndGetsItBack) {
  const Bytes frame = {0x32, 2, 5, 6};
  Bytes unit = {0x12, 0};
  unit.insert(unit.end(), frame.begin(), frame.end());
  for (const Bytes& data : {unit, frame}) {
    const ContainerFrame packet = Packet(Codec::kAv1, data);
    EXPECT_EQ(*PlainFrame(packet), frame);
    const ContainerFrame sealed = Replaced(packet, PackSealed(packet, kOpaque));
    EXPECT_TRUE(IsPackedSealed(sealed));
    EXPECT_EQ(*UnpackFrame(sealed), kOpaque);
    EXPECT_EQ(*PackOpened(sealed, frame), data);
    // As DAVE opens it: without a size in the last OBU.
    EXPECT_EQ(*PackOpened(sealed, Bytes{0x30, 5, 6}), data);
  }
}

TEST(PackedFrameTest, Av1WithoutALastSizeStaysWithoutIt) {
  const ContainerFrame packet = Packet(Codec::kAv1, {0x12, 0, 0x30, 5, 6});
  const ContainerFrame sealed = Replaced(packet, PackSealed(packet, kOpaque));
  EXPECT_EQ(*PackOpened(sealed, Bytes{0x30, 5, 6}), packet.data);
}

TEST(PackedFrameTest, Av1SealedByOtherSoftwareIsTakenAndReturnedWhole) {
  const ContainerFrame packet = Packet(Codec::kAv1, {0x12, 0, 0x77, 0x30});
  EXPECT_FALSE(IsPackedSealed(packet));
  EXPECT_EQ(*UnpackFrame(packet), packet.data);
  EXPECT_EQ(*PackOpened(packet, Bytes{0x30, 5}), (Bytes{0x30, 5}));
}

TEST(PackedFrameTest, NalUnitsAreSealedAsAByteStream) {
  const ContainerFrame packet =
      Packet(Codec::kH264, {0, 2, 0x67, 1, 0, 2, 0x65, 9}, 2);
  const Bytes stream = {0, 0, 0, 1, 0x67, 1, 0, 0, 0, 1, 0x65, 9};
  EXPECT_EQ(*PlainFrame(packet), stream);
  // Sealed units stay units.
  const Bytes units = {0, 0, 0, 1, 0x67, 1, 0, 0, 0, 1, 0x65, 0x55, 0x44};
  ContainerFrame sealed = Replaced(packet, PackSealed(packet, units));
  EXPECT_EQ(sealed.data, (Bytes{0, 2, 0x67, 1, 0, 3, 0x65, 0x55, 0x44}));
  EXPECT_FALSE(IsPackedSealed(sealed));
  EXPECT_EQ(*UnpackFrame(sealed), units);
  EXPECT_EQ(*PackOpened(sealed, stream), packet.data);
  // Bytes that are not units, have short start codes, or look like such a
  // message go into a message.
  const Bytes message = *ToAnnexB(*PackSealed(packet, kOpaque), 2);
  for (const Bytes& other :
       {kOpaque, Bytes{0, 0, 1, 0x65}, Bytes{0, 0, 0, 1}, message}) {
    sealed = Replaced(packet, PackSealed(packet, other));
    EXPECT_TRUE(IsPackedSealed(sealed));
    EXPECT_EQ(*UnpackFrame(sealed), other);
    EXPECT_EQ(*PackOpened(sealed, stream), packet.data);
  }
}

TEST(PackedFrameTest, NalUnitsThatCannotBeRestoredAreRefused) {
  for (const Bytes& data :
       {Bytes{0, 0, 0, 5, 0x65, 1}, Bytes{0, 0, 0, 5, 0x65, 0, 0, 1, 9},
        Bytes{0, 0, 0, 0}}) {
    EXPECT_EQ(PlainFrame(Packet(Codec::kH264, data, 4)).status().code(),
              absl::StatusCode::kInvalidArgument);
  }
  EXPECT_EQ(
      UnpackFrame(Packet(Codec::kH265, {0, 0, 0, 5, 1}, 4)).status().code(),
      absl::StatusCode::kInvalidArgument);
}

TEST(PackedFrameTest, FramesThatDoNotFitTheSizesAreRefused) {
  const ContainerFrame packet = Packet(Codec::kH264, {1, 0x65}, 1);
  EXPECT_EQ(PackSealed(packet, Bytes(300, 7)).status().code(),
            absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(PackOpened(packet, Bytes{7}).status().code(),
            absl::StatusCode::kInvalidArgument);
}

}  // namespace
}  // namespace sealframe
