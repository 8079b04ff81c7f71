// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A profile: what two ends must agree on to understand each other, by one name:
// a frame format with the derivation of its keys. Each has a factory of its
// own, such as `SFrameProfile`.
//
// Thread-safety: plain values.

#ifndef SEALFRAME_FRAME_PROFILE_H_
#define SEALFRAME_FRAME_PROFILE_H_

#include <functional>
#include <memory>
#include <string>

#include "sealframe/frame/frame_format.h"
#include "sealframe/keyring/key_scheme.h"

namespace sealframe {

struct Profile {
  std::string name = {};
  // Derives and names keys: for the key provider.
  std::shared_ptr<const KeyScheme> scheme = nullptr;
  // Makes the format of one stream in one direction. Allocates.
  std::function<std::unique_ptr<FrameFormat>()> new_format = nullptr;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_PROFILE_H_
