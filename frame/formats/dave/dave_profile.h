// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The profile "dave": the frames and keys of Discord's DAVE, protocol
// version 1. MLS is the application's: it gives each sender's secret, as it
// exports it, for the number of each epoch, and retires the epoch before with
// an overlap of `kDaveTransition`.
//
// Thread-safety: a pure function. It allocates.

#ifndef SEALFRAME_FRAME_FORMATS_DAVE_DAVE_PROFILE_H_
#define SEALFRAME_FRAME_FORMATS_DAVE_DAVE_PROFILE_H_

#include <memory>

#include "sealframe/frame/formats/dave/dave_passthrough.h"
#include "sealframe/keyring/profile.h"

namespace sealframe {

struct DaveOptions {
  // For calls that may go over to DAVE or away from it. Null: nothing passes
  // that is not encrypted, but silence.
  std::shared_ptr<const DavePassthrough> passthrough = nullptr;
};

Profile DaveProfile(const DaveOptions& options = {});

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_DAVE_DAVE_PROFILE_H_
