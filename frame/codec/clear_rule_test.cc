// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/codec/clear_rule.h"

#include <cstddef>
#include <cstdint>
#include <string>

#include "gtest/gtest.h"
#include "sealframe/frame/codec/codec.h"

namespace sealframe {
namespace {

constexpr Codec kCodecs[] = {Codec::kUnknown, Codec::kOpus, Codec::kVp8,
                             Codec::kVp9,     Codec::kH264, Codec::kH265,
                             Codec::kAv1};

// The first bytes of a VP8 key frame and of another frame.
constexpr uint8_t kKey[] = {0x10};
constexpr uint8_t kDelta[] = {0x11};

// Numbers formats a rule as shape, audio, key and delta prefix size.
std::string Numbers(ClearRuleSet set, Codec codec) {
  const ClearRule& rule = GetClearRule(set, codec);
  return std::string(ClearShapeText(rule.shape)) + " " +
         std::to_string(ClearPrefixSize(rule, FrameType::kAudio, kDelta)) +
         " " + std::to_string(ClearPrefixSize(rule, FrameType::kKey, kKey)) +
         " " + std::to_string(ClearPrefixSize(rule, FrameType::kDelta, kDelta));
}

TEST(ClearRuleTest, SFrameLeavesNothingInTheClear) {
  for (const Codec codec : kCodecs) {
    EXPECT_EQ(Numbers(ClearRuleSet::kSFrame, codec), "first bytes 0 0 0");
  }
}

TEST(ClearRuleTest, JFrameLeavesAsManyBytesClearOfEveryCodec) {
  for (const Codec codec : kCodecs) {
    EXPECT_EQ(
        Numbers(ClearRuleSet::kJFrame, codec),
        codec == Codec::kVp8 ? "VP8 header 1 10 3" : "first bytes 1 10 3");
  }
}

TEST(ClearRuleTest, AVp8FrameShowsItsTypeAndOtherCodecsUseTheFlag) {
  const ClearRule& vp8 = GetClearRule(ClearRuleSet::kJFrame, Codec::kVp8);
  const ClearRule& vp9 = GetClearRule(ClearRuleSet::kJFrame, Codec::kVp9);
  for (const FrameType told : {FrameType::kKey, FrameType::kDelta}) {
    const size_t size = told == FrameType::kKey ? 10 : 3;
    EXPECT_EQ(ClearPrefixSize(vp8, told, kKey), 10u);
    EXPECT_EQ(ClearPrefixSize(vp8, told, kDelta), 3u);
    EXPECT_EQ(ClearPrefixSize(vp8, told, {}), 3u);
    EXPECT_EQ(ClearPrefixSize(vp9, told, kKey), size);
    EXPECT_EQ(ClearPrefixSize(vp9, told, kDelta), size);
  }
  EXPECT_EQ(ClearPrefixSize(vp8, FrameType::kAudio, kKey), 1u);
}

TEST(ClearRuleTest, LiveKitDependsOnTheCodec) {
  const ClearRuleSet set = ClearRuleSet::kLiveKit;
  const std::string slice = "up to the first slice header 1 10 3";
  EXPECT_EQ(Numbers(set, Codec::kUnknown), slice);
  EXPECT_EQ(Numbers(set, Codec::kOpus), "first bytes 1 1 1");
  EXPECT_EQ(Numbers(set, Codec::kVp8), "VP8 header 1 10 3");
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
  EXPECT_EQ(GetClearRule(ClearRuleSet::kLiveKitAv1, Codec::kAv1).shape,
            ClearShape::kObuHeaders);
}

TEST(ClearRuleTest, DaveDependsOnTheCodec) {
  const ClearRuleSet set = ClearRuleSet::kDave;
  for (const Codec codec : {Codec::kUnknown, Codec::kOpus, Codec::kVp9}) {
    EXPECT_EQ(Numbers(set, codec), "first bytes 0 0 0");
  }
  EXPECT_EQ(Numbers(set, Codec::kVp8), "VP8 header 1 10 1");
  EXPECT_EQ(GetClearRule(set, Codec::kH264).shape, ClearShape::kNalHeaders);
  EXPECT_EQ(GetClearRule(set, Codec::kH265).shape, ClearShape::kNalHeaders);
  EXPECT_EQ(GetClearRule(set, Codec::kAv1).shape, ClearShape::kObuHeaders);
}

TEST(ClearRuleTest, GetStreamRefusesVideoThatItHasNoRuleFor) {
  const ClearRuleSet set = ClearRuleSet::kGetStream;
  EXPECT_EQ(Numbers(set, Codec::kOpus), "first bytes 1 1 1");
  EXPECT_EQ(Numbers(set, Codec::kVp8), "VP8 header 1 10 3");
  EXPECT_EQ(Numbers(set, Codec::kVp9), "first bytes 1 10 3");
  EXPECT_EQ(Numbers(set, Codec::kH264), "up to the first slice header 1 0 0");
  for (const Codec codec : {Codec::kUnknown, Codec::kH265, Codec::kAv1}) {
    EXPECT_EQ(GetClearRule(set, codec).shape, ClearShape::kRefused);
  }
}

}  // namespace
}  // namespace sealframe
