// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Profiles and their options through the C interface.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

// AudioInfo returns the info of a frame that every profile can seal.
sealframe_frame_info AudioInfo() {
  auto info = Defaults<sealframe_frame_info>();
  info.codec = SEALFRAME_CODEC_OPUS;
  info.ssrc = 1234;
  info.rtp_timestamp = 960;
  return info;
}

sealframe_stream_config Microphone() {
  auto config = Config();
  config.media = SEALFRAME_AUDIO;
  return config;
}

using SetKeyFunction = sealframe_status (*)(sealframe_provider*, const char*,
                                            uint64_t, uint64_t, const uint8_t*,
                                            size_t, sealframe_error*);

// NewEnd makes an end of the call with a key of 16 bytes, set by `set_key`.
End NewEnd(const sealframe_provider_options& options, bool seals,
           SetKeyFunction set_key = &sealframe_provider_set_key) {
  End end = {.provider = NewProvider(options), .session = nullptr};
  sealframe_provider* const provider = end.provider.get();
  if (seals) {
    sealframe_provider_add_local_participant(provider, "alice", nullptr,
                                             nullptr);
  }
  EXPECT_EQ(set_key(provider, "alice", 3, 0, kTestKey.data(), 16, nullptr),
            SEALFRAME_OK);
  if (seals) {
    sealframe_provider_activate(provider, "alice", 3, nullptr);
  }
  end.session = NewSession(provider);
  sealframe_session_set_e2ee_enabled(end.session.get(), 1);
  return end;
}

// Through returns the outcome for `bob` of a frame that `alice` seals.
sealframe_frame_status Through(const End& alice, const End& bob) {
  const sealframe_frame_info info = AudioInfo();
  const Bytes frame(40, 6);
  const Done sealed =
      Seal(NewSender(alice.session.get(), Microphone()), frame, &info);
  EXPECT_EQ(sealed.status, SEALFRAME_FRAME_OK);
  const Done opened =
      Open(NewReceiver(bob.session.get(), Microphone()), sealed.frame, &info);
  EXPECT_EQ(opened.frame,
            opened.status == SEALFRAME_FRAME_OK ? frame : Bytes());
  return opened.status;
}

class ProfilesTest : public ::testing::TestWithParam<const char*> {};

std::vector<const char*> AllProfiles() {
  std::vector<const char*> names;
  while (const char* const name = sealframe_profile_name(names.size())) {
    names.push_back(name);
  }
  return names;
}

INSTANTIATE_TEST_SUITE_P(All, ProfilesTest, ::testing::ValuesIn(AllProfiles()),
                         [](const auto& test) { return test.param; });

TEST_P(ProfilesTest, FrameOpensUnlessItWasChanged) {
  const End alice = NewEnd(Options(GetParam()), true);
  const End bob = NewEnd(Options(GetParam()), false);
  EXPECT_EQ(Through(alice, bob), SEALFRAME_FRAME_OK);

  const sealframe_frame_info info = AudioInfo();
  const SenderHandle sender = NewSender(alice.session.get(), Microphone());
  const ReceiverHandle receiver = NewReceiver(bob.session.get(), Microphone());
  const Bytes sealed = Seal(sender, Bytes(40, 6), &info).frame;
  Bytes changed = sealed;
  changed[changed.size() / 2] ^= 1;
  EXPECT_EQ(Open(receiver, changed, &info).status,
            SEALFRAME_FRAME_NOT_AUTHENTIC);
  EXPECT_EQ(Open(receiver, sealed, &info).status, SEALFRAME_FRAME_OK);
}

