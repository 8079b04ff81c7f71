// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Profiles by name, with the options of the C interface.
//
// Thread-safety: pure functions. `MakeProfile` allocates.

#ifndef SEALFRAME_HOOKS_C_PROFILES_H_
#define SEALFRAME_HOOKS_C_PROFILES_H_

#include <memory>

#include "absl/status/statusor.h"
#include "sealframe/frame/formats/dave/dave_passthrough.h"
#include "sealframe/frame/formats/profile_options.h"
#include "sealframe/frame/formats/ring/server_injected_frames.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {

// ProfileHandles is a profile with the settings that its application may still
// change.
struct ProfileHandles {
  Profile profile = {};
  std::shared_ptr<ServerInjectedFrames> injected = nullptr;  // LiveKit's.
  std::shared_ptr<DavePassthrough> passthrough = nullptr;    // DAVE's.
};

// MakeProfile makes the profile named by `options.profile`, which is not null.
// It refuses options that the profile does not have.
absl::StatusOr<ProfileHandles> MakeProfile(
    const sealframe_provider_options& options);

// ReadProfileOptions returns the options of all profiles, with the settings of
// `handles` that its application may still change. It refuses options that the
// profile `options.profile`, which is not null, does not have.
absl::StatusOr<NamedProfileOptions> ReadProfileOptions(
    const sealframe_provider_options& options, const ProfileHandles& handles);

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_C_PROFILES_H_
