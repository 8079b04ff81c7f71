// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Shared keys that ratchet, and shared AEAD keys, through the C interface.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "gmock/gmock.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"

namespace sealframe {
namespace {

using ::testing::HasSubstr;

sealframe_provider_options SharedOptions(const char* profile) {
  auto options = Options(profile);
  options.key_mode = SEALFRAME_KEY_SHARED;
  options.ratchet_window = std::string(profile) == "videosdk" ? 8 : 0;
  return options;
}

// Call is both ends of a call whose shared key `set` sets.
struct Call {
  template <typename Set>
  Call(const char* profile, Set set)
      : alice{.provider = NewProvider(SharedOptions(profile)),
              .session = nullptr},
        bob{.provider = NewProvider(SharedOptions(profile)),
            .session = nullptr} {
    sealframe_provider_add_local_participant(alice.provider.get(), "alice",
                                             nullptr, nullptr);
    sealframe_provider_add_remote_participant(bob.provider.get(), "alice",
                                              nullptr, nullptr);
    for (End* end : {&alice, &bob}) {
      EXPECT_EQ(set(end->provider.get()), SEALFRAME_OK) << profile;
      end->session = NewSession(end->provider.get());
      sealframe_session_set_e2ee_enabled(end->session.get(), 1);
    }
    sealframe_provider_activate(alice.provider.get(), "alice", 0, nullptr);
    sender = NewSender(alice.session.get());
    receiver = NewReceiver(bob.session.get());
    info.codec = SEALFRAME_CODEC_VP8;
    info.ssrc = 1;
  }

  sealframe_frame_status Send() {
    info.rtp_timestamp += 3000;
    return Open(receiver,
                Seal(sender, std::vector<uint8_t>(30, 1), &info).frame, &info)
        .status;
  }

