// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The profile "dave": the frames and keys of Discord's DAVE, protocol
// version 1. The application runs MLS. In each epoch it sets the secret that
// MLS exports for each sender as the key numbered by the epoch, and retires the
// previous epoch's key with an overlap of `kDaveTransition`.
//
// Thread-safety: a pure function. It allocates.

#ifndef SEALFRAME_FRAME_FORMATS_DAVE_DAVE_PROFILE_H_
#define SEALFRAME_FRAME_FORMATS_DAVE_DAVE_PROFILE_H_

#include <memory>

#include "sealframe/frame/formats/dave/dave_passthrough.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {

struct DaveOptions {
  // Set it for calls that may change over to DAVE or away from it. If null,
  // the only frames that pass without encryption are silence and empty ones.
  std::shared_ptr<const DavePassthrough> passthrough = nullptr;
};

Profile DaveProfile(const DaveOptions& options = {});

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_DAVE_DAVE_PROFILE_H_
