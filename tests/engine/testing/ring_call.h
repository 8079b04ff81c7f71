// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Test frames for the ring formats: one of each kind for each profile.
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

struct RingCase {
  std::string name;
  Profile profile;
  FrameInfo info;
  Bytes frame;
  Bytes opened;  // Differs from `frame` if start codes are widened, or OBUs
                 // get sizes.
};

// RingCases returns frames of every codec for livekit and videosdk, and of
// every frame type for jframe.
std::vector<RingCase> RingCases();

// LiveKitCase returns the livekit case called `name`, or an empty case.
RingCase LiveKitCase(const std::string& name);

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_ENGINE_TESTING_RING_CALL_H_