  End alice;
  End bob;
  SenderHandle sender;
  ReceiverHandle receiver;
  sealframe_frame_info info = Defaults<sealframe_frame_info>();
};

sealframe_status SetSharedBytes(sealframe_provider* provider) {
  return sealframe_provider_set_shared_key(provider, 0, kTestKey.data(),
                                           kTestKey.size(), nullptr);
}

TEST(SharedRatchetTest, ReceiversFollowASharedKey) {
  for (const char* profile : {"livekit", "videosdk", "jframe"}) {
    Call call(profile, SetSharedBytes);
    ASSERT_EQ(call.Send(), SEALFRAME_FRAME_OK) << profile;
    for (int i = 0; i < 20; ++i) {
      auto error = Defaults<sealframe_error>();
      ASSERT_EQ(sealframe_provider_ratchet(call.alice.provider.get(), "alice",
                                           &error),
                SEALFRAME_OK)
          << profile << ": " << error.message;
      ASSERT_EQ(call.Send(), SEALFRAME_FRAME_OK) << profile << " " << i;
      sealframe_session_poll(call.bob.session.get(), nullptr, nullptr);
    }
  }
}

TEST(SharedRatchetTest, ReceiversFollowASharedPassphrase) {
  Call call("livekit", [](sealframe_provider* provider) {
    return sealframe_provider_set_shared_passphrase(
        provider, 0, kTestKey.data(), kTestKey.size(), nullptr);
  });
  for (int i = 0; i < 3; ++i) {
    ASSERT_EQ(
        sealframe_provider_ratchet(call.alice.provider.get(), "alice", nullptr),
        SEALFRAME_OK);
    ASSERT_EQ(call.Send(), SEALFRAME_FRAME_OK) << i;
  }
}

TEST(SharedRatchetTest, OneThatJoinsGetsTheKeyAtItsStep) {
  Call call("livekit", SetSharedBytes);
  ASSERT_EQ(
      sealframe_provider_ratchet(call.alice.provider.get(), "alice", nullptr),
      SEALFRAME_OK);
  auto current = Defaults<sealframe_current_key>();
  std::vector<uint8_t> key(64);
  ASSERT_EQ(
      sealframe_provider_current_key(call.alice.provider.get(), "alice",
                                     &current, key.data(), key.size(), nullptr),
      SEALFRAME_OK);
  EXPECT_EQ(current.step, 1u);
  const ProviderHandle carols = NewProvider(SharedOptions("livekit"));
  sealframe_provider_add_remote_participant(carols.get(), "alice", nullptr,
                                            nullptr);
  ASSERT_EQ(
      sealframe_provider_set_shared_key(carols.get(), current.key_index,
                                        key.data(), current.key_size, nullptr),
      SEALFRAME_OK);
  call.bob.session = NewSession(carols.get());
  sealframe_session_set_e2ee_enabled(call.bob.session.get(), 1);
  call.receiver = NewReceiver(call.bob.session.get());
  EXPECT_EQ(call.Send(), SEALFRAME_FRAME_OK);
}

TEST(SharedRatchetTest, AnEventNamesTheStepToWhichTheSenderRatcheted) {
  for (const char* profile : {"livekit", "videosdk", "jframe"}) {
    Call call(profile, SetSharedBytes);
    ASSERT_EQ(call.Send(), SEALFRAME_FRAME_OK) << profile;
    for (int i = 0; i < 3; ++i) {
      ASSERT_EQ(sealframe_provider_ratchet(call.alice.provider.get(), "alice",
                                           nullptr),
                SEALFRAME_OK);
    }
    ASSERT_EQ(call.Send(), SEALFRAME_FRAME_OK) << profile;
    std::vector<uint64_t> steps;
    sealframe_session_poll(
        call.bob.session.get(),
        [](const sealframe_event* event, void* seen) {
          if (event->state == SEALFRAME_STATE_KEY_RATCHETED) {
            static_cast<std::vector<uint64_t>*>(seen)->push_back(event->kid >>
                                                                 8);
          }
        },
        &steps);
    EXPECT_EQ(steps, (std::vector<uint64_t>{3})) << profile;
  }
}

TEST(SharedRatchetTest, JitsisSharedKeysHave128Or256Bits) {
  for (const size_t size : {16u, 32u}) {
    const std::vector<uint8_t> key(size, 7);
    Call call("jframe", [&key](sealframe_provider* provider) {
      return sealframe_provider_set_shared_aead_key(provider, 0, key.data(),
                                                    key.size(), nullptr);
    });
    EXPECT_EQ(call.Send(), SEALFRAME_FRAME_OK) << size;
    auto error = Defaults<sealframe_error>();
    EXPECT_EQ(
        sealframe_provider_ratchet(call.alice.provider.get(), "alice", &error),
        SEALFRAME_FAILED_PRECONDITION);
    EXPECT_THAT(std::string(error.message), HasSubstr("AEAD key"));
  }
  const ProviderHandle provider = NewProvider(SharedOptions("jframe"));
  sealframe_provider_add_local_participant(provider.get(), "alice", nullptr,
                                           nullptr);
  auto error = Defaults<sealframe_error>();
  EXPECT_EQ(sealframe_provider_set_shared_aead_key(provider.get(), 0,
                                                   kTestKey.data(), 24, &error),
            SEALFRAME_INVALID_ARGUMENT);
  EXPECT_THAT(std::string(error.message), HasSubstr("24 bytes"));
  EXPECT_THAT(std::string(error.message), HasSubstr("16 or 32"));
}

TEST(SharedRatchetTest, IsRefusedWithTheReasonWhereKeysDoNotRatchet) {
  auto options = SharedOptions("livekit");
  options.has_ratchet_window = 1;
  const ProviderHandle fixed = NewProvider(options);
  options = SharedOptions("sframe");
  options.ratchet_bits = 4;
  const ProviderHandle sframe = NewProvider(options);
  const uint64_t sender_number = 3;
  for (const ProviderHandle* provider : {&fixed, &sframe}) {
    sealframe_provider_add_local_participant(provider->get(), "alice",
                                             &sender_number, nullptr);
    ASSERT_EQ(SetSharedBytes(provider->get()), SEALFRAME_OK);
    ASSERT_EQ(sealframe_provider_activate(provider->get(), "alice", 0, nullptr),
              SEALFRAME_OK);
    auto error = Defaults<sealframe_error>();
    EXPECT_EQ(sealframe_provider_ratchet(provider->get(), "alice", &error),
              SEALFRAME_FAILED_PRECONDITION);
    EXPECT_THAT(std::string(error.message),
                HasSubstr(provider == &fixed ? "ratchet window"
                                             : "shared keys of this profile"));
  }
}

}  // namespace
}  // namespace sealframe
