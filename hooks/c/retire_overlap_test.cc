// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// How long a retired key opens late frames, through the C interface.

#include <cstdint>
#include <vector>

#include "absl/time/time.h"
#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/c/testing/call_fixture.h"
#include "sealframe/hooks/c/testing/clocked_call.h"

namespace sealframe {
namespace {

// Retire retires key 0 at bob's end, with an overlap of 500 ms.
sealframe_status Retire(const ClockedCall& call, sealframe_key_mode mode) {
  sealframe_provider* const provider = call.bob.provider.get();
  return mode == SEALFRAME_KEY_SHARED
             ? sealframe_provider_retire_shared_key(provider, 0, 500, nullptr)
             : sealframe_provider_retire(provider, "alice", 0, 500, nullptr);
}

void ExpectOverlap(const char* profile, sealframe_key_mode mode) {
  auto options = Options(profile);
  options.key_mode = mode;
  ClockedCall call(options);
  const std::vector<uint8_t> late = call.SealNext();
  const std::vector<uint8_t> too_late = call.SealNext();
  ASSERT_EQ(Retire(call, mode), SEALFRAME_OK);
  call.clock.Advance(absl::Milliseconds(499));
  ClockedCall::Poll(call.bob);
  EXPECT_EQ(call.OpenNext(late), SEALFRAME_FRAME_OK) << profile;
  call.clock.Advance(absl::Milliseconds(1));
  ClockedCall::Poll(call.bob);
  EXPECT_NE(call.OpenNext(too_late), SEALFRAME_FRAME_OK) << profile;
}

TEST(RetireOverlapTest, ARetiredKeyOpensForItsOverlapAndNoLonger) {
  for (const char* profile :
       {"sframe", "livekit", "videosdk", "jframe", "dave", "getstream"}) {
    ExpectOverlap(profile, SEALFRAME_KEY_PER_PARTICIPANT);
  }
}

TEST(RetireOverlapTest, ARetiredSharedKeyOpensForItsOverlapAndNoLonger) {
  for (const char* profile : {"livekit", "videosdk", "jframe", "getstream"}) {
    ExpectOverlap(profile, SEALFRAME_KEY_SHARED);
  }
}

}  // namespace
}  // namespace sealframe
