// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One key of a profile, in the form in which users exchange it, for programs
// that seal or open single frames.
//
// Thread-safety: plain values and pure functions. They allocate, and derive
// keys.

#ifndef SEALFRAME_FRAME_DIAGNOSIS_PROFILE_KEY_H_
#define SEALFRAME_FRAME_DIAGNOSIS_PROFILE_KEY_H_

#include <cstdint>
#include <memory>
#include <string>

#include "absl/status/statusor.h"
#include "sealframe/frame/formats/profile_options.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_provider.h"
#include "sealframe/keyring/key_scheme.h"

namespace sealframe {

// FileOptions returns options for one known key at one known ratchet step: key
// rings of the largest size, and no ratchet window.
NamedProfileOptions FileOptions();

struct ProfileKey {
  std::string profile = {};
  NamedProfileOptions options = FileOptions();
  KeyMaterial material = {};
  uint64_t key_index = 0;      // The KID or key index to seal with.
  uint64_t ratchet_steps = 0;  // How far to ratchet the material first.
};

// CloneKey returns a copy of `key`.
ProfileKey CloneKey(const ProfileKey& key);

// NewProvider returns a provider without keys for the profile of `key`, which
// takes its counters from `reservations`, unless that is null. It returns
// InvalidArgument for an unknown profile, invalid options or too short a key.
absl::StatusOr<std::shared_ptr<KeyProvider>> NewProvider(
    const ProfileKey& key, CounterReservations* reservations);

// RatchetTo returns `material`, that of step 0, at step `step`. It fails if the
// material does not ratchet.
absl::StatusOr<KeyMaterial> RatchetTo(const KeyScheme& scheme,
                                      const KeyMaterial& material,
                                      uint64_t step);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_DIAGNOSIS_PROFILE_KEY_H_