TEST_P(ProfilesTest, InspectionGivesTheKeyIndexThatAFrameNames) {
  const End alice = NewEnd(Options(GetParam()), true);
  const sealframe_frame_info info = AudioInfo();
  const Bytes sealed =
      Seal(NewSender(alice.session.get(), Microphone()), Bytes(40, 6), &info)
          .frame;
  const std::string profile = GetParam();
  auto inspection = Defaults<sealframe_inspection>();
  ASSERT_EQ(sealframe_inspect(GetParam(), SEALFRAME_AUDIO, &info, sealed.data(),
                              sealed.size(), &inspection, nullptr),
            SEALFRAME_OK);
  EXPECT_EQ(inspection.profile, profile);
  // DAVE's frames name only a generation.
  EXPECT_EQ(inspection.kid, profile == "dave" ? 0u : 3u);
  EXPECT_EQ(inspection.header_size + inspection.clear_size +
                inspection.ciphertext_size + inspection.tag_size +
                inspection.nonce_size + inspection.ranges_size +
                inspection.trailer_size,
            sealed.size());
}

// Every profile has a row here, or this test fails.
TEST(ProfileInfoTest, PropertiesAreThoseOfTheProfile) {
  constexpr uint32_t kBytes = 1u << SEALFRAME_KEY_BYTES;
  constexpr uint32_t kPassphrase = 1u << SEALFRAME_KEY_PASSPHRASE;
  constexpr uint32_t kAead = 1u << SEALFRAME_KEY_AEAD;
  const struct {
    const char* name;
    uint64_t max_key_index;
    uint32_t is_sframe;
    uint32_t allows_shared_key;
    uint32_t key_kinds;
  } rows[] = {{"sframe", UINT64_MAX, 1, 1, kBytes},
              {"livekit", 255, 0, 1, kBytes | kPassphrase | kAead},
              {"videosdk", 255, 0, 1, kBytes | kPassphrase | kAead},
              {"jframe", 15, 0, 1, kBytes | kAead},
              {"dave", 0, 0, 0, kBytes | kAead},
              {"getstream", 255, 0, 1, kBytes | kAead}};
  size_t index = 0;
  for (const auto& row : rows) {
    EXPECT_STREQ(sealframe_profile_name(index++), row.name);
    auto info = Defaults<sealframe_profile_info>();
    ASSERT_EQ(sealframe_profile_get_info(row.name, &info), SEALFRAME_OK);
    EXPECT_EQ(info.struct_size, sizeof(info));
    EXPECT_EQ(info.max_key_index, row.max_key_index) << row.name;
    EXPECT_EQ(info.seals_whole_frames, row.is_sframe) << row.name;
    EXPECT_EQ(info.takes_metadata, row.is_sframe) << row.name;
    EXPECT_EQ(info.needs_sender_numbers, row.is_sframe) << row.name;
    EXPECT_EQ(info.allows_shared_key, row.allows_shared_key) << row.name;
    EXPECT_EQ(info.key_kinds, row.key_kinds) << row.name;
  }
  EXPECT_EQ(sealframe_profile_name(index), nullptr);
}

TEST(ProfileInfoTest, AnUnknownProfileIsNotFoundAndLeavesZeros) {
  auto info = Defaults<sealframe_profile_info>();
  info.max_key_index = 1;
  EXPECT_EQ(sealframe_profile_get_info("rot13", &info), SEALFRAME_NOT_FOUND);
  EXPECT_EQ(info.max_key_index, 0u);
}

TEST(ProfileInfoTest, NullArgumentsAreRefusedAndLeaveZeros) {
  auto info = Defaults<sealframe_profile_info>();
  info.max_key_index = 1;
  EXPECT_EQ(sealframe_profile_get_info(nullptr, &info),
            SEALFRAME_INVALID_ARGUMENT);
  EXPECT_EQ(info.max_key_index, 0u);
  EXPECT_EQ(sealframe_profile_get_info("sframe", nullptr),
            SEALFRAME_INVALID_ARGUMENT);
}

// Message returns the error text of a provider that cannot be made.
std::string Message(const sealframe_provider_options& options) {
  auto error = Defaults<sealframe_error>();
  sealframe_provider* provider = nullptr;
  EXPECT_EQ(sealframe_provider_create(&options, &provider, &error),
            SEALFRAME_INVALID_ARGUMENT);
  return error.message;
}

