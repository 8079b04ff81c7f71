// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A profile: a frame format and its key derivation, under one name. Two ends
// of a call need the same profile. Each has a factory, such as `SFrameProfile`.
//
// The key provider uses `scheme` and carries the rest to its sessions, which
// make the formats. The keyring itself depends on no format.
//
// Thread-safety: plain values.

#ifndef SEALFRAME_KEYRING_PROFILE_H_
#define SEALFRAME_KEYRING_PROFILE_H_

#include <functional>
#include <memory>
#include <string>

#include "sealframe/keyring/key_scheme.h"

namespace sealframe {

class FrameFormat;

struct Profile {
  std::string name = {};
  // Derives and names keys.
  std::shared_ptr<const KeyScheme> scheme = nullptr;
  // Returns a new format for one stream in one direction. Allocates.
  std::function<std::unique_ptr<FrameFormat>()> new_format = nullptr;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_PROFILE_H_
