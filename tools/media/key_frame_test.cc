// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/media/key_frame.h"

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <string>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/crypto/hex.h"
#include "sealframe/frame/codec/codec.h"

namespace sealframe {
namespace {

using ::testing::TestWithParam;
using ::testing::Values;

std::vector<uint8_t> FromHex(const std::string& hex) {
  return ParseHex(hex).value();
}

struct Case {
  const char* name;
  Codec codec;
  const char* hex;
  bool key;
};
void PrintTo(const Case& c, std::ostream* os) { *os << c.name; }

class KeyFrameTest : public TestWithParam<Case> {};

INSTANTIATE_TEST_SUITE_P(
    Codecs, KeyFrameTest,
    Values(Case{"Vp8Key", Codec::kVp8, "10", true},
           Case{"Vp8Delta", Codec::kVp8, "11", false},
           Case{"Vp9Key", Codec::kVp9, "82", true},
           Case{"Vp9Delta", Codec::kVp9, "86", false},
           Case{"Vp9ShowsAnExistingFrame", Codec::kVp9, "88", false},
           Case{"Vp9Profile3Key", Codec::kVp9, "b0", true},
           Case{"Vp9Profile3Delta", Codec::kVp9, "b2", false},
           Case{"Vp9Profile3ShowsAnExistingFrame", Codec::kVp9, "b4", false},
           Case{"Vp9WithoutFrameMarker", Codec::kVp9, "42", false},
           Case{"Av1SequenceHeaderBehindDelimiter", Codec::kAv1, "12000a0100",
                true},
           Case{"Av1SequenceHeaderAlone", Codec::kAv1, "0a0100", true},
           Case{"Av1FrameBehindDelimiter", Codec::kAv1, "1200320110", false},
           Case{"Av1DelimiterAlone", Codec::kAv1, "1200", false},
           Case{"Av1SizeRunsPastTheEnd", Codec::kAv1, "12ff0a0100", false},
           Case{"H264IdrBehindParameterSets", Codec::kH264,
                "0000000167420000000168ce0000016588", true},
           Case{"H264Slice", Codec::kH264, "00000001419a", false},
           Case{"H264FirstSliceCounts", Codec::kH264, "000001419a0000016588",
                false},
           Case{"H264ParameterSetsAlone", Codec::kH264, "000000016742", false},
           Case{"H265IdrBehindParameterSets", Codec::kH265,
                "000000014001000000014201000001260180", true},
           Case{"H265CleanRandomAccess", Codec::kH265, "0000012a0180", true},
           Case{"H265ReservedAboveRandomAccess", Codec::kH265, "0000012c0180",
                false},
           Case{"H265Trailing", Codec::kH265, "000001020180", false},
           Case{"OpusNever", Codec::kOpus, "78", false},
           Case{"UnknownNever", Codec::kUnknown, "10", false}),
    [](const auto& test) { return std::string(test.param.name); });

TEST_P(KeyFrameTest, FirstBytesDetermineKeyFrame) {
  EXPECT_EQ(IsKeyFrame(GetParam().codec, FromHex(GetParam().hex)),
            GetParam().key);
}

TEST(KeyFrameTest, EmptyFrameIsNoKeyFrame) {
  for (size_t i = 0; i < kCodecCount; ++i) {
    EXPECT_FALSE(IsKeyFrame(static_cast<Codec>(i), {})) << i;
  }
}

}  // namespace
}  // namespace sealframe
