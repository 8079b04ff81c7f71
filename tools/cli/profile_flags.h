// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Flags for a profile and its key.
//
// Thread-safety: the command line has one thread.

#ifndef SEALFRAME_TOOLS_CLI_PROFILE_FLAGS_H_
#define SEALFRAME_TOOLS_CLI_PROFILE_FLAGS_H_

#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/tools/cli/flags.h"

namespace sealframe {

// ProfileFlags returns --profile, the three flags for a key, and those for its
// options. `required` applies to --profile.
std::vector<FlagSpec> ProfileFlags(bool required);

// ReadProfileKey returns the key of `profile` given by the flags. It requires
// exactly one key and refuses flags for options that the profile does not have.
absl::StatusOr<ProfileKey> ReadProfileKey(const Flags& flags,
                                          absl::string_view profile);

// WithKeyFlag names the flag that gave `key` in an error about the key. It
// returns other statuses as they are.
absl::Status WithKeyFlag(const ProfileKey& key, const absl::Status& status);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_PROFILE_FLAGS_H_
