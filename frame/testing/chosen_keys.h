// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Profiles whose keys have a cipher and limits that a test chooses, for what
// real ones do too rarely, or never.
//
// Thread-safety: as for `Profile`. Allocates.

#ifndef SEALFRAME_FRAME_TESTING_CHOSEN_KEYS_H_
#define SEALFRAME_FRAME_TESTING_CHOSEN_KEYS_H_

#include <cstdint>
#include <functional>
#include <optional>

#include "absl/types/span.h"
#include "sealframe/keyring/key_limits.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {

struct ChosenKeys {
  // Writes the ciphertext and tag of one frame, or returns false: the cipher
  // has failed.
  std::function<bool(absl::Span<uint8_t> out)> seal;
  std::optional<KeyLimits> limits = {};  // By default those of the profile.
};

// WithChosenKeys returns `profile` with `keys`. Their nonces count from 0, and
// no frame opens.
Profile WithChosenKeys(const Profile& profile, ChosenKeys keys);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_TESTING_CHOSEN_KEYS_H_
