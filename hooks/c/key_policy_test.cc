// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Keys and suites that are too weak to be used by accident.

#include <cstddef>
#include <string>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"

namespace sealframe {
namespace {

using ::testing::HasSubstr;

TEST(KeyPolicyTest, AKeyHasAtLeastSixteenBytesInEveryProfile) {
  for (size_t i = 0; sealframe_profile_name(i) != nullptr; ++i) {
    const ProviderHandle provider =
        NewProvider(Options(sealframe_profile_name(i)));
    auto error = Defaults<sealframe_error>();
    EXPECT_EQ(sealframe_provider_set_key(provider.get(), "alice", 0, 0,
                                         kTestKey.data(), 15, &error),
              SEALFRAME_INVALID_ARGUMENT);
    EXPECT_THAT(error.message, HasSubstr("15 bytes"));
    EXPECT_EQ(sealframe_provider_set_key(provider.get(), "alice", 0, 0,
                                         kTestKey.data(), 16, &error),
              SEALFRAME_OK)
        << error.message;
  }
}

TEST(KeyPolicyTest, ASharedKeyHasAtLeastSixteenBytes) {
  sealframe_provider_options options = Options();
  options.key_mode = SEALFRAME_KEY_SHARED;
  const ProviderHandle provider = NewProvider(options);
  EXPECT_EQ(sealframe_provider_set_shared_key(provider.get(), 0,
                                              kTestKey.data(), 15, nullptr),
            SEALFRAME_INVALID_ARGUMENT);
  EXPECT_EQ(sealframe_provider_set_shared_key(provider.get(), 0,
                                              kTestKey.data(), 16, nullptr),
            SEALFRAME_OK);
}

TEST(KeyPolicyTest, APassphraseNeedsOnlyOneByte) {
  const ProviderHandle provider = NewProvider(Options("livekit"));
  EXPECT_EQ(sealframe_provider_set_passphrase(provider.get(), "alice", 0, 0,
                                              kTestKey.data(), 0, nullptr),
            SEALFRAME_INVALID_ARGUMENT);
  EXPECT_EQ(sealframe_provider_set_passphrase(provider.get(), "alice", 0, 0,
                                              kTestKey.data(), 1, nullptr),
            SEALFRAME_OK);
}

// Creates a stream of `media` in `suite`, with the option or not.
sealframe_status CreateSender(sealframe_suite suite, sealframe_media media,
                              bool allow, sealframe_error* error) {
  sealframe_provider_options options = Options();
  options.suite = suite;
  options.allow_short_tags = allow ? 1 : 0;
  const End alice = AlicesEnd(options);
  sealframe_stream_config config = Config();
  config.media = media;
  SenderHandle sender;
  return sealframe_send_transform_create(alice.session.get(), &config,
                                         Out(&sender), error);
}

TEST(KeyPolicyTest, TagsOfFourBytesSealVideoOnlyOnRequest) {
  for (int number = SEALFRAME_AES_128_CTR_HMAC_SHA256_80;
       number <= SEALFRAME_AES_256_CTR_HMAC_SHA512_32; ++number) {
    const auto suite = static_cast<sealframe_suite>(number);
    const bool is_short = suite == SEALFRAME_AES_128_CTR_HMAC_SHA256_32 ||
                          suite == SEALFRAME_AES_256_CTR_HMAC_SHA512_32;
    auto error = Defaults<sealframe_error>();
    EXPECT_EQ(CreateSender(suite, SEALFRAME_VIDEO, false, &error),
              is_short ? SEALFRAME_FAILED_PRECONDITION : SEALFRAME_OK)
        << number;
    if (is_short) {
      EXPECT_THAT(error.message, HasSubstr("allow_short_tags"));
    }
    EXPECT_EQ(CreateSender(suite, SEALFRAME_VIDEO, true, &error), SEALFRAME_OK);
    EXPECT_EQ(CreateSender(suite, SEALFRAME_AUDIO, false, &error),
              SEALFRAME_OK);
  }
}

TEST(KeyPolicyTest, OtherProfilesHaveNoSuchOption) {
  for (const char* profile :
       {"livekit", "videosdk", "jframe", "dave", "getstream"}) {
    sealframe_provider_options options = Options(profile);
    options.allow_short_tags = 1;
    EXPECT_EQ(NewProvider(options), nullptr) << profile;
  }
}

TEST(KeyPolicyTest, ShortTagsOpenInEverySuite) {
  sealframe_provider_options options = Options();
  options.suite = SEALFRAME_AES_128_CTR_HMAC_SHA256_32;
  const End bob = BobsEnd(options);
  options.allow_short_tags = 1;
  const End alice = AlicesEnd(options);
  const SenderHandle sender = NewSender(alice.session.get());
  const ReceiverHandle receiver = NewReceiver(bob.session.get());
  EXPECT_EQ(Open(receiver, Seal(sender, {1, 2, 3}).frame).status,
            SEALFRAME_FRAME_OK);
}

}  // namespace
}  // namespace sealframe
