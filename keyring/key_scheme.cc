// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/key_scheme.h"

#include <cstdint>
#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "sealframe/keyring/key_material.h"

namespace sealframe {

absl::StatusOr<uint64_t> KeyScheme::SharedKeyId(uint64_t,
                                                std::optional<uint64_t>) const {
  return absl::FailedPreconditionError(
      "this profile has no shared keys: give each participant its own key");
}

absl::StatusOr<KeyMaterial> KeyScheme::Expand(
    const KeyMaterial& material) const {
  return material.Clone();
}

absl::StatusOr<KeyMaterial> KeyScheme::MaterialForSsrc(const KeyMaterial&,
                                                       uint32_t) const {
  return absl::UnimplementedError(
      "this profile has no keys for single streams: a participant's streams "
      "share its key");
}

}  // namespace sealframe
