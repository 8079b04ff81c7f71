// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What the tests of the formats with a trailer share: a frame of each kind for
// each profile.
//
// Thread-safety: pure functions. They allocate.

#ifndef SEALFRAME_TESTS_ENGINE_TESTING_RING_CALL_H_
#define SEALFRAME_TESTS_ENGINE_TESTING_RING_CALL_H_

#include <string>
#include <vector>

#include "sealframe/frame/frame_info.h"
#include "sealframe/frame/testing/test_call.h"
#include "sealframe/keyring/profile.h"

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

#endif  // SEALFRAME_TESTS_ENGINE_TESTING_RING_CALL_H_