TEST(ProfileOptionsTest, AnotherProfilesOptionIsRefusedByName) {
  auto livekit = Options("livekit");
  livekit.per_ssrc = 1;
  EXPECT_EQ(Message(livekit),
            "options->per_ssrc is set, but the profile livekit has no such "
            "option: leave it zero (profiles with it: sframe)");
  const uint8_t salt[] = {1};
  auto jframe = Options("jframe");
  jframe.salt = salt;
  EXPECT_EQ(Message(jframe),
            "options->salt is set, but the profile jframe has no such option: "
            "leave it zero (profiles with it: livekit, videosdk)");
  auto getstream = Options("getstream");
  getstream.replay_window = 64;
  EXPECT_EQ(Message(getstream),
            "options->replay_window is set, but the profile getstream has no "
            "such option: leave it zero (profiles with it: sframe, dave)");
}

TEST_P(ProfilesTest, AnotherProfilesOptionIsRefused) {
  const std::string profile = GetParam();
  auto of_sframe = Options(GetParam());
  of_sframe.suite = SEALFRAME_AES_256_GCM_SHA512_128;
  EXPECT_EQ(NewProvider(of_sframe) != nullptr, profile == "sframe");
  auto windowed = Options(GetParam());
  windowed.replay_window = 64;
  EXPECT_EQ(NewProvider(windowed) != nullptr,
            profile == "sframe" || profile == "dave");
  auto of_livekit = Options(GetParam());
  of_livekit.key_bits = 256;
  EXPECT_EQ(NewProvider(of_livekit) != nullptr,
            profile == "livekit" || profile == "videosdk");
}

TEST_P(ProfilesTest, ServerTrailerNeedsLiveKitOrVideoSdk) {
  const std::string profile = GetParam();
  const ProviderHandle provider = NewProvider(Options(GetParam()));
  const uint8_t trailer[3] = {1, 2, 3};
  EXPECT_EQ(sealframe_provider_set_server_trailer(provider.get(), trailer, 3,
                                                  nullptr),
            profile == "livekit" || profile == "videosdk"
                ? SEALFRAME_OK
                : SEALFRAME_UNSUPPORTED);
}

TEST_P(ProfilesTest, PassthroughNeedsDave) {
  const ProviderHandle provider = NewProvider(Options(GetParam()));
  EXPECT_EQ(
      sealframe_provider_set_dave_passthrough(provider.get(), 0, 0, nullptr),
      std::string(GetParam()) == "dave" ? SEALFRAME_OK : SEALFRAME_UNSUPPORTED);
}

TEST(LiveKitTest, ServerTrailerOfNullBytesIsRefused) {
  const ProviderHandle provider = NewProvider(Options("livekit"));
  EXPECT_EQ(sealframe_provider_set_server_trailer(provider.get(), nullptr, 3,
                                                  nullptr),
            SEALFRAME_INVALID_ARGUMENT);
  EXPECT_EQ(sealframe_provider_set_server_trailer(provider.get(), nullptr, 0,
                                                  nullptr),
            SEALFRAME_OK);
  EXPECT_EQ(sealframe_provider_set_server_trailer(nullptr, nullptr, 0, nullptr),
            SEALFRAME_INVALID_ARGUMENT);
}

TEST(LiveKitTest, OptionOutsideItsRangeIsRefused) {
  std::vector<sealframe_provider_options> bad(3, Options("livekit"));
  bad[0].key_bits = 192;
  bad[1].key_ring_size = 257;
  bad[2].ratchet_window = 17;
  for (const sealframe_provider_options& options : bad) {
    EXPECT_EQ(NewProvider(options), nullptr);
  }
}

