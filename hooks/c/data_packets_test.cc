// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// LiveKit's data packets through the C interface.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"
#include "sealframe/tests/testing/counting_allocator.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;
using SealerHandle = UniquePtr<sealframe_data_packet_sealer>;
using OpenerHandle = UniquePtr<sealframe_data_packet_opener>;

// Alice's keys are those of ring index 0.
class DataPacketsTest : public ::testing::Test {
 protected:
  explicit DataPacketsTest(const char* profile = "livekit")
      : alice_(AlicesEnd(Options(profile))), bob_(BobsEnd(Options(profile))) {
    EXPECT_EQ(sealframe_data_packet_sealer_create(
                  alice_.provider.get(), "alice", Out(&sealer_), nullptr),
              SEALFRAME_OK);
    EXPECT_EQ(sealframe_data_packet_opener_create(bob_.provider.get(), "alice",
                                                  Out(&opener_), nullptr),
              SEALFRAME_OK);
  }

  sealframe_frame_status Seal(const Bytes& packet) {
    sealed_.assign(sealframe_data_packet_sealed_size(packet.size()), 7);
    auto result = Defaults<sealframe_frame_result>();
    const sealframe_frame_status status = sealframe_data_packet_sealer_seal(
        sealer_.get(), packet.data(), packet.size(), sealed_.data(),
        sealed_.size(), &header_, &result);
    EXPECT_EQ(result.size, status == SEALFRAME_FRAME_OK ? sealed_.size() : 0u);
    return status;
  }

  sealframe_frame_status Open(const sealframe_data_packet_header& header,
                              const Bytes& sealed) {
    opened_.assign(sealed.size(), 7);
    auto result = Defaults<sealframe_frame_result>();
    const sealframe_frame_status status = sealframe_data_packet_opener_open(
        opener_.get(), &header, sealed.data(), sealed.size(), opened_.data(),
        opened_.size(), &result);
    opened_.resize(result.size);
    return status;
  }

  End alice_;
  End bob_;
  SealerHandle sealer_;
  OpenerHandle opener_;
  sealframe_data_packet_header header_ =
      Defaults<sealframe_data_packet_header>();
  Bytes sealed_;
  Bytes opened_;
};

class VideoSdkDataPacketsTest : public DataPacketsTest {
 protected:
  VideoSdkDataPacketsTest() : DataPacketsTest("videosdk") {}
};

TEST_F(DataPacketsTest, PacketsOpenAsTheyWereSealed) {
  for (const size_t size : {size_t{0}, size_t{1}, size_t{1000}}) {
    const Bytes packet(size, 9);
    ASSERT_EQ(Seal(packet), SEALFRAME_FRAME_OK);
    EXPECT_EQ(sealed_.size(), size + 16);
    EXPECT_EQ(header_.key_index, 0u);
    EXPECT_EQ(Open(header_, sealed_), SEALFRAME_FRAME_OK);
    EXPECT_EQ(opened_, packet);
  }
}

TEST_F(VideoSdkDataPacketsTest, PacketsOpenAsTheyWereSealed) {
  ASSERT_EQ(Seal({1, 2, 3}), SEALFRAME_FRAME_OK);
  EXPECT_EQ(Open(header_, sealed_), SEALFRAME_FRAME_OK);
  EXPECT_EQ(opened_, Bytes({1, 2, 3}));
}

TEST_F(DataPacketsTest, ReceiverFollowsARatchet) {
  ASSERT_EQ(sealframe_provider_ratchet(alice_.provider.get(), "alice", nullptr),
            SEALFRAME_OK);
  ASSERT_EQ(Seal({1, 2, 3}), SEALFRAME_FRAME_OK);
  EXPECT_EQ(Open(header_, sealed_), SEALFRAME_FRAME_OK);
}

TEST_F(DataPacketsTest, EveryTruncationAndBitFlipIsRefused) {
  ASSERT_EQ(Seal({1, 2, 3}), SEALFRAME_FRAME_OK);
  for (size_t i = 0; i < sealed_.size(); ++i) {
    Bytes flipped = sealed_;
    flipped[i] ^= 1;
    EXPECT_EQ(Open(header_, flipped), SEALFRAME_FRAME_NOT_AUTHENTIC);
    EXPECT_NE(Open(header_, Bytes(sealed_.data(), sealed_.data() + i)),
              SEALFRAME_FRAME_OK);
  }
  for (uint8_t& byte : header_.iv) {
    byte ^= 1;
    EXPECT_EQ(Open(header_, sealed_), SEALFRAME_FRAME_NOT_AUTHENTIC);
    byte ^= 1;
  }
  EXPECT_EQ(Open(header_, sealed_), SEALFRAME_FRAME_OK);
}

TEST_F(DataPacketsTest, UnknownKeyIsMissingAndImpossibleKeyIsInvalid) {
  ASSERT_EQ(Seal({1, 2, 3}), SEALFRAME_FRAME_OK);
  header_.key_index = 5;
  EXPECT_EQ(Open(header_, sealed_), SEALFRAME_FRAME_MISSING_KEY);
  header_.key_index = 256;
  EXPECT_EQ(Open(header_, sealed_), SEALFRAME_FRAME_INVALID_ARGUMENT);
  header_.key_index = 0;
  header_.struct_size = 0;
  EXPECT_EQ(Open(header_, sealed_), SEALFRAME_FRAME_INVALID_ARGUMENT);
}

