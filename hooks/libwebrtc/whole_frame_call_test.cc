// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Calls with whole frames sealed (profile sframe), through each of WebRTC's two
// interfaces. VP8's packetizer reads the frame's first bytes, which are sealed,
// so the receiver uses the dependency descriptor; VP9 has a descriptor of its
// own.

#include <ostream>
#include <string>

#include "gtest/gtest.h"
#include "sealframe/hooks/libwebrtc/testing/test_call.h"

namespace sealframe {
namespace {

struct Case {
  const char* name;
  const char* codec;
  Hook hook;
  bool descriptor;
  AdditionalData additional_data = AdditionalData::kAuthenticate;
};
void PrintTo(const Case& c, std::ostream* os) { *os << c.name; }

class WholeFrameCallTest : public ::testing::TestWithParam<Case> {
 protected:
  TestCall call_{{.codec = GetParam().codec,
                  .hook = GetParam().hook,
                  .additional_data = GetParam().additional_data,
                  .descriptor = GetParam().descriptor}};
};

INSTANTIATE_TEST_SUITE_P(
    Codecs, WholeFrameCallTest,
    ::testing::Values(
        Case{"Vp8Transformer", "VP8", Hook::kFrameTransformer, true},
        Case{"Vp9Transformer", "VP9", Hook::kFrameTransformer, true},
        Case{"Vp9WithoutDescriptor", "VP9", Hook::kFrameTransformer, false},
        Case{"Vp8Encryptor", "VP8", Hook::kFrameEncryptor, true},
        Case{"Vp9Encryptor", "VP9", Hook::kFrameEncryptor, true},
        Case{"Vp9EncryptorWithoutDescriptor", "VP9", Hook::kFrameEncryptor,
             false, AdditionalData::kIgnore}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(WholeFrameCallTest, PictureAndToneComeThrough) {
  call_.bob().SetKey("alice", 0, 'a');
  ASSERT_TRUE(call_.Start());
  EXPECT_TRUE(call_.SeesAndHears());
  EXPECT_TRUE(call_.bob().HasReported(SEALFRAME_STATE_OK, SEALFRAME_VIDEO));
  EXPECT_TRUE(call_.bob().HasReported(SEALFRAME_STATE_OK, SEALFRAME_AUDIO));
  EXPECT_TRUE(call_.alice().HasReported(SEALFRAME_STATE_OK, SEALFRAME_VIDEO));
  EXPECT_TRUE(call_.alice().HasReported(SEALFRAME_STATE_OK, SEALFRAME_AUDIO));
  EXPECT_FALSE(call_.bob().HasReportedElsewhere());
  EXPECT_FALSE(call_.alice().HasReportedElsewhere());
}

TEST_P(WholeFrameCallTest, AReceiverWithAnotherKeyGetsNoPictureAndNoTone) {
  call_.bob().SetKey("alice", 0, 'x');
  ASSERT_TRUE(call_.Start());
  ASSERT_TRUE(call_.BobReceives(30));
  EXPECT_EQ(call_.eye().seen().pictures, 0);
  EXPECT_EQ(call_.ear().tones(), 0);
  EXPECT_TRUE(call_.bob().HasReported(SEALFRAME_STATE_DECRYPTION_FAILED,
                                      SEALFRAME_VIDEO));
  EXPECT_TRUE(call_.bob().HasReported(SEALFRAME_STATE_DECRYPTION_FAILED,
                                      SEALFRAME_AUDIO));
}

}  // namespace
}  // namespace sealframe
