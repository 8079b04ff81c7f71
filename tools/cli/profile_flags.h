// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The flags that name a profile and a key of it, and those that say what a
// media stack knows of a frame.
//
// Thread-safety: pure functions, but that they read files.

#ifndef SEALFRAME_TOOLS_CLI_PROFILE_FLAGS_H_
#define SEALFRAME_TOOLS_CLI_PROFILE_FLAGS_H_

#include <cstdint>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/frame_cryptor.h"

namespace sealframe {

// --profile NAME, one of --key, --passphrase and --raw-key, and what goes with
// them. `required` is whether there must be any.
std::vector<FlagSpec> ProfileFlags(bool required);

// ReadProfileKey returns the key of `profile` that the flags give. Flags that
// mean nothing to the profile are errors, and so is more than one key or none.
absl::StatusOr<ProfileKey> ReadProfileKey(const Flags& flags,
                                          absl::string_view profile);

// --ssrc N, and what it says: a random one if it is not given, for IVs are made
// of it.
FlagSpec SsrcFlag();
absl::StatusOr<uint32_t> ReadSsrc(const Flags& flags);

// --kind audio|video, --codec, --key-frame, --ssrc, --timestamp. `required` is
// whether the kind must be named; it is video otherwise.
std::vector<FlagSpec> FrameInfoFlags(bool required);

// ReadFrameInfo returns what the flags say of a frame. The timestamp, like the
// SSRC, is a random one if it is not given.
absl::StatusOr<FrameInfo> ReadFrameInfo(const Flags& flags);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_PROFILE_FLAGS_H_
