// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/sframe/sframe_profile.h"

#include <memory>
#include <utility>

#include "absl/status/statusor.h"
#include "sealframe/frame/formats/sframe/sframe_format.h"
#include "sealframe/frame/formats/sframe/sframe_key_scheme.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {

absl::StatusOr<Profile> SFrameProfile(const SFrameKeySchemeOptions& options) {
  absl::StatusOr<std::shared_ptr<const SFrameKeyScheme>> scheme =
      SFrameKeyScheme::Create(options);
  if (!scheme.ok()) {
    return scheme.status();
  }
  return Profile{.name = "sframe",
                 .scheme = *std::move(scheme),
                 .new_format = [] { return std::make_unique<SFrameFormat>(); }};
}

}  // namespace sealframe
