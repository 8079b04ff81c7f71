// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/testing/seal_frame.h"

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/frame_status.h"
#include "sealframe/frame/send_transform.h"
#include "sealframe/frame/session.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {

KeyMaterial TextMaterial(KeyKind kind, absl::string_view text) {
  return KeyMaterial::From(kind, SecretBytes::CopyOf(std::vector<uint8_t>(
                                     text.begin(), text.end())));
}

ProfileKey KeyOf(absl::string_view profile, KeyMaterial material) {
  return {.profile = std::string(profile), .material = std::move(material)};
}

ProfileKey HexKey(absl::string_view profile) {
  return KeyOf(profile,
               KeyMaterial::FromKey(SecretBytes::CopyOf(FromHex(kHexKey))));
}

std::vector<uint8_t> SealFrame(const ProfileKey& key, const FrameInfo& info,
                               absl::Span<const uint8_t> frame) {
  ProfileKey allowing = CloneKey(key);
  allowing.options.livekit.allow_av1 = true;
  allowing.options.videosdk.allow_av1 = true;
  allowing.options.sframe.allow_short_tags = true;
  const std::shared_ptr<KeyProvider> keys =
      NewProvider(allowing, nullptr).value();
  const bool names_step = FindProfile(key.profile)->names_step;
  const KeyMaterial material = RatchetTo(*keys->profile().scheme, key.material,
                                         names_step ? 0 : key.ratchet_steps)
                                   .value();
  EXPECT_TRUE(keys->AddLocalParticipant("a").ok());
  EXPECT_TRUE(keys->SetKey("a", key.key_index, material).ok());
  EXPECT_TRUE(keys->Activate("a", key.key_index).ok());
  if (key.options.sframe.per_ssrc) {
    EXPECT_TRUE(keys->AddSsrc("a", info.ssrc).ok());
  }
  const auto session = Session::Create(keys, {.e2ee_enabled = true}).value();
  const std::unique_ptr<SendTransform> sender =
      session->NewSendTransform({.participant = "a", .media = info.kind})
          .value();
  std::vector<uint8_t> sealed(sender->MaxSealedSize(frame.size()));
  const FrameResult result = sender->Seal(info, frame, absl::MakeSpan(sealed));
  EXPECT_EQ(result.status, FrameStatus::kOk) << key.profile;
  sealed.resize(result.size);
  return sealed;
}

}  // namespace sealframe
