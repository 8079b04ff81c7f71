// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What the tests of the formats with a trailer share: a frame of each kind for
// each profile.
//
// Thread-safety: pure functions. They allocate.

#ifndef TESTS_ENGINE_TRAILER_CALL_H_
#define TESTS_ENGINE_TRAILER_CALL_H_

#include <string>
#include <vector>

#include "frame/frame_info.h"
#include "frame/profile.h"
#include "frame/test_call.h"

namespace sealframe {

struct TrailerCase {
  std::string name;
  Profile profile;
  FrameInfo info;
  Bytes frame;
  Bytes opened;  // Start codes may come out wider.
};

// TrailerCases returns frames of every codec of livekit and videosdk, and of
// every type of jframe.
std::vector<TrailerCase> TrailerCases();

// LiveKitCase returns the one of livekit called `name`.
TrailerCase LiveKitCase(const std::string& name);

}  // namespace sealframe

#endif  // TESTS_ENGINE_TRAILER_CALL_H_
