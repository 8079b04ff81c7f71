// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Calls with the profiles that leave clear the bytes that packetizers and
// depacketizers read. They need no dependency descriptor, and carry H.264.

#include <ostream>
#include <string>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/hooks/libwebrtc/testing/test_call.h"

namespace sealframe {
namespace {

struct Case {
  const char* profile;
  const char* codec;
};
void PrintTo(const Case& c, std::ostream* os) {
  *os << c.profile << " " << c.codec;
}

class CodecAwareCallTest : public ::testing::TestWithParam<Case> {
 protected:
  TestCall call_{{.profile = GetParam().profile,
                  .codec = GetParam().codec,
                  .descriptor = false}};
};

INSTANTIATE_TEST_SUITE_P(
    Profiles, CodecAwareCallTest,
    ::testing::Values(Case{"livekit", "VP8"}, Case{"livekit", "VP9"},
                      Case{"livekit", "H264"}, Case{"videosdk", "VP8"},
                      Case{"videosdk", "VP9"}, Case{"videosdk", "H264"},
                      Case{"jframe", "VP8"}, Case{"dave", "VP8"},
                      Case{"dave", "VP9"}, Case{"dave", "H264"},
                      Case{"getstream", "VP8"}, Case{"getstream", "VP9"},
                      Case{"getstream", "H264"}),
    [](const auto& test) {
      return std::string(test.param.profile) + "_" + test.param.codec;
    });

TEST_P(CodecAwareCallTest, PictureAndToneComeThrough) {
  call_.bob().SetKey("alice", 0, 'a');
  ASSERT_TRUE(call_.Start());
  EXPECT_TRUE(call_.SeesAndHears());
  EXPECT_TRUE(call_.bob().HasReported(SEALFRAME_STATE_OK, SEALFRAME_VIDEO));
  EXPECT_TRUE(call_.bob().HasReported(SEALFRAME_STATE_OK, SEALFRAME_AUDIO));
}

TEST_P(CodecAwareCallTest, WithAnotherKeyNothingComesThrough) {
  call_.bob().SetKey("alice", 0, 'x');
  ASSERT_TRUE(call_.Start());
  ASSERT_TRUE(call_.BobReceives(30));
  EXPECT_EQ(call_.eye().seen().pictures, 0);
  EXPECT_EQ(call_.ear().tones(), 0);
}

}  // namespace
}  // namespace sealframe
