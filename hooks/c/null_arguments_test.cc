// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Null arguments and invalid structs are refused, and outputs are cleared.

#include <cstddef>
#include <cstdint>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"

namespace sealframe {
namespace {

constexpr sealframe_status kInvalid = SEALFRAME_INVALID_ARGUMENT;

TEST(NullArgumentsTest, DestroyIgnoresNull) {
  sealframe_provider_destroy(nullptr);
  sealframe_session_destroy(nullptr);
  sealframe_send_transform_destroy(nullptr);
  sealframe_receive_transform_destroy(nullptr);
  sealframe_profile_detector_destroy(nullptr);
  sealframe_data_packet_sealer_destroy(nullptr);
  sealframe_data_packet_opener_destroy(nullptr);
  sealframe_packetizer_destroy(nullptr);
  sealframe_depacketizer_destroy(nullptr);
  sealframe_sdp_destroy(nullptr);
}

TEST(NullArgumentsTest, ProviderAndSessionCreateRefuseNull) {
  const auto options = Options();
  auto error = Defaults<sealframe_error>();
  auto* provider = reinterpret_cast<sealframe_provider*>(&error);
  EXPECT_EQ(sealframe_provider_create(nullptr, &provider, &error), kInvalid);
  EXPECT_STREQ(error.message, "options is NULL");
  EXPECT_EQ(provider, nullptr);
  EXPECT_EQ(sealframe_provider_create(&options, nullptr, &error), kInvalid);
  EXPECT_STREQ(error.message, "provider is NULL");
  const auto no_profile = Defaults<sealframe_provider_options>();
  EXPECT_EQ(sealframe_provider_create(&no_profile, &provider, &error),
            kInvalid);
  EXPECT_STREQ(error.message, "options->profile is NULL");

  auto* session = reinterpret_cast<sealframe_session*>(&error);
  EXPECT_EQ(sealframe_session_create(nullptr, nullptr, &session, nullptr),
            kInvalid);
  EXPECT_EQ(session, nullptr);
  const ProviderHandle made = NewProvider();
  EXPECT_EQ(sealframe_session_create(made.get(), nullptr, nullptr, nullptr),
            kInvalid);
}

TEST(NullArgumentsTest, TransformCreateRefusesNull) {
  const End bob = BobsEnd();
  auto* sender = reinterpret_cast<sealframe_send_transform*>(bob.session.get());
  auto* receiver =
      reinterpret_cast<sealframe_receive_transform*>(bob.session.get());
  const sealframe_stream_config config = Config();
  auto nobody = Config();
  nobody.participant = nullptr;
  EXPECT_EQ(sealframe_send_transform_create(nullptr, &config, &sender, nullptr),
            kInvalid);
  EXPECT_EQ(sender, nullptr);
  EXPECT_EQ(
      sealframe_receive_transform_create(nullptr, &config, &receiver, nullptr),
      kInvalid);
  EXPECT_EQ(receiver, nullptr);
  for (const sealframe_stream_config* bad :
       {static_cast<const sealframe_stream_config*>(nullptr),
        static_cast<const sealframe_stream_config*>(&nobody)}) {
    EXPECT_EQ(sealframe_send_transform_create(bob.session.get(), bad, &sender,
                                              nullptr),
              kInvalid);
    EXPECT_EQ(sealframe_receive_transform_create(bob.session.get(), bad,
                                                 &receiver, nullptr),
              kInvalid);
  }
  EXPECT_EQ(sealframe_send_transform_create(bob.session.get(), &config, nullptr,
                                            nullptr),
            kInvalid);
  EXPECT_EQ(sealframe_receive_transform_create(bob.session.get(), &config,
                                               nullptr, nullptr),
            kInvalid);
}

TEST(NullArgumentsTest, ProviderFunctionsRefuseNull) {
  const ProviderHandle made = NewProvider();
  const uint8_t* const key = kTestKey.data();
  auto current = Defaults<sealframe_current_key>();
  for (int missing = 0; missing < 2; ++missing) {
    sealframe_provider* const p = missing == 0 ? nullptr : made.get();
    const char* const id = missing == 1 ? nullptr : "alice";
    EXPECT_EQ(sealframe_provider_add_local_participant(p, id, nullptr, nullptr),
              kInvalid);
    EXPECT_EQ(
        sealframe_provider_add_remote_participant(p, id, nullptr, nullptr),
        kInvalid);
    EXPECT_EQ(sealframe_provider_remove_participant(p, id, nullptr), kInvalid);
    EXPECT_EQ(sealframe_provider_add_ssrc(p, id, 1, nullptr), kInvalid);
    EXPECT_EQ(sealframe_provider_set_key(p, id, 0, 0, key, 16, nullptr),
              kInvalid);
    EXPECT_EQ(sealframe_provider_set_passphrase(p, id, 0, 0, key, 16, nullptr),
              kInvalid);
    EXPECT_EQ(sealframe_provider_set_aead_key(p, id, 0, 0, key, 16, nullptr),
              kInvalid);
    EXPECT_EQ(
        sealframe_provider_set_derived_key(p, id, 0, key, 16, key, 12, nullptr),
        kInvalid);
    EXPECT_EQ(sealframe_provider_activate(p, id, 0, nullptr), kInvalid);
    EXPECT_EQ(sealframe_provider_retire(p, id, 0, 0, nullptr), kInvalid);
    EXPECT_EQ(sealframe_provider_ratchet(p, id, nullptr), kInvalid);
    EXPECT_EQ(
        sealframe_provider_current_key(p, id, &current, nullptr, 0, nullptr),
        kInvalid);
  }
  EXPECT_EQ(sealframe_provider_set_key(made.get(), "alice", 0, 0, nullptr, 16,
                                       nullptr),
            kInvalid);
  for (const bool has_key : {true, false}) {
    EXPECT_EQ(sealframe_provider_set_derived_key(
                  made.get(), "alice", 0, has_key ? key : nullptr, 16,
                  has_key ? nullptr : key, 12, nullptr),
              kInvalid);
  }
  EXPECT_EQ(sealframe_provider_current_key(made.get(), "alice", nullptr,
                                           nullptr, 0, nullptr),
            kInvalid);
}

TEST(NullArgumentsTest, SharedKeyFunctionsRefuseNull) {
  auto options = Options();
  options.key_mode = SEALFRAME_KEY_SHARED;
  const ProviderHandle made = NewProvider(options);
  const uint8_t* const key = kTestKey.data();
  EXPECT_EQ(sealframe_provider_set_shared_key(nullptr, 0, key, 16, nullptr),
            kInvalid);
  EXPECT_EQ(
      sealframe_provider_set_shared_passphrase(nullptr, 0, key, 16, nullptr),
      kInvalid);
  EXPECT_EQ(
      sealframe_provider_set_shared_aead_key(nullptr, 0, key, 16, nullptr),
      kInvalid);
  EXPECT_EQ(
      sealframe_provider_set_shared_key(made.get(), 0, nullptr, 16, nullptr),
      kInvalid);
  EXPECT_EQ(sealframe_provider_retire_shared_key(nullptr, 0, 0, nullptr),
            kInvalid);
}

TEST(NullArgumentsTest, SessionAndStatisticsFunctionsRefuseNull) {
  const End bob = BobsEnd();
  const ReceiverHandle receiver = NewReceiver(bob.session.get());
  const SenderHandle sender = NewSender(bob.session.get());
  auto stats = Defaults<sealframe_stream_stats>();
  auto key_stats = Defaults<sealframe_key_stats>();
  EXPECT_EQ(sealframe_session_set_e2ee_enabled(nullptr, 1), kInvalid);
  EXPECT_EQ(sealframe_session_is_e2ee_enabled(nullptr), 0u);
  EXPECT_EQ(sealframe_session_poll(nullptr, nullptr, nullptr), kInvalid);
  EXPECT_EQ(sealframe_send_transform_get_stats(nullptr, &stats), kInvalid);
  EXPECT_EQ(sealframe_send_transform_get_stats(sender.get(), nullptr),
            kInvalid);
  EXPECT_EQ(sealframe_receive_transform_get_stats(nullptr, &stats), kInvalid);
  EXPECT_EQ(sealframe_receive_transform_get_stats(receiver.get(), nullptr),
            kInvalid);
  EXPECT_EQ(sealframe_receive_transform_get_key_stats(nullptr, 0, &key_stats),
            kInvalid);
  EXPECT_EQ(
      sealframe_receive_transform_get_key_stats(receiver.get(), 0, nullptr),
      kInvalid);
}

TEST(NullArgumentsTest, NameAndKeyIdFunctionsRefuseNull) {
  sealframe_suite suite = SEALFRAME_SUITE_DEFAULT;
  uint64_t number = 0;
  EXPECT_EQ(sealframe_suite_from_name(nullptr, &suite), kInvalid);
  EXPECT_EQ(sealframe_suite_from_name("x", nullptr), kInvalid);
  EXPECT_EQ(sealframe_codec_from_name(nullptr), SEALFRAME_CODEC_UNKNOWN);
  EXPECT_EQ(sealframe_encode_sender_key_id(1, 1, 4, nullptr, nullptr),
            kInvalid);
  EXPECT_EQ(sealframe_decode_sender_key_id(1, 4, nullptr, &number, nullptr),
            kInvalid);
  EXPECT_EQ(sealframe_decode_sender_key_id(1, 4, &number, nullptr, nullptr),
            kInvalid);
  EXPECT_EQ(sealframe_encode_mls_key_id(0, 1, 1, 4, 4, nullptr, nullptr),
            kInvalid);
  EXPECT_EQ(
      sealframe_decode_mls_key_id(1, 4, 4, nullptr, &number, &number, nullptr),
      kInvalid);
  auto inspection = Defaults<sealframe_inspection>();
  uint8_t frame[32] = {};
  EXPECT_EQ(sealframe_inspect("sframe", SEALFRAME_VIDEO, nullptr, nullptr, 32,
                              &inspection, nullptr),
            kInvalid);
  EXPECT_EQ(sealframe_inspect("sframe", SEALFRAME_VIDEO, nullptr, frame, 32,
                              nullptr, nullptr),
            kInvalid);
}

TEST(NullArgumentsTest, SdpFunctionsRefuseNull) {
  UniquePtr<sealframe_sdp> sdp;
  auto error = Defaults<sealframe_error>();
  auto section = Defaults<sealframe_sdp_section>();
  EXPECT_EQ(sealframe_sdp_create(nullptr, Out(&sdp), &error), kInvalid);
  EXPECT_STREQ(error.message, "text is NULL");
  EXPECT_EQ(sealframe_sdp_create("v=0\r\n", nullptr, nullptr), kInvalid);
  EXPECT_EQ(sealframe_sdp_text(nullptr), nullptr);
  EXPECT_EQ(sealframe_sdp_num_sections(nullptr), 0u);
  EXPECT_EQ(sealframe_sdp_get_section(nullptr, 0, &section), kInvalid);
  EXPECT_EQ(sealframe_sdp_get_section(nullptr, 0, nullptr), kInvalid);
  EXPECT_EQ(sealframe_sdp_add_sframe(nullptr, 0, nullptr), kInvalid);
  EXPECT_EQ(sealframe_sdp_remove_sframe(nullptr, 0, nullptr), kInvalid);
  EXPECT_EQ(sealframe_sdp_reject_section(nullptr, 0, nullptr), kInvalid);
  EXPECT_EQ(sealframe_sdp_check_payload_types(nullptr, nullptr), kInvalid);
}

// The header promises zeros after every failure, also of calls that fail before
// they look at anything.
TEST(NullArgumentsTest, OutputsAreZeroAfterAnInvalidCall) {
  sealframe_error no_size = {};
  uint64_t a = 1, b = 1, c = 1;
  EXPECT_EQ(sealframe_encode_sender_key_id(1, 1, 4, &a, &no_size), kInvalid);
  EXPECT_EQ(a, 0u);
  a = 1;
  EXPECT_EQ(sealframe_encode_mls_key_id(0, 1, 1, 4, 4, &a, &no_size), kInvalid);
  EXPECT_EQ(a, 0u);
  a = 1;
  EXPECT_EQ(sealframe_decode_sender_key_id(1, 4, &a, nullptr, nullptr),
            kInvalid);
  EXPECT_EQ(a, 0u);
  a = 1;
  EXPECT_EQ(sealframe_decode_mls_key_id(1, 4, 4, &a, &b, &c, &no_size),
            kInvalid);
  EXPECT_EQ(a + b + c, 0u);
  sealframe_suite suite = SEALFRAME_AES_128_GCM_SHA256_128;
  EXPECT_EQ(sealframe_suite_from_name(nullptr, &suite), kInvalid);
  EXPECT_EQ(suite, SEALFRAME_SUITE_DEFAULT);
  auto current = Defaults<sealframe_current_key>();
  current.key_size = 1;
  EXPECT_EQ(sealframe_provider_current_key(nullptr, "alice", &current, nullptr,
                                           0, nullptr),
            kInvalid);
  EXPECT_EQ(current.key_size, 0u);
  auto inspection = Defaults<sealframe_inspection>();
  inspection.kid = 1;
  EXPECT_EQ(sealframe_inspect("sframe", SEALFRAME_VIDEO, nullptr, nullptr, 1,
                              &inspection, nullptr),
            kInvalid);
  EXPECT_EQ(inspection.kid, 0u);
}

TEST(NullArgumentsTest, AFrameToInspectMayBeNullIfItIsEmpty) {
  for (const char* const profile : {"sframe", "livekit", "dave", "getstream"}) {
    auto inspection = Defaults<sealframe_inspection>();
    auto of_null = Defaults<sealframe_error>();
    auto of_empty = Defaults<sealframe_error>();
    const uint8_t byte = 0;
    EXPECT_EQ(sealframe_inspect(profile, SEALFRAME_VIDEO, nullptr, nullptr, 0,
                                &inspection, &of_null),
              sealframe_inspect(profile, SEALFRAME_VIDEO, nullptr, &byte, 0,
                                &inspection, &of_empty));
    EXPECT_STREQ(of_null.message, of_empty.message);
    EXPECT_EQ(std::string(of_null.message).find("NULL"), std::string::npos);
  }
}

TEST(NullArgumentsTest, StatisticsAreZeroAfterAnInvalidCall) {
  auto stream = Defaults<sealframe_stream_stats>();
  auto key = Defaults<sealframe_key_stats>();
  auto depacketizer = Defaults<sealframe_depacketizer_stats>();
  stream.frames_in = key.frames_opened = depacketizer.frames_delivered = 1;
  EXPECT_EQ(sealframe_send_transform_get_stats(nullptr, &stream), kInvalid);
  EXPECT_EQ(stream.frames_in, 0u);
  stream.frames_in = 1;
  EXPECT_EQ(sealframe_receive_transform_get_stats(nullptr, &stream), kInvalid);
  EXPECT_EQ(stream.frames_in, 0u);
  EXPECT_EQ(sealframe_receive_transform_get_key_stats(nullptr, 0, &key),
            kInvalid);
  EXPECT_EQ(key.frames_opened, 0u);
  EXPECT_EQ(sealframe_depacketizer_get_stats(nullptr, &depacketizer), kInvalid);
  EXPECT_EQ(depacketizer.frames_delivered, 0u);
}

}  // namespace
}  // namespace sealframe
