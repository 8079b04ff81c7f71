// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The profile "getstream": GetStream's end-to-end encrypted frames, version 1
// (docs/formats.md).
//
// Thread-safety: a pure function. It allocates.

#ifndef SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_PROFILE_H_
#define SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_PROFILE_H_

#include "sealframe/frame/profile.h"

namespace sealframe {

struct GetStreamOptions {
  // Whether received frames that are in no way of this format pass unchanged,
  // as GetStream's own receivers let them. Whoever forwards the frames can then
  // put in any of their own.
  bool accept_plain = false;
};

// GetStreamProfile makes a profile for one key provider: the sender's counter
// belongs to it.
Profile GetStreamProfile(const GetStreamOptions& options = {});

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_PROFILE_H_
