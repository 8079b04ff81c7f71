// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/clear_rule.h"

#include <string>

#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"

namespace sealframe {
namespace {

constexpr Codec kCodecs[] = {Codec::kUnknown, Codec::kOpus, Codec::kVp8,
                             Codec::kVp9,     Codec::kH264, Codec::kH265,
                             Codec::kAv1};

// Numbers formats a rule as shape, audio, key and delta prefix size.
std::string Numbers(ClearRuleSet set, Codec codec) {
  const ClearRule& rule = GetClearRule(set, codec);
  return std::string(ClearShapeText(rule.shape)) + " " +
         std::to_string(ClearPrefixSize(rule, FrameType::kAudio)) + " " +
         std::to_string(ClearPrefixSize(rule, FrameType::kKey)) + " " +
         std::to_string(ClearPrefixSize(rule, FrameType::kDelta));
}

TEST(ClearRuleTest, SFrameLeavesNothingInTheClear) {
  for (const Codec codec : kCodecs) {
    EXPECT_EQ(Numbers(ClearRuleSet::kSFrame, codec), "first bytes 0 0 0");
  }
}

TEST(ClearRuleTest, JFrameIgnoresTheCodec) {
  for (const Codec codec : kCodecs) {
    EXPECT_EQ(Numbers(ClearRuleSet::kJFrame, codec), "first bytes 1 10 3");
  }
}

TEST(ClearRuleTest, LiveKitDependsOnTheCodec) {
  const ClearRuleSet set = ClearRuleSet::kLiveKit;
  const std::string slice = "up to the first slice header 1 10 3";
  EXPECT_EQ(Numbers(set, Codec::kUnknown), slice);
  EXPECT_EQ(Numbers(set, Codec::kOpus), "first bytes 1 1 1");
  EXPECT_EQ(Numbers(set, Codec::kVp8), "first bytes 1 10 3");
  EXPECT_EQ(Numbers(set, Codec::kVp9), "first bytes 1 0 0");
  EXPECT_EQ(Numbers(set, Codec::kH264), slice);
  EXPECT_EQ(Numbers(set, Codec::kH265), slice);
  EXPECT_EQ(GetClearRule(set, Codec::kAv1).shape, ClearShape::kRefused);
}

TEST(ClearRuleTest, LiveKitAv1DiffersFromLiveKitOnlyForAv1) {
  for (const Codec codec : kCodecs) {
    if (codec != Codec::kAv1) {
      EXPECT_EQ(Numbers(ClearRuleSet::kLiveKitAv1, codec),
                Numbers(ClearRuleSet::kLiveKit, codec));
    }
  }
  EXPECT_EQ(Numbers(ClearRuleSet::kLiveKitAv1, Codec::kAv1),
            "first bytes 1 0 0");
}

TEST(ClearRuleTest, DaveDependsOnTheCodec) {
  const ClearRuleSet set = ClearRuleSet::kDave;
  for (const Codec codec : {Codec::kUnknown, Codec::kOpus, Codec::kVp9}) {
    EXPECT_EQ(Numbers(set, codec), "first bytes 0 0 0");
  }
  const ClearRule& vp8 = GetClearRule(set, Codec::kVp8);
  EXPECT_EQ(vp8.shape, ClearShape::kVp8Header);
  EXPECT_EQ(ClearPrefixSize(vp8, FrameType::kKey), 10u);
  EXPECT_EQ(ClearPrefixSize(vp8, FrameType::kDelta), 1u);
  EXPECT_EQ(GetClearRule(set, Codec::kH264).shape, ClearShape::kNalHeaders);
  EXPECT_EQ(GetClearRule(set, Codec::kH265).shape, ClearShape::kNalHeaders);
  EXPECT_EQ(GetClearRule(set, Codec::kAv1).shape, ClearShape::kObuHeaders);
}

TEST(ClearRuleTest, GetStreamRefusesVideoThatItHasNoRuleFor) {
  const ClearRuleSet set = ClearRuleSet::kGetStream;
  EXPECT_EQ(Numbers(set, Codec::kOpus), "first bytes 1 1 1");
  EXPECT_EQ(Numbers(set, Codec::kVp8), "first bytes 1 10 3");
  EXPECT_EQ(Numbers(set, Codec::kVp9), "first bytes 1 10 3");
  EXPECT_EQ(Numbers(set, Codec::kH264), "up to the first slice header 1 0 0");
  for (const Codec codec : {Codec::kUnknown, Codec::kH265, Codec::kAv1}) {
    EXPECT_EQ(GetClearRule(set, codec).shape, ClearShape::kRefused);
  }
}

}  // namespace
}  // namespace sealframe
