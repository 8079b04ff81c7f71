// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The profile "getstream": GetStream's end-to-end encrypted frames, version 1
// (docs/formats.md).
//
// Thread-safety: a pure function. It allocates.

#ifndef SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_PROFILE_H_
#define SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_PROFILE_H_

#include "sealframe/keyring/profile.h"

namespace sealframe {

struct GetStreamOptions {
  // Whether received frames without a valid trailer pass unchanged, as in
  // GetStream's own receivers. A server can then insert frames of its own.
  bool accept_plain = false;
};

// GetStreamProfile returns a new profile for one key provider: the frame
// counter is part of it.
Profile GetStreamProfile(const GetStreamOptions& options = {});

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_PROFILE_H_
