// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/frame_opener.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/diagnosis/testing/seal_frame.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/keyring/key_material.h"

namespace sealframe {
namespace {

using Bytes = std::vector<uint8_t>;

constexpr FrameInfo kOpus = {
    .kind = MediaKind::kAudio, .codec = Codec::kOpus, .ssrc = 5};

FrameStatus StatusOf(FrameOpener& opener, const Bytes& sealed) {
  Bytes out;
  const absl::StatusOr<FrameResult> result = opener.Open(kOpus, sealed, &out);
  EXPECT_TRUE(result.ok()) << result.status();
  EXPECT_EQ(out.size(), result->size);
  return result->status;
}

TEST(FrameOpenerTest, OpensFramesOfMoreKeysThanItKeeps) {
  ProfileKey key = HexKey("sframe");
  const std::unique_ptr<FrameOpener> opener = FrameOpener::Create(key).value();
  for (key.key_index = 0; key.key_index < 300; ++key.key_index) {
    const Bytes sealed = SealFrame(key, kOpus, Bytes(20, 7));
    EXPECT_EQ(StatusOf(*opener, sealed), FrameStatus::kOk) << key.key_index;
    EXPECT_EQ(StatusOf(*opener, sealed), FrameStatus::kReplayed);
  }
}

TEST(FrameOpenerTest, OpensFramesOfStreamsWithKeysOfTheirOwn) {
  ProfileKey key = HexKey("sframe");
  key.options.sframe.per_ssrc = true;
  const std::unique_ptr<FrameOpener> opener = FrameOpener::Create(key).value();
  EXPECT_EQ(StatusOf(*opener, SealFrame(key, kOpus, Bytes(20, 7))),
            FrameStatus::kOk);
  EXPECT_EQ(StatusOf(*opener, SealFrame(HexKey("sframe"), kOpus, Bytes(20, 7))),
            FrameStatus::kNotAuthentic);
}

TEST(FrameOpenerTest, AnyBytesAreRefusedOrPass) {
  for (const absl::string_view profile : ProfileNames()) {
    const std::unique_ptr<FrameOpener> opener =
        FrameOpener::Create(HexKey(profile)).value();
    for (const Bytes& bytes :
         {Bytes(), Bytes(1), Bytes(40, 0xff), Bytes(40, 0xfa)}) {
      EXPECT_NE(StatusOf(*opener, bytes), FrameStatus::kOk) << profile;
    }
  }
}

TEST(FrameOpenerTest, AKeyThatTheProfileCannotNameIsMissing) {
  ProfileKey key = HexKey("sframe");
  key.key_index = uint64_t{1} << 60;
  const Bytes sealed = SealFrame(key, kOpus, Bytes(20, 7));
  EXPECT_EQ(StatusOf(*FrameOpener::Create(key).value(), sealed),
            FrameStatus::kOk);
  key.options.sframe.ratchet_bits = 8;
  EXPECT_EQ(StatusOf(*FrameOpener::Create(key).value(), sealed),
            FrameStatus::kMissingKey);
}

TEST(FrameOpenerTest, RefusesKeysThatDoNotRatchetToTheirStep) {
  ProfileKey key = KeyOf("livekit", KeyMaterial::FromAeadKey(SecretBytes(16)));
  EXPECT_TRUE(FrameOpener::Create(key).ok());
  key.ratchet_steps = 1;
  EXPECT_FALSE(FrameOpener::Create(key).ok());
}

TEST(FrameOpenerTest, RefusesProfilesAndKeysThatDoNotExist) {
  ProfileKey no_ring = HexKey("livekit");
  no_ring.options.livekit.keyring_size = 0;
  EXPECT_FALSE(FrameOpener::Create(no_ring).ok());
  EXPECT_FALSE(FrameOpener::Create(HexKey("rot13")).ok());
  EXPECT_FALSE(FrameOpener::Create(
                   KeyOf("livekit", TextMaterial(KeyKind::kKey, "short")))
                   .ok());
}

}  // namespace
}  // namespace sealframe
