// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A profile: what two ends must agree on to understand each other, by one name:
// a frame format with the derivation of its keys. Each has a factory of its
// own, such as `SFrameProfile`.
//
// Thread-safety: plain values.

#ifndef FRAME_PROFILE_H_
#define FRAME_PROFILE_H_

#include <functional>
#include <memory>
#include <string>

#include "frame/frame_format.h"
#include "keyring/key_scheme.h"

namespace sealframe {

struct Profile {
  std::string name = {};
  // Derives and names keys: for the key provider.
  std::shared_ptr<const KeyScheme> scheme = nullptr;
  // Makes the format of one stream in one direction. Allocates.
  std::function<std::unique_ptr<FrameFormat>()> new_format = nullptr;
};

}  // namespace sealframe

#endif  // FRAME_PROFILE_H_
