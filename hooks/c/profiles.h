// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Profiles by name, with the options of the C interface.
//
// Thread-safety: pure functions. `MakeProfile` allocates.

#ifndef HOOKS_C_PROFILES_H_
#define HOOKS_C_PROFILES_H_

#include <memory>

#include "absl/status/statusor.h"
#include "frame/dave_passthrough.h"
#include "frame/profile.h"
#include "frame/server_injected_frames.h"
#include "hooks/c/sealframe.h"

namespace sealframe {

// MadeProfile is a profile with what its application may still change.
struct MadeProfile {
  Profile profile = {};
  std::shared_ptr<ServerInjectedFrames> injected = nullptr;  // LiveKit's.
  std::shared_ptr<DavePassthrough> passthrough = nullptr;    // DAVE's.
};

// MakeProfile makes the profile that `options.profile`, which is not null,
// names. It refuses options that this profile has no meaning for.
absl::StatusOr<MadeProfile> MakeProfile(
    const sealframe_provider_options& options);

}  // namespace sealframe

#endif  // HOOKS_C_PROFILES_H_
