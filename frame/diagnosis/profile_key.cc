// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/diagnosis/profile_key.h"

#include <cstdint>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "sealframe/frame/formats/profile_options.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/frame/formats/ring/livekit_profile.h"
#include "sealframe/frame/formats/ring/ring_key_scheme.h"
#include "sealframe/keyring/check_key_material.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/keyring.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {

NamedProfileOptions FileOptions() {
  NamedProfileOptions options;
  for (LiveKitOptions* const ring : {&options.livekit, &options.videosdk}) {
    ring->ratchet_window_size = 0;
    ring->keyring_size = kMaxRingSize;
  }
  return options;
}

ProfileKey CloneKey(const ProfileKey& key) {
  return {key.profile, key.options, key.material.Clone(), key.key_index,
          key.ratchet_steps};
}

absl::StatusOr<std::shared_ptr<KeyProvider>> NewProvider(
    const ProfileKey& key, CounterReservations* reservations) {
  // Ratcheting would make a long key of a short one.
  if (absl::Status status = CheckKeyMaterial(key.material); !status.ok()) {
    return status;
  }
  absl::StatusOr<Profile> profile = NamedProfile(key.profile, key.options);
  if (!profile.ok()) {
    return profile.status();
  }
  return KeyProvider::Create(*std::move(profile),
                             {.max_keys_per_participant = kMaxKeysLimit,
                              .reservations = reservations});
}

absl::StatusOr<KeyMaterial> RatchetTo(const KeyScheme& scheme,
                                      const KeyMaterial& material,
                                      uint64_t step) {
  KeyMaterial ratcheted = material.Clone();
  for (uint64_t i = 0; i < step; ++i) {
    absl::StatusOr<KeyMaterial> next = scheme.Ratchet(ratcheted, i);
    if (!next.ok()) {
      return next.status();
    }
    ratcheted = *std::move(next);
  }
  return ratcheted;
}

}  // namespace sealframe
