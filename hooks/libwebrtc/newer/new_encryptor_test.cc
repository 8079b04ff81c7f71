// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/newer/new_encryptor.h"

#include "api/sframe/sframe_types.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/libwebrtc/sframe_encryptor.h"

namespace sealframe {
namespace {

using webrtc::SframeMode;

constexpr auto kSuite = webrtc::SframeCipherSuite::kAes128GcmSha256_128;

template <typename Encryptor>
void ExpectWhatTheInterfaceHas(Encryptor& encryptor) {
  if constexpr (requires { encryptor.mode(); }) {
    EXPECT_EQ(encryptor.mode(), SframeMode::kPerFrame);
    constexpr auto kPacket = SframeMode::kPerPacket;
    EXPECT_EQ(Encryptor::Create(kPacket, kSuite)->mode(), kPacket);
    EXPECT_FALSE(requires { Encryptor::Create(kSuite); });
  } else {
    EXPECT_FALSE(
        requires { Encryptor::Create(SframeMode::kPerFrame, kSuite); });
  }
}

TEST(NewEncryptorTest, ThereIsAModeWhereWebrtcsInterfaceHasOne) {
  ExpectWhatTheInterfaceHas(*NewEncryptor(kSuite));
}

}  // namespace
}  // namespace sealframe
