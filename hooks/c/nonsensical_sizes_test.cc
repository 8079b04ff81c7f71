// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Sizes that no memory has, such as a -1 in place of a size.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"

namespace sealframe {
namespace {

using ::testing::Each;

class NonsensicalSizesTest : public testing::TestWithParam<const char*> {
 protected:
  const End alice_ = AlicesEnd(Options(GetParam()), /*key_size=*/16);
  const End bob_ = BobsEnd(Options(GetParam()), /*key_size=*/16);
  const SenderHandle sender_ = NewSender(alice_.session.get());
  const ReceiverHandle receiver_ = NewReceiver(bob_.session.get());
  std::vector<uint8_t> buffer_ = std::vector<uint8_t>(100, 7);
  sealframe_frame_result result_ = Defaults<sealframe_frame_result>();
};

INSTANTIATE_TEST_SUITE_P(Profiles, NonsensicalSizesTest,
                         testing::Values("sframe", "livekit", "videosdk",
                                         "jframe", "dave", "getstream"),
                         [](const auto& test) { return test.param; });

TEST_P(NonsensicalSizesTest, UpperBoundsDoNotWrap) {
  EXPECT_EQ(sealframe_send_transform_max_sealed_size(sender_.get(), SIZE_MAX),
            SIZE_MAX);
  EXPECT_EQ(
      sealframe_receive_transform_max_opened_size(receiver_.get(), SIZE_MAX),
      SIZE_MAX);
  EXPECT_GE(
      sealframe_send_transform_max_sealed_size(sender_.get(), SIZE_MAX - 32),
      SIZE_MAX - 32);
}

TEST_P(NonsensicalSizesTest, NoPlaintextStaysInTheBuffer) {
  EXPECT_EQ(sealframe_send_transform_seal(
                sender_.get(), nullptr, buffer_.data(), SIZE_MAX,
                buffer_.data(), buffer_.size(), &result_),
            SEALFRAME_FRAME_TOO_LARGE);
  EXPECT_EQ(result_.size, 0u);
  EXPECT_THAT(buffer_, Each(0));
  buffer_.assign(100, 7);
  EXPECT_EQ(sealframe_receive_transform_open(
                receiver_.get(), nullptr, buffer_.data(), SIZE_MAX,
                buffer_.data(), buffer_.size(), &result_),
            SEALFRAME_FRAME_TOO_LARGE);
  EXPECT_THAT(buffer_, Each(0));
}

TEST_P(NonsensicalSizesTest, AnOutputLargerThanAnyObjectIsInvalid) {
  EXPECT_EQ(
      sealframe_send_transform_seal(sender_.get(), nullptr, buffer_.data(), 20,
                                    buffer_.data(), SIZE_MAX, &result_),
      SEALFRAME_FRAME_INVALID_ARGUMENT);
  EXPECT_EQ(sealframe_send_transform_seal(sender_.get(), nullptr,
                                          buffer_.data(), SIZE_MAX,
                                          buffer_.data(), SIZE_MAX, &result_),
            SEALFRAME_FRAME_INVALID_ARGUMENT);
  EXPECT_EQ(
      sealframe_receive_transform_open(receiver_.get(), nullptr, buffer_.data(),
                                       20, buffer_.data(), SIZE_MAX, &result_),
      SEALFRAME_FRAME_INVALID_ARGUMENT);
  EXPECT_EQ(sealframe_receive_transform_open_held(
                receiver_.get(), nullptr, buffer_.data(), SIZE_MAX, &result_),
            SEALFRAME_FRAME_INVALID_ARGUMENT);
  EXPECT_THAT(buffer_, Each(7));
}

TEST(NonsensicalSizesTest, PacketsAndTrailersAreRefused) {
  std::vector<uint8_t> bytes(100, 7);
  UniquePtr<sealframe_packetizer> packetizer;
  ASSERT_EQ(sealframe_packetizer_create(SIZE_MAX, Out(&packetizer), nullptr),
            SEALFRAME_OK);
  EXPECT_EQ(sealframe_packetizer_start(packetizer.get(), bytes.data(), SIZE_MAX,
                                       SEALFRAME_ORIGIN_RAW, 0),
            0u);
  EXPECT_EQ(sealframe_data_packet_sealed_size(SIZE_MAX), 0u);
  const End alice = AlicesEnd(Options("livekit"));
  UniquePtr<sealframe_data_packet_sealer> sealer;
  ASSERT_EQ(sealframe_data_packet_sealer_create(alice.provider.get(), "alice",
                                                Out(&sealer), nullptr),
            SEALFRAME_OK);
  auto header = Defaults<sealframe_data_packet_header>();
  auto result = Defaults<sealframe_frame_result>();
  EXPECT_EQ(sealframe_data_packet_sealer_seal(sealer.get(), bytes.data(),
                                              SIZE_MAX, bytes.data(),
                                              bytes.size(), &header, &result),
            SEALFRAME_FRAME_TOO_LARGE);
  EXPECT_THAT(bytes, Each(0));
  const ProviderHandle provider = NewProvider(Options("livekit"));
  EXPECT_EQ(sealframe_provider_set_server_trailer(provider.get(), bytes.data(),
                                                  SIZE_MAX, nullptr),
            SEALFRAME_INVALID_ARGUMENT);
}

TEST(NonsensicalSizesTest, KeysAndSaltsAreRefused) {
  const uint8_t* const key = kTestKey.data();
  for (const size_t size : {size_t{4097}, SIZE_MAX}) {
    const ProviderHandle provider = NewProvider(Options("livekit"));
    for (const auto set :
         {sealframe_provider_set_key, sealframe_provider_set_passphrase,
          sealframe_provider_set_aead_key}) {
      EXPECT_EQ(set(provider.get(), "alice", 0, 0, key, size, nullptr),
                SEALFRAME_INVALID_ARGUMENT);
    }
    auto options = Options("livekit");
    options.key_mode = SEALFRAME_KEY_SHARED;
    const ProviderHandle shared = NewProvider(options);
    for (const auto set : {sealframe_provider_set_shared_key,
                           sealframe_provider_set_shared_passphrase,
                           sealframe_provider_set_shared_aead_key}) {
      EXPECT_EQ(set(shared.get(), 0, key, size, nullptr),
                SEALFRAME_INVALID_ARGUMENT);
    }
    options.salt = key;
    options.salt_size = size;
    EXPECT_EQ(NewProvider(options), nullptr);
  }
  auto no_salt = Options("livekit");
  no_salt.salt_size = 4;
  EXPECT_EQ(NewProvider(no_salt), nullptr);
}

TEST(NonsensicalSizesTest, FramesToInspectAndDiagnoseAreRefused) {
  auto inspection = Defaults<sealframe_inspection>();
  EXPECT_EQ(sealframe_inspect(nullptr, SEALFRAME_VIDEO, nullptr,
                              kTestKey.data(), SIZE_MAX, &inspection, nullptr),
            SEALFRAME_INVALID_ARGUMENT);
  const auto options = Options();
  auto key = Defaults<sealframe_diagnosis_key>();
  key.key = kTestKey.data();
  key.key_size = kTestKey.size();
  const sealframe_diagnosis_key* const keys[] = {&key};
  auto diagnosis = Defaults<sealframe_diagnosis>();
  EXPECT_EQ(sealframe_diagnose(&options, keys, 1, SEALFRAME_VIDEO, nullptr,
                               kTestKey.data(), SIZE_MAX, &diagnosis, nullptr),
            SEALFRAME_INVALID_ARGUMENT);
  key.key_size = SIZE_MAX;
  EXPECT_EQ(
      sealframe_diagnose(&options, keys, 1, SEALFRAME_VIDEO, nullptr,
                         kTestKey.data(), kTestKey.size(), &diagnosis, nullptr),
      SEALFRAME_INVALID_ARGUMENT);
}

}  // namespace
}  // namespace sealframe