TEST_F(DataPacketsTest, ShortBuffersAreRefused) {
  const Bytes packet(100, 9);
  Bytes out(115, 7);
  auto result = Defaults<sealframe_frame_result>();
  EXPECT_EQ(sealframe_data_packet_sealer_seal(sealer_.get(), packet.data(),
                                              packet.size(), out.data(),
                                              out.size(), &header_, &result),
            SEALFRAME_FRAME_BUFFER_TOO_SMALL);
  EXPECT_EQ(result.size, 0u);
  ASSERT_EQ(Seal(packet), SEALFRAME_FRAME_OK);
  EXPECT_EQ(sealframe_data_packet_opener_open(opener_.get(), &header_,
                                              sealed_.data(), sealed_.size(),
                                              out.data(), 99, &result),
            SEALFRAME_FRAME_BUFFER_TOO_SMALL);
  EXPECT_EQ(result.size, 0u);
}

TEST_F(DataPacketsTest, SealingInPlaceWorksAndOpeningInPlaceIsRefused) {
  Bytes buffer(26, 9);
  auto result = Defaults<sealframe_frame_result>();
  ASSERT_EQ(sealframe_data_packet_sealer_seal(sealer_.get(), buffer.data(), 10,
                                              buffer.data(), buffer.size(),
                                              &header_, &result),
            SEALFRAME_FRAME_OK);
  EXPECT_EQ(sealframe_data_packet_opener_open(
                opener_.get(), &header_, buffer.data(), buffer.size(),
                buffer.data(), buffer.size(), &result),
            SEALFRAME_FRAME_BUFFERS_OVERLAP);
  EXPECT_EQ(Open(header_, buffer), SEALFRAME_FRAME_OK);
  EXPECT_EQ(opened_, Bytes(10, 9));
}

TEST_F(DataPacketsTest, SealingWithoutAKeyLeavesAnEmptyHeader) {
  ASSERT_EQ(Seal({1}), SEALFRAME_FRAME_OK);
  ASSERT_EQ(
      sealframe_provider_retire(alice_.provider.get(), "alice", 0, 0, nullptr),
      SEALFRAME_OK);
  EXPECT_EQ(Seal({1}), SEALFRAME_FRAME_MISSING_KEY);
  for (const uint8_t byte : header_.iv) {
    EXPECT_EQ(byte, 0);
  }
}

TEST_F(DataPacketsTest, ProviderMayBeDestroyedFirst) {
  alice_ = {};
  bob_ = {};
  ASSERT_EQ(Seal({1}), SEALFRAME_FRAME_OK);
  EXPECT_EQ(Open(header_, sealed_), SEALFRAME_FRAME_OK);
}

TEST_F(DataPacketsTest, SealingAndOpeningAllocateNothing) {
  const Bytes packet(100, 9);
  Bytes sealed(116);
  Bytes opened(100);
  auto result = Defaults<sealframe_frame_result>();
  EXPECT_EQ(CountAllocations([&] {
              sealframe_data_packet_sealer_seal(
                  sealer_.get(), packet.data(), packet.size(), sealed.data(),
                  sealed.size(), &header_, &result);
              sealframe_data_packet_opener_open(
                  opener_.get(), &header_, sealed.data(), sealed.size(),
                  opened.data(), opened.size(), &result);
            }),
            0u);
  EXPECT_EQ(opened, packet);
}

TEST(DataPacketSizeTest, SealedSizeIsZeroForPacketsThatAreTooLarge) {
  const size_t largest = size_t{16} << 20;
  EXPECT_EQ(sealframe_data_packet_sealed_size(0), 16u);
  EXPECT_EQ(sealframe_data_packet_sealed_size(largest), largest + 16);
  EXPECT_EQ(sealframe_data_packet_sealed_size(largest + 1), 0u);
  EXPECT_EQ(sealframe_data_packet_sealed_size(SIZE_MAX), 0u);
}

TEST(DataPacketProfileTest, OtherProfilesHaveNoDataPackets) {
  for (const char* const profile : {"sframe", "jframe", "dave"}) {
    const ProviderHandle provider = NewProvider(Options(profile));
    auto error = Defaults<sealframe_error>();
    SealerHandle sealer;
    OpenerHandle opener;
    EXPECT_EQ(sealframe_data_packet_sealer_create(provider.get(), "alice",
                                                  Out(&sealer), &error),
              SEALFRAME_UNSUPPORTED);
    EXPECT_EQ(sealframe_data_packet_opener_create(provider.get(), "alice",
                                                  Out(&opener), &error),
              SEALFRAME_UNSUPPORTED);
    EXPECT_EQ(error.message,
              "the profile " + std::string(profile) +
                  " has no data packets: use livekit or videosdk");
    EXPECT_EQ(sealer, nullptr);
    EXPECT_EQ(opener, nullptr);
  }
}

}  // namespace
}  // namespace sealframe
