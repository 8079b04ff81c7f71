// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Providers, participants and keys through the C interface.

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"

namespace sealframe {
namespace {

using ::testing::HasSubstr;

sealframe_status Create(const sealframe_provider_options& options,
                        std::string* message) {
  auto error = Defaults<sealframe_error>();
  sealframe_provider* provider = nullptr;
  const sealframe_status status =
      sealframe_provider_create(&options, &provider, &error);
  sealframe_provider_destroy(provider);
  *message = error.message;
  return status;
}

TEST(ProviderTest, UnknownProfileIsRefusedByName) {
  std::string message;
  EXPECT_EQ(Create(Options("webex"), &message), SEALFRAME_UNSUPPORTED);
  EXPECT_THAT(message, HasSubstr("webex"));
}

TEST(ProviderTest, EveryListedProfileCanBeCreated) {
  std::string message;
  size_t index = 0;
  while (const char* const profile = sealframe_profile_name(index)) {
    EXPECT_EQ(Create(Options(profile), &message), SEALFRAME_OK) << message;
    ++index;
  }
  EXPECT_GE(index, 1u);
  EXPECT_EQ(sealframe_profile_name(SIZE_MAX), nullptr);
}

TEST(ProviderTest, InvalidOptionsAreRefusedWithAMessage) {
  std::string message;
  const uint8_t salt[4] = {};
  std::vector<sealframe_provider_options> bad(11, Options());
  bad[0].suite = static_cast<sealframe_suite>(9);
  bad[1].suite = static_cast<sealframe_suite>(0x10004);
  bad[2].key_mode = static_cast<sealframe_key_mode>(2);
  bad[3].max_keys_per_participant = 257;
  bad[4].ratchet_bits = 64;
  bad[5].shared_sender_bits = 60;
  bad[5].shared_epoch_bits = 5;
  bad[6].salt = salt;
  bad[6].salt_size = sizeof(salt);
  bad[7].key_ring_size = 16;
  bad[8].struct_size = 0;
  bad[9].replay_window = 63;
  bad[10].cisco_mls = 1;
  bad[10].per_ssrc = 1;
  for (size_t i = 0; i < bad.size(); ++i) {
    EXPECT_EQ(Create(bad[i], &message), SEALFRAME_INVALID_ARGUMENT) << i;
    EXPECT_NE(message, "") << i;
  }
}

TEST(ProviderTest, UnknownKeyModeIsRefusedWithTheKnownModes) {
  std::string message;
  auto options = Options();
  options.key_mode = static_cast<sealframe_key_mode>(7);
  EXPECT_EQ(Create(options, &message), SEALFRAME_INVALID_ARGUMENT);
  EXPECT_EQ(message,
            "unknown key_mode 7: use SEALFRAME_KEY_PER_PARTICIPANT or "
            "SEALFRAME_KEY_SHARED");
}

TEST(ProviderTest, ASharedKeyIsRefusedWhereTheProfileHasNone) {
  std::string message;
  auto options = Options();
  options.profile = "dave";
  options.key_mode = SEALFRAME_KEY_SHARED;
  EXPECT_EQ(Create(options, &message), SEALFRAME_UNSUPPORTED);
  EXPECT_EQ(
      message,
      "the profile dave has no shared keys: give each participant its own "
      "key");
}

TEST(ProviderTest, EverySuiteSealsAndOpens) {
  std::string message;
  for (int suite = SEALFRAME_SUITE_DEFAULT;
       suite <= SEALFRAME_AES_256_CTR_HMAC_SHA512_32; ++suite) {
    auto options = Options();
    options.suite = static_cast<sealframe_suite>(suite);
    options.allow_short_tags = 1;
    const End alice = AlicesEnd(options);
    const End bob = BobsEnd(options);
    const std::vector<uint8_t> frame = {1, 2, 3};
    const Done sealed = Seal(NewSender(alice.session.get()), frame);
    EXPECT_EQ(Open(NewReceiver(bob.session.get()), sealed.frame).frame, frame)
        << suite;
  }
}

TEST(ProviderTest, ErrorMessageIsWholeOrTruncated) {
  const ProviderHandle provider = NewProvider();
  auto error = Defaults<sealframe_error>();
  const std::string longest(1000, 'x');
  EXPECT_EQ(
      sealframe_provider_activate(provider.get(), longest.c_str(), 0, &error),
      SEALFRAME_NOT_FOUND);
  EXPECT_EQ(std::strlen(error.message), sizeof(error.message) - 1);
  std::memset(error.message, 'y', sizeof(error.message));
  error.struct_size = sizeof(size_t) + 8;  // A caller with a short message.
  EXPECT_EQ(sealframe_provider_activate(provider.get(), "bob", 0, &error),
            SEALFRAME_NOT_FOUND);
  EXPECT_EQ(std::strlen(error.message), 7u);
  EXPECT_EQ(error.message[8], 'y');
  error = Defaults<sealframe_error>();
  EXPECT_EQ(sealframe_provider_add_local_participant(provider.get(), "alice",
                                                     nullptr, &error),
            SEALFRAME_OK);
  EXPECT_STREQ(error.message, "");
}

TEST(ProviderTest, UninitialisedErrorStructIsRefusedAndNothingIsDone) {
  const ProviderHandle provider = NewProvider();
  sealframe_error error = {};
  EXPECT_EQ(sealframe_provider_add_local_participant(provider.get(), "alice",
                                                     nullptr, &error),
            SEALFRAME_INVALID_ARGUMENT);
  EXPECT_EQ(
      sealframe_provider_remove_participant(provider.get(), "alice", nullptr),
      SEALFRAME_NOT_FOUND);
}

TEST(ProviderTest, ParticipantCannotBeAddedTwiceUntilRemoved) {
  const ProviderHandle provider = NewProvider();
  EXPECT_EQ(sealframe_provider_add_local_participant(provider.get(), "alice",
                                                     nullptr, nullptr),
            SEALFRAME_OK);
  EXPECT_EQ(sealframe_provider_add_remote_participant(provider.get(), "alice",
                                                      nullptr, nullptr),
            SEALFRAME_ALREADY_EXISTS);
  EXPECT_EQ(
      sealframe_provider_remove_participant(provider.get(), "alice", nullptr),
      SEALFRAME_OK);
  EXPECT_EQ(sealframe_provider_add_remote_participant(provider.get(), "alice",
                                                      nullptr, nullptr),
            SEALFRAME_OK);
}

TEST(ProviderTest, RemoteKeyCannotBeActivatedOrRatcheted) {
  const ProviderHandle provider = NewProvider();
  ASSERT_EQ(SetKey(provider.get()), SEALFRAME_OK);
  EXPECT_EQ(sealframe_provider_activate(provider.get(), "alice", 0, nullptr),
            SEALFRAME_FAILED_PRECONDITION);
  EXPECT_EQ(sealframe_provider_ratchet(provider.get(), "alice", nullptr),
            SEALFRAME_FAILED_PRECONDITION);
}

TEST(ProviderTest, SFrameRefusesPassphrasesAndAeadKeys) {
  // RFC 9605 derives every key from a base key.
  const ProviderHandle provider = NewProvider();
  EXPECT_EQ(sealframe_provider_set_passphrase(provider.get(), "alice", 0, 0,
                                              kTestKey.data(), 16, nullptr),
            SEALFRAME_INVALID_ARGUMENT);
  EXPECT_EQ(sealframe_provider_set_aead_key(provider.get(), "alice", 0, 0,
                                            kTestKey.data(), 16, nullptr),
            SEALFRAME_INVALID_ARGUMENT);
  EXPECT_EQ(SetKey(provider.get()), SEALFRAME_OK);
}

// sframe_key and sframe_salt of suite 4, the base key kBaseKey and KID 291, of
// the published vectors (RFC 9605, Appendix C).
constexpr uint8_t kDerivedKey[] = {0xd3, 0x4f, 0x54, 0x7f, 0x4c, 0xa4,
                                   0xf9, 0xa7, 0x44, 0x70, 0x06, 0xfe,
                                   0x7f, 0xcb, 0xf7, 0x68};
constexpr uint8_t kDerivedSalt[] = {0x75, 0x23, 0x4e, 0xde, 0xfe, 0x07,
                                    0x81, 0x90, 0x26, 0x75, 0x18, 0x16};
constexpr uint8_t kBaseKey[] = {0, 1, 2,  3,  4,  5,  6,  7,
                                8, 9, 10, 11, 12, 13, 14, 15};
constexpr uint64_t kDerivedKid = 291;

sealframe_status SetDerivedKey(const ProviderHandle& provider,
                               std::string* message = nullptr,
                               size_t key_size = sizeof(kDerivedKey),
                               size_t salt_size = sizeof(kDerivedSalt)) {
  auto error = Defaults<sealframe_error>();
  const sealframe_status status = sealframe_provider_set_derived_key(
      provider.get(), "alice", kDerivedKid, kDerivedKey, key_size, kDerivedSalt,
      salt_size, &error);
  if (message != nullptr) *message = error.message;
  return status;
}

TEST(ProviderTest, DerivedKeyIsThatOfItsBaseKey) {
  const End alice = AlicesEnd();
  const End bob = BobsEnd();
  ASSERT_EQ(SetDerivedKey(alice.provider), SEALFRAME_OK);
  ASSERT_EQ(sealframe_provider_activate(alice.provider.get(), "alice",
                                        kDerivedKid, nullptr),
            SEALFRAME_OK);
  ASSERT_EQ(sealframe_provider_set_key(bob.provider.get(), "alice", kDerivedKid,
                                       0, kBaseKey, sizeof(kBaseKey), nullptr),
            SEALFRAME_OK);
  const SenderHandle sender = NewSender(alice.session.get());
  const ReceiverHandle receiver = NewReceiver(bob.session.get());
  const Done sealed = Seal(sender, {1, 2, 3});
  EXPECT_EQ(sealed.kid, kDerivedKid);
  const Done opened = Open(receiver, sealed.frame);
  EXPECT_EQ(opened.status, SEALFRAME_FRAME_OK);
  EXPECT_EQ(opened.frame, (std::vector<uint8_t>{1, 2, 3}));
  EXPECT_EQ(Open(receiver, sealed.frame).status, SEALFRAME_FRAME_REPLAYED);
}

TEST(ProviderTest, DerivedKeyIsNoBaseKey) {
  const End alice = AlicesEnd();
  ASSERT_EQ(SetDerivedKey(alice.provider), SEALFRAME_OK);
  ASSERT_EQ(sealframe_provider_activate(alice.provider.get(), "alice",
                                        kDerivedKid, nullptr),
            SEALFRAME_OK);
  EXPECT_EQ(sealframe_provider_ratchet(alice.provider.get(), "alice", nullptr),
            SEALFRAME_FAILED_PRECONDITION);
  auto current = Defaults<sealframe_current_key>();
  EXPECT_EQ(sealframe_provider_current_key(alice.provider.get(), "alice",
                                           &current, nullptr, 0, nullptr),
            SEALFRAME_FAILED_PRECONDITION);
}

TEST(ProviderTest, DerivedKeyIsRefusedWhereKeysFollowFromABaseKey) {
  std::string message;
  auto options = Options();
  options.per_ssrc = 1;
  EXPECT_EQ(SetDerivedKey(NewProvider(options), &message),
            SEALFRAME_INVALID_ARGUMENT);
  EXPECT_THAT(message, HasSubstr("per_ssrc"));
  EXPECT_EQ(SetDerivedKey(NewProvider(Options("livekit")), &message),
            SEALFRAME_INVALID_ARGUMENT);
  EXPECT_THAT(message, HasSubstr("salt"));
}

TEST(ProviderTest, DerivedKeyHasTheSizesOfItsSuite) {
  std::string message;
  const ProviderHandle provider = NewProvider();
  for (const size_t size : {size_t{0}, size_t{11}, SIZE_MAX}) {
    EXPECT_EQ(SetDerivedKey(provider, &message, 16, size),
              SEALFRAME_INVALID_ARGUMENT);
    EXPECT_EQ(SetDerivedKey(provider, &message, size, 12),
              SEALFRAME_INVALID_ARGUMENT);
  }
  EXPECT_EQ(SetDerivedKey(provider, &message, 15), SEALFRAME_INVALID_ARGUMENT);
  EXPECT_THAT(message, HasSubstr("AES_128_GCM_SHA256_128 has 16 and 12"));
  EXPECT_EQ(SetDerivedKey(provider), SEALFRAME_OK);
  EXPECT_EQ(SetDerivedKey(provider), SEALFRAME_ALREADY_EXISTS);
}

TEST(ProviderTest, RetiredLocalKeyDoesNotSeal) {
  const End alice = AlicesEnd();
  const SenderHandle sender = NewSender(alice.session.get());
  EXPECT_EQ(Seal(sender, {1}).status, SEALFRAME_FRAME_OK);
  EXPECT_EQ(
      sealframe_provider_retire(alice.provider.get(), "alice", 0, 0, nullptr),
      SEALFRAME_OK);
  EXPECT_EQ(Seal(sender, {1}).status, SEALFRAME_FRAME_MISSING_KEY);
}

TEST(ProviderTest, CurrentKeyAtItsStepOpensForALateJoiner) {
  auto options = Options();
  options.ratchet_bits = 4;
  const End alice = AlicesEnd(options);
  ASSERT_EQ(sealframe_provider_ratchet(alice.provider.get(), "alice", nullptr),
            SEALFRAME_OK);
  auto current = Defaults<sealframe_current_key>();
  uint8_t key[64] = {};
  EXPECT_EQ(sealframe_provider_current_key(alice.provider.get(), "alice",
                                           &current, nullptr, 64, nullptr),
            SEALFRAME_BUFFER_TOO_SMALL);
  ASSERT_LE(current.key_size, sizeof(key));
  EXPECT_EQ(
      sealframe_provider_current_key(alice.provider.get(), "alice", &current,
                                     key, current.key_size - 1, nullptr),
      SEALFRAME_BUFFER_TOO_SMALL);
  EXPECT_EQ(key[0], 0);
  ASSERT_EQ(sealframe_provider_current_key(alice.provider.get(), "alice",
                                           &current, key, sizeof(key), nullptr),
            SEALFRAME_OK);
  EXPECT_EQ(current.key_index, 0u);
  EXPECT_EQ(current.step, 1u);
  EXPECT_EQ(current.kind, SEALFRAME_KEY_BYTES);
  EXPECT_NE(std::memcmp(key, kTestKey.data(), kTestKey.size()), 0);

  End bob = {.provider = NewProvider(options), .session = nullptr};
  ASSERT_EQ(
      sealframe_provider_set_key(bob.provider.get(), "alice", 0, current.step,
                                 key, current.key_size, nullptr),
      SEALFRAME_OK);
  bob.session = NewSession(bob.provider.get());
  sealframe_session_set_e2ee_enabled(bob.session.get(), 1);
  const Done sealed = Seal(NewSender(alice.session.get()), {7});
  EXPECT_EQ(sealed.kid, 1u);
  EXPECT_EQ(Open(NewReceiver(bob.session.get()), sealed.frame).status,
            SEALFRAME_FRAME_OK);
}

TEST(ProviderTest, SharedSFrameKeyNeedsDistinctSenderNumbers) {
  auto options = Options();
  options.key_mode = SEALFRAME_KEY_SHARED;
  const ProviderHandle provider = NewProvider(options);
  const uint64_t number = 3;
  EXPECT_EQ(SetKey(provider.get()), SEALFRAME_FAILED_PRECONDITION);
  EXPECT_NE(sealframe_provider_add_local_participant(provider.get(), "alice",
                                                     nullptr, nullptr),
            SEALFRAME_OK);
  EXPECT_EQ(sealframe_provider_add_local_participant(provider.get(), "alice",
                                                     &number, nullptr),
            SEALFRAME_OK);
  EXPECT_EQ(sealframe_provider_add_remote_participant(provider.get(), "bob",
                                                      &number, nullptr),
            SEALFRAME_ALREADY_EXISTS);
  ASSERT_EQ(sealframe_provider_set_shared_key(provider.get(), 2,
                                              kTestKey.data(), 32, nullptr),
            SEALFRAME_OK);
  ASSERT_EQ(sealframe_provider_activate(provider.get(), "alice", 2, nullptr),
            SEALFRAME_OK);
  const SessionHandle session = NewSession(provider.get());
  sealframe_session_set_e2ee_enabled(session.get(), 1);
  EXPECT_EQ(Seal(NewSender(session.get()), {1}).kid, 3u << 4 | 2u);
  EXPECT_EQ(sealframe_provider_retire(provider.get(), "alice", 2, 0, nullptr),
            SEALFRAME_FAILED_PRECONDITION);
  EXPECT_EQ(sealframe_provider_retire_shared_key(provider.get(), 2, 0, nullptr),
            SEALFRAME_OK);
}

TEST(ProviderTest, SsrcMustBeAddedIfKeysArePerSsrc) {
  auto options = Options();
  EXPECT_NE(sealframe_provider_add_ssrc(AlicesEnd().provider.get(), "alice", 1,
                                        nullptr),
            SEALFRAME_OK);
  options.per_ssrc = 1;
  const End alice = AlicesEnd(options);
  const End bob = BobsEnd(options);
  auto info = Defaults<sealframe_frame_info>();
  info.ssrc = 77;
  const SenderHandle sender = NewSender(alice.session.get());
  EXPECT_EQ(Seal(sender, {1}, &info).status, SEALFRAME_FRAME_MISSING_KEY);
  for (const End* end : {&alice, &bob}) {
    EXPECT_EQ(
        sealframe_provider_add_ssrc(end->provider.get(), "alice", 77, nullptr),
        SEALFRAME_OK);
  }
  const Done sealed = Seal(sender, {1}, &info);
  const ReceiverHandle receiver = NewReceiver(bob.session.get());
  EXPECT_EQ(Open(receiver, sealed.frame, &info).status, SEALFRAME_FRAME_OK);
}

TEST(ProviderTest, ReservedCountersContinueAfterARestart) {
  auto options = Options();
  const std::string folder = ::testing::TempDir() + "/counters_of_c";
  ASSERT_EQ(std::system(("mkdir -p " + folder).c_str()), 0);
  options.counter_reservations_folder = folder.c_str();
  uint64_t first = 0;
  for (int run = 0; run < 2; ++run) {
    const End alice = AlicesEnd(options);
    EXPECT_EQ(NewProvider(options), nullptr)
        << "one provider at a time uses a folder";
    const Done sealed = Seal(NewSender(alice.session.get()), {1});
    auto inspection = Defaults<sealframe_inspection>();
    ASSERT_EQ(sealframe_inspect("sframe", SEALFRAME_VIDEO, nullptr,
                                sealed.frame.data(), sealed.frame.size(),
                                &inspection, nullptr),
              SEALFRAME_OK);
    EXPECT_TRUE(run == 0 || inspection.counter > first);
    first = inspection.counter;
  }
  options.counter_reservations_folder = "/no/such/folder";
  EXPECT_EQ(NewProvider(options), nullptr);
}

}  // namespace
}  // namespace sealframe
