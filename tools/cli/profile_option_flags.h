// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Flags for the options of profiles.
//
// Thread-safety: pure functions.

#ifndef SEALFRAME_TOOLS_CLI_PROFILE_OPTION_FLAGS_H_
#define SEALFRAME_TOOLS_CLI_PROFILE_OPTION_FLAGS_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "sealframe/frame/formats/profile_options.h"
#include "sealframe/frame/formats/registry.h"
#include "sealframe/tools/cli/flags.h"

namespace sealframe {

// ProfileOptionFlags returns the flags for options that only some profiles
// have.
std::vector<FlagSpec> ProfileOptionFlags();

// ReadProfileOptions returns the options of all profiles.
absl::StatusOr<NamedProfileOptions> ReadProfileOptions(const Flags& flags);

// RefuseOthersOptions returns an error that names the first flag given for an
// option that `profile` does not have.
absl::Status RefuseOthersOptions(const Flags& flags,
                                 const ProfileEntry& profile);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_PROFILE_OPTION_FLAGS_H_
