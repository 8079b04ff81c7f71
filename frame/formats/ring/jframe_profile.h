// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The profile "jframe": Jitsi's end-to-end encrypted frames (lib-jitsi-meet,
// modules/e2ee). docs/formats.md describes it.
//
// Jitsi has two kinds of keys: a participant's material, from which keys are
// derived and which ratchets (`KeyMaterial::FromKey`), and an AES key shared by
// all, of 128 or 256 bits (`KeyMaterial::FromAeadKey`).
//
// Thread-safety: a pure function. It allocates.

#ifndef SEALFRAME_FRAME_FORMATS_RING_JFRAME_PROFILE_H_
#define SEALFRAME_FRAME_FORMATS_RING_JFRAME_PROFILE_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {

inline constexpr uint64_t kJFrameRingSize = 16;

// How many ratchet steps ahead of its sender a receiver opens frames.
inline constexpr uint64_t kJFrameRatchetWindow = 8;

// JFrameProfile returns Jitsi's parameters: AES-128, a ring of 16 keys and a
// ratchet window of 8.
absl::StatusOr<Profile> JFrameProfile();

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_JFRAME_PROFILE_H_
