// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The key of `sealframe inspect`.
//
// Thread-safety: pure functions, except that they read files.

#ifndef SEALFRAME_TOOLS_CLI_INSPECT_KEY_H_
#define SEALFRAME_TOOLS_CLI_INSPECT_KEY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "sealframe/frame/diagnosis/diagnose_frame.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/tools/cli/flags.h"

namespace sealframe {

// HasKey returns whether the flags give a key.
bool HasKey(const Flags& flags);

// ReadKeyFor returns the key given by the flags, or none if they give none. Its
// profile is the one that the flags name or else the one with a wire format of
// `formats` in which it opens `frame`, by default the first.
absl::StatusOr<std::optional<ProfileKey>> ReadKeyFor(
    const Flags& flags, const std::vector<std::string>& formats,
    const FrameInfo& info, absl::Span<const uint8_t> frame);

// NotOpened returns DataLoss for an input that does not open. `which` starts
// the reason.
absl::Status NotOpened(const Flags& flags, absl::string_view which,
                       const FrameDiagnosis& diagnosis);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_INSPECT_KEY_H_
