// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Functions that process frames and packets refuse null arguments.

#include <cstddef>
#include <cstdint>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"

namespace sealframe {
namespace {

constexpr sealframe_status kInvalid = SEALFRAME_INVALID_ARGUMENT;
constexpr sealframe_frame_status kInvalidFrame =
    SEALFRAME_FRAME_INVALID_ARGUMENT;

TEST(NullFramesTest, SealAndOpenRefuseNull) {
  const End bob = BobsEnd();
  const ReceiverHandle receiver = NewReceiver(bob.session.get());
  const SenderHandle sender = NewSender(bob.session.get());
  uint8_t bytes[64] = {};
  auto result = Defaults<sealframe_frame_result>();
  EXPECT_EQ(sealframe_send_transform_max_sealed_size(nullptr, 8), 0u);
  EXPECT_EQ(sealframe_receive_transform_max_opened_size(nullptr, 8), 0u);
  EXPECT_EQ(sealframe_receive_transform_num_held(nullptr), 0u);
  EXPECT_EQ(sealframe_receive_transform_held_token(nullptr, 0), 0u);
  EXPECT_EQ(sealframe_receive_transform_next_held_size(nullptr), 0u);
  result.size = 5;
  EXPECT_EQ(sealframe_send_transform_seal(nullptr, nullptr, bytes, 8, bytes, 64,
                                          &result),
            kInvalidFrame);
  EXPECT_EQ(result.size, 0u);
  EXPECT_EQ(sealframe_send_transform_seal(sender.get(), nullptr, nullptr, 8,
                                          bytes, 64, &result),
            kInvalidFrame);
  EXPECT_EQ(sealframe_send_transform_seal(sender.get(), nullptr, bytes, 8,
                                          nullptr, 64, &result),
            kInvalidFrame);
  EXPECT_EQ(sealframe_send_transform_seal(sender.get(), nullptr, bytes, 8,
                                          bytes, 64, nullptr),
            kInvalidFrame);
  EXPECT_EQ(sealframe_receive_transform_open(nullptr, nullptr, bytes, 8, bytes,
                                             64, &result),
            kInvalidFrame);
  EXPECT_EQ(sealframe_receive_transform_open(receiver.get(), nullptr, nullptr,
                                             8, bytes, 64, &result),
            kInvalidFrame);
  EXPECT_EQ(sealframe_receive_transform_open(receiver.get(), nullptr, bytes, 8,
                                             nullptr, 64, &result),
            kInvalidFrame);
  EXPECT_EQ(sealframe_receive_transform_open(receiver.get(), nullptr, bytes, 8,
                                             bytes, 64, nullptr),
            kInvalidFrame);
  EXPECT_EQ(sealframe_receive_transform_open_held(nullptr, nullptr, bytes, 64,
                                                  &result),
            kInvalidFrame);
  EXPECT_EQ(sealframe_receive_transform_open_held(receiver.get(), nullptr,
                                                  nullptr, 64, &result),
            kInvalidFrame);
  EXPECT_EQ(sealframe_receive_transform_open_held(receiver.get(), nullptr,
                                                  bytes, 64, nullptr),
            kInvalidFrame);
}

TEST(NullFramesTest, RtpFunctionsRefuseNull) {
  EXPECT_EQ(sealframe_packetizer_create(1200, nullptr, nullptr), kInvalid);
  EXPECT_EQ(sealframe_depacketizer_create(nullptr, nullptr, nullptr), kInvalid);
  uint8_t bytes[64] = {};
  auto payload = Defaults<sealframe_payload>();
  auto frame = Defaults<sealframe_depacketized_frame>();
  auto packet = Defaults<sealframe_rtp_packet>();
  auto stats = Defaults<sealframe_depacketizer_stats>();
  EXPECT_EQ(
      sealframe_packetizer_start(nullptr, bytes, 8, SEALFRAME_ORIGIN_RAW, 0),
      0u);
  EXPECT_EQ(sealframe_packetizer_next(nullptr, bytes, 64, &payload),
            kInvalidFrame);
  EXPECT_EQ(sealframe_depacketizer_insert(nullptr, &packet),
            SEALFRAME_INSERT_INVALID_ARGUMENT);
  EXPECT_EQ(sealframe_depacketizer_next_size(nullptr), 0u);
  EXPECT_EQ(sealframe_depacketizer_next(nullptr, bytes, 64, &frame),
            kInvalidFrame);
  EXPECT_EQ(sealframe_depacketizer_get_stats(nullptr, &stats), kInvalid);
}

TEST(NullFramesTest, ProfileDetectorFunctionsRefuseNull) {
  const End bob = BobsEnd();
  sealframe_session* const sessions[] = {bob.session.get()};
  const sealframe_stream_config config = Config();
  UniquePtr<sealframe_profile_detector> detector;
  EXPECT_EQ(sealframe_profile_detector_create(nullptr, 1, &config,
                                              Out(&detector), nullptr),
            kInvalid);
  EXPECT_EQ(sealframe_profile_detector_create(sessions, 1, nullptr,
                                              Out(&detector), nullptr),
            kInvalid);
  EXPECT_EQ(
      sealframe_profile_detector_create(sessions, 1, &config, nullptr, nullptr),
      kInvalid);
  ASSERT_EQ(sealframe_profile_detector_create(sessions, 1, &config,
                                              Out(&detector), nullptr),
            SEALFRAME_OK);
  uint8_t bytes[64] = {};
  uint8_t out[64] = {};
  auto result = Defaults<sealframe_frame_result>();
  auto stats = Defaults<sealframe_stream_stats>();
  size_t index = 0;
  EXPECT_EQ(sealframe_profile_detector_max_opened_size(nullptr, 8), 0u);
  EXPECT_EQ(sealframe_profile_detector_open(nullptr, nullptr, bytes, 8, out, 64,
                                            &result),
            kInvalidFrame);
  EXPECT_EQ(sealframe_profile_detector_open(detector.get(), nullptr, nullptr, 8,
                                            out, 64, &result),
            kInvalidFrame);
  EXPECT_EQ(sealframe_profile_detector_open(detector.get(), nullptr, bytes, 8,
                                            nullptr, 64, &result),
            kInvalidFrame);
  EXPECT_EQ(sealframe_profile_detector_open(detector.get(), nullptr, bytes, 8,
                                            out, 64, nullptr),
            kInvalidFrame);
  EXPECT_EQ(sealframe_profile_detector_detected(nullptr, &index), kInvalid);
  EXPECT_EQ(sealframe_profile_detector_detected(detector.get(), nullptr),
            kInvalid);
  EXPECT_EQ(sealframe_profile_detector_get_stats(nullptr, 0, &stats), kInvalid);
  EXPECT_EQ(sealframe_profile_detector_get_stats(detector.get(), 0, nullptr),
            kInvalid);
}

TEST(NullFramesTest, DataPacketCreateRefusesNull) {
  const ProviderHandle provider = NewProvider(Options("livekit"));
  for (int missing = 0; missing < 2; ++missing) {
    sealframe_provider* const p = missing == 0 ? nullptr : provider.get();
    const char* const id = missing == 1 ? nullptr : "alice";
    UniquePtr<sealframe_data_packet_sealer> sealer;
    UniquePtr<sealframe_data_packet_opener> opener;
    EXPECT_EQ(sealframe_data_packet_sealer_create(p, id, Out(&sealer), nullptr),
              kInvalid);
    EXPECT_EQ(sealframe_data_packet_opener_create(p, id, Out(&opener), nullptr),
              kInvalid);
  }
  EXPECT_EQ(sealframe_data_packet_sealer_create(provider.get(), "alice",
                                                nullptr, nullptr),
            kInvalid);
  EXPECT_EQ(sealframe_data_packet_opener_create(provider.get(), "alice",
                                                nullptr, nullptr),
            kInvalid);
}

TEST(NullFramesTest, DataPacketSealAndOpenRefuseNull) {
  const ProviderHandle provider = NewProvider(Options("livekit"));
  sealframe_provider_add_local_participant(provider.get(), "alice", nullptr,
                                           nullptr);
  sealframe_provider_add_remote_participant(provider.get(), "bob", nullptr,
                                            nullptr);
  UniquePtr<sealframe_data_packet_sealer> sealer;
  UniquePtr<sealframe_data_packet_opener> opener;
  ASSERT_EQ(sealframe_data_packet_sealer_create(provider.get(), "alice",
                                                Out(&sealer), nullptr),
            SEALFRAME_OK);
  ASSERT_EQ(sealframe_data_packet_opener_create(provider.get(), "bob",
                                                Out(&opener), nullptr),
            SEALFRAME_OK);
  uint8_t bytes[64] = {};
  uint8_t out[64] = {};
  auto header = Defaults<sealframe_data_packet_header>();
  auto result = Defaults<sealframe_frame_result>();
  EXPECT_EQ(sealframe_data_packet_sealer_seal(nullptr, bytes, 8, out, 64,
                                              &header, &result),
            kInvalidFrame);
  EXPECT_EQ(sealframe_data_packet_sealer_seal(sealer.get(), nullptr, 8, out, 64,
                                              &header, &result),
            kInvalidFrame);
  EXPECT_EQ(sealframe_data_packet_sealer_seal(sealer.get(), bytes, 8, nullptr,
                                              64, &header, &result),
            kInvalidFrame);
  EXPECT_EQ(sealframe_data_packet_sealer_seal(sealer.get(), bytes, 8, out, 64,
                                              nullptr, &result),
            kInvalidFrame);
  EXPECT_EQ(sealframe_data_packet_sealer_seal(sealer.get(), bytes, 8, out, 64,
                                              &header, nullptr),
            kInvalidFrame);
  EXPECT_EQ(sealframe_data_packet_opener_open(nullptr, &header, bytes, 32, out,
                                              64, &result),
            kInvalidFrame);
  EXPECT_EQ(sealframe_data_packet_opener_open(opener.get(), nullptr, bytes, 32,
                                              out, 64, &result),
            kInvalidFrame);
  EXPECT_EQ(sealframe_data_packet_opener_open(opener.get(), &header, nullptr,
                                              32, out, 64, &result),
            kInvalidFrame);
  EXPECT_EQ(sealframe_data_packet_opener_open(opener.get(), &header, bytes, 32,
                                              nullptr, 64, &result),
            kInvalidFrame);
  EXPECT_EQ(sealframe_data_packet_opener_open(opener.get(), &header, bytes, 32,
                                              out, 64, nullptr),
            kInvalidFrame);
}

}  // namespace
}  // namespace sealframe
