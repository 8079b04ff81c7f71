// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The profile "sframe": the frames and keys of RFC 9605.
//
// Thread-safety: a pure function. It allocates.

#ifndef SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_PROFILE_H_
#define SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_PROFILE_H_

#include "absl/status/statusor.h"
#include "sealframe/frame/formats/sframe/sframe_key_scheme.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {

// SFrameProfile rejects options that allow no KID.
absl::StatusOr<Profile> SFrameProfile(
    const SFrameKeySchemeOptions& options = {});

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_SFRAME_SFRAME_PROFILE_H_
