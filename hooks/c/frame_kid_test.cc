// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// `sealframe_frame_result.kid` is the key id that `sealframe_inspect` reads
// from the sealed frame, under every profile.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

constexpr uint64_t kKeyIndex = 3;
constexpr size_t kKeySize = 16;

void SetKeyOf(const ProviderHandle& provider) {
  ASSERT_EQ(SetKey(provider.get(), kKeyIndex, kKeySize), SEALFRAME_OK);
}

SessionHandle NewEnabledSession(const ProviderHandle& provider) {
  SessionHandle session = NewSession(provider.get());
  sealframe_session_set_e2ee_enabled(session.get(), 1);
  return session;
}

// Call is both ends of a call under one profile. The receiver starts with
// another key than the sender's, under index 0.
struct Call {
  explicit Call(const char* profile)
      : alice{.provider = NewProvider(Options(profile)), .session = nullptr},
        bob{.provider = NewProvider(Options(profile)), .session = nullptr} {
    config.media = SEALFRAME_AUDIO;
    info.codec = SEALFRAME_CODEC_OPUS;
    info.rtp_timestamp = 960;
    sealframe_provider_add_local_participant(alice.provider.get(), "alice",
                                             nullptr, nullptr);
    SetKeyOf(alice.provider);
    sealframe_provider_activate(alice.provider.get(), "alice", kKeyIndex,
                                nullptr);
    const uint8_t other_key[kKeySize] = {1};
    sealframe_provider_set_key(bob.provider.get(), "alice", 0, 0, other_key,
                               kKeySize, nullptr);
    alice.session = NewEnabledSession(alice.provider);
    bob.session = NewEnabledSession(bob.provider);
    sender = NewSender(alice.session.get(), config);
    receiver = NewReceiver(bob.session.get(), config);
  }

  uint64_t KidOf(const char* profile, const Bytes& sealed) const {
    auto inspection = Defaults<sealframe_inspection>();
    EXPECT_EQ(sealframe_inspect(profile, SEALFRAME_AUDIO, &info, sealed.data(),
                                sealed.size(), &inspection, nullptr),
              SEALFRAME_OK);
    return inspection.kid;
  }

  // ExpectKid opens `sealed` and expects a status, and the frame's key id.
  void ExpectKid(const char* profile, const Bytes& sealed,
                 sealframe_frame_status status) const {
    const Done done = Open(receiver, sealed, &info);
    EXPECT_EQ(done.status, status);
    EXPECT_EQ(done.kid, KidOf(profile, sealed))
        << sealframe_frame_status_name(status);
  }

  sealframe_stream_config config = Config();
  sealframe_frame_info info = Defaults<sealframe_frame_info>();
  End alice;
  End bob;
  SenderHandle sender;
  ReceiverHandle receiver;
};

template <typename Test>
void ForEveryProfile(const Test& test) {
  const char* profile = nullptr;
  for (size_t i = 0; (profile = sealframe_profile_name(i)) != nullptr; ++i) {
    SCOPED_TRACE(profile);
    test(profile);
  }
}

TEST(FrameKidTest, SealingReturnsTheKeyIdOfTheSealedFrame) {
  ForEveryProfile([](const char* profile) {
    const Call call(profile);
    const Done sealed = Seal(call.sender, Bytes(40, 6), &call.info);
    ASSERT_EQ(sealed.status, SEALFRAME_FRAME_OK);
    EXPECT_EQ(sealed.kid, call.KidOf(profile, sealed.frame));
  });
}

TEST(FrameKidTest, OpeningReturnsTheKeyIdOfTheSealedFrameHoweverItEnds) {
  ForEveryProfile([](const char* profile) {
    Call call(profile);
    const Bytes sealed = Seal(call.sender, Bytes(40, 6), &call.info).frame;
    Bytes altered = sealed;
    altered[altered.size() / 2] ^= 1;
    // DAVE's frames carry a generation, which the receiver's first key has too.
    call.ExpectKid(profile, sealed,
                   call.KidOf(profile, sealed) == 0
                       ? SEALFRAME_FRAME_NOT_AUTHENTIC
                       : SEALFRAME_FRAME_MISSING_KEY);
    SetKeyOf(call.bob.provider);
    call.ExpectKid(profile, altered, SEALFRAME_FRAME_NOT_AUTHENTIC);
    call.ExpectKid(profile, sealed, SEALFRAME_FRAME_OK);
    call.ExpectKid(profile, sealed, SEALFRAME_FRAME_REPLAYED);
  });
}

TEST(FrameKidTest, AHeldFrameKeepsTheKeyIdOfTheSealedFrame) {
  ForEveryProfile([](const char* profile) {
    Call call(profile);
    call.config.hold_max_frames = 1;
    call.config.hold_max_bytes = 1000;
    call.config.hold_max_age_ms = 1000 * 1000;
    call.receiver = NewReceiver(call.bob.session.get(), call.config);
    const Bytes sealed = Seal(call.sender, Bytes(40, 6), &call.info).frame;
    if (call.KidOf(profile, sealed) == 0) {
      return;  // The receiver has a key of this id.
    }
    call.ExpectKid(profile, sealed, SEALFRAME_FRAME_HELD);
    SetKeyOf(call.bob.provider);
    Bytes out(200);
    auto result = Defaults<sealframe_frame_result>();
    EXPECT_EQ(
        sealframe_receive_transform_open_held(call.receiver.get(), nullptr,
                                              out.data(), out.size(), &result),
        SEALFRAME_FRAME_OK);
    EXPECT_EQ(result.kid, call.KidOf(profile, sealed));
  });
}

TEST(FrameKidTest, IsZeroIfNoSealedFrameComesOut) {
  ForEveryProfile([](const char* profile) {
    const Call call(profile);
    const Bytes frame(40, 6);
    uint8_t out[8];
    auto result = Defaults<sealframe_frame_result>();
    result.kid = 7;
    EXPECT_EQ(sealframe_send_transform_seal(call.sender.get(), &call.info,
                                            frame.data(), frame.size(), out,
                                            sizeof(out), &result),
              SEALFRAME_FRAME_BUFFER_TOO_SMALL);
    EXPECT_EQ(result.kid, 0u);
  });
}

}  // namespace
}  // namespace sealframe