TEST(LiveKitTest, FrameOpensOnlyIfBothEndsHaveTheSameOptions) {
  const uint8_t salt[] = {'s', 'a', 'l', 't'};
  auto salted = Options("livekit");
  salted.salt = salt;
  salted.salt_size = sizeof(salt);
  auto longer = Options("livekit");
  longer.key_bits = 256;
  const End plain = NewEnd(Options("livekit"), true);
  for (const sealframe_provider_options& options : {salted, longer}) {
    EXPECT_EQ(Through(plain, NewEnd(options, false)),
              SEALFRAME_FRAME_NOT_AUTHENTIC);
    EXPECT_EQ(Through(NewEnd(options, true), NewEnd(options, false)),
              SEALFRAME_FRAME_OK);
  }
}

TEST(LiveKitTest, SameBytesAsKeyPassphraseAndAeadKeyAreThreeKeys) {
  const SetKeyFunction kinds[] = {&sealframe_provider_set_key,
                                  &sealframe_provider_set_passphrase,
                                  &sealframe_provider_set_aead_key};
  const auto options = Options("livekit");
  for (const SetKeyFunction sealed_by : kinds) {
    for (const SetKeyFunction opened_by : kinds) {
      EXPECT_EQ(Through(NewEnd(options, true, sealed_by),
                        NewEnd(options, false, opened_by)),
                sealed_by == opened_by ? SEALFRAME_FRAME_OK
                                       : SEALFRAME_FRAME_NOT_AUTHENTIC);
    }
  }
}

TEST(DaveTest, InspectionWithoutAProfileRecognisesFrame) {
  const End alice = NewEnd(Options("dave"), true);
  const sealframe_frame_info info = AudioInfo();
  const Bytes sealed =
      Seal(NewSender(alice.session.get(), Microphone()), Bytes(40, 6), &info)
          .frame;
  auto inspection = Defaults<sealframe_inspection>();
  ASSERT_EQ(sealframe_inspect(nullptr, SEALFRAME_AUDIO, &info, sealed.data(),
                              sealed.size(), &inspection, nullptr),
            SEALFRAME_OK);
  EXPECT_STREQ(inspection.profile, "dave");
}

TEST(DaveTest, PlainFramesPassOnlyDuringPassthrough) {
  const End alice = NewEnd(Options("dave"), true);
  const End bob = NewEnd(Options("dave"), false);
  const SenderHandle sender = NewSender(alice.session.get(), Microphone());
  const ReceiverHandle receiver = NewReceiver(bob.session.get(), Microphone());
  const sealframe_frame_info info = AudioInfo();
  const Bytes frame(40, 6);
  EXPECT_NE(Open(receiver, frame, &info).status,
            SEALFRAME_FRAME_PASSED_THROUGH);
  sealframe_provider_set_dave_passthrough(alice.provider.get(), 1, 0, nullptr);
  sealframe_provider_set_dave_passthrough(bob.provider.get(), 0, 1, nullptr);
  const Done sent = Seal(sender, frame, &info);
  EXPECT_EQ(sent.status, SEALFRAME_FRAME_PASSED_THROUGH);
  EXPECT_EQ(sent.frame, frame);
  EXPECT_EQ(Open(receiver, frame, &info).status,
            SEALFRAME_FRAME_PASSED_THROUGH);
}

TEST(GetStreamTest, PlainFramesPassOnlyIfTheOptionAllowsThem) {
  const sealframe_frame_info info = AudioInfo();
  const Bytes frame(40, 6);
  auto accepting = Options("getstream");
  accepting.accept_plain = 1;
  for (const sealframe_provider_options& options :
       {Options("getstream"), accepting}) {
    const End bob = NewEnd(options, false);
    EXPECT_EQ(
        Open(NewReceiver(bob.session.get(), Microphone()), frame, &info).status,
        options.accept_plain != 0 ? SEALFRAME_FRAME_PASSED_THROUGH
                                  : SEALFRAME_FRAME_MALFORMED);
  }
}

}  // namespace
}  // namespace sealframe
