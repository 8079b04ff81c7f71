// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/gstreamer/repeated_sets.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "gtest/gtest.h"
#include "sealframe/hooks/c/sealframe.h"

namespace sealframe::gst {
namespace {

using Unit = std::vector<uint8_t>;

const Unit kSps = {0x67, 0x42, 0xc0}, kPps = {0x68, 0xce},
           kOtherPps = {0x68, 0xcf}, kDelimiter = {9, 0xf0}, kMessage = {6, 5},
           kSlice = {0x65, 0x88, 0x84};
const Unit kVps265 = {0x40, 1, 2}, kSps265 = {0x42, 1}, kPps265 = {0x44, 1},
           kSlice265 = {0x26, 1};

size_t SizeOf(sealframe_codec codec, const std::vector<Unit>& units) {
  Unit frame;
  for (const Unit& unit : units) {
    frame.insert(frame.end(), {0, 0, 0, 1});
    frame.insert(frame.end(), unit.begin(), unit.end());
  }
  return RepeatedSetsSize(codec, frame.data(), frame.size());
}

size_t SizeOf(const std::vector<Unit>& units) {
  return SizeOf(SEALFRAME_CODEC_H264, units);
}

TEST(RepeatedSetsTest, SetsThatFollowAgainAreFound) {
  EXPECT_EQ(SizeOf({kSps, kPps, kSps, kPps, kSlice}), 13u);
  EXPECT_EQ(SizeOf({kSps, kPps, kDelimiter, kSps, kPps, kMessage, kSlice}),
            13u);
  EXPECT_EQ(SizeOf({kSps, kPps, kDelimiter, kSps, kOtherPps, kPps, kSlice}),
            13u);
  EXPECT_EQ(SizeOf(SEALFRAME_CODEC_H265, {kVps265, kSps265, kPps265, kVps265,
                                          kSps265, kPps265, kSlice265}),
            19u);
}

TEST(RepeatedSetsTest, OfSetsThatTheSenderRepeatsOnlyTheFirstAreFound) {
  EXPECT_EQ(SizeOf({kSps, kPps, kSps, kPps, kSps, kPps, kSlice}), 13u);
}

TEST(RepeatedSetsTest, OtherFramesHaveNone) {
  EXPECT_EQ(SizeOf({}), 0u);
  EXPECT_EQ(SizeOf({kSlice}), 0u);
  EXPECT_EQ(SizeOf({kSps, kPps, kSlice}), 0u);
  EXPECT_EQ(SizeOf({kSps, kPps, kSps, kOtherPps, kSlice}), 0u);
  EXPECT_EQ(SizeOf({kSps, kPps, kSlice, kSps, kPps}), 0u);
  EXPECT_EQ(SizeOf({kDelimiter, kSps, kPps, kSps, kPps, kSlice}), 0u);
  EXPECT_EQ(SizeOf(SEALFRAME_CODEC_VP8, {kSps, kPps, kSps, kPps, kSlice}), 0u);
  EXPECT_EQ(SizeOf(SEALFRAME_CODEC_H265, {kSps, kPps, kSps, kPps}), 0u);
}

TEST(RepeatedSetsTest, AnyBytesAreSafe) {
  for (const Unit& frame :
       {Unit{}, Unit{0}, Unit{0, 0, 0, 1}, Unit{0, 0, 0, 1, 0x67},
        Unit{1, 0, 0, 0, 1, 0x67, 0, 0, 0, 1, 0x67}}) {
    EXPECT_EQ(
        RepeatedSetsSize(SEALFRAME_CODEC_H264, frame.data(), frame.size()), 0u);
  }
  EXPECT_EQ(SizeOf(std::vector<Unit>(100, kMessage)), 0u);
  EXPECT_EQ(SizeOf(std::vector<Unit>(100, kSps)), 7u);
}

}  // namespace
}  // namespace sealframe::gst
