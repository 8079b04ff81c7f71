// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/ring/jframe_profile.h"

#include <cstdint>
#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/formats/ring/iv_nonces.h"
#include "sealframe/frame/formats/ring/ring_format.h"
#include "sealframe/frame/formats/ring/ring_key_scheme.h"
#include "sealframe/frame/formats/ring/ring_opener.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {

absl::StatusOr<Profile> JFrameProfile() {
  absl::StatusOr<std::shared_ptr<const RingKeyScheme>> scheme =
      RingKeyScheme::Create({.salt = "JFrameEncryptionKey",
                             .ratchet_salt = "JFrameRatchetKey",
                             .takes_any_aead_key = true,
                             .ring_size = kJFrameRingSize,
                             .ratchet_window = kJFrameRatchetWindow,
                             .iv_tail = IvTail::kCount});
  if (!scheme.ok()) {
    return scheme.status();
  }
  return Profile{
      .name = "jframe", .scheme = *std::move(scheme), .new_format = [] {
        return std::make_unique<RingFormat>(
            RingOpenerOptions{.rules = ClearRuleSet::kJFrame,
                              .ratchet_window = kJFrameRatchetWindow});
      }};
}

}  // namespace sealframe
