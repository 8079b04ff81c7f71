// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/room/pattern.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <thread>
#include <vector>

#include "gtest/gtest.h"

namespace sealframe {
namespace {

const char* const kColours[] = {"red", "green", "blue", "yellow"};

class Picture {
 public:
  Picture(const char* colour, uint8_t number) {
    DrawPattern(ColourNamed(colour), number, bytes_.data());
  }
  I420 planes() const {
    const uint8_t* const u = bytes_.data() + kPatternSize * 2 / 3;
    return {bytes_.data(), u, u + kPatternSize / 6, kPatternWidth,
            kPatternWidth / 2};
  }
  void Invert(size_t at) { bytes_[at] = static_cast<uint8_t>(~bytes_[at]); }

 private:
  std::vector<uint8_t> bytes_ = std::vector<uint8_t>(kPatternSize);
};

TEST(PatternTest, EachPictureInTheExpectedColourIsCountedOnce) {
  for (const char* colour : kColours) {
    PatternViewer viewer(ColourNamed(colour));
    for (int number = 0; number < 256; ++number) {
      const Picture picture(colour, static_cast<uint8_t>(number));
      viewer.Look(picture.planes());
      viewer.Look(picture.planes());
    }
    EXPECT_EQ(viewer.pictures(), 256) << colour;
    EXPECT_EQ(viewer.spoilt(), 0) << colour;
  }
}

TEST(PatternTest, PicturesInOtherColoursAreSpoilt) {
  for (const char* expected : kColours) {
    PatternViewer viewer(ColourNamed(expected));
    for (const char* colour : kColours) {
      viewer.Look(Picture(colour, 1).planes());
    }
    EXPECT_EQ(viewer.pictures(), 1) << expected;
    EXPECT_EQ(viewer.spoilt(), 3) << expected;
  }
}

TEST(PatternTest, APictureWithoutTheComplementIsSpoilt) {
  Picture picture("red", 5);
  for (size_t y = 120; y < 160; ++y) {
    for (size_t x = 0; x < 40; ++x) picture.Invert(y * kPatternWidth + x);
  }
  PatternViewer viewer(ColourNamed("red"));
  viewer.Look(picture.planes());
  EXPECT_EQ(viewer.pictures(), 0);
  EXPECT_EQ(viewer.spoilt(), 1);
}

TEST(PatternTest, TheLongestGapIsBetweenPicturesOrUntilNow) {
  using std::chrono::milliseconds;
  PatternViewer viewer(ColourNamed("red"));
  EXPECT_EQ(viewer.longest_gap(), milliseconds(0));
  viewer.Look(Picture("red", 1).planes());
  std::this_thread::sleep_for(milliseconds(30));
  viewer.Look(Picture("blue", 2).planes());
  viewer.Look(Picture("red", 1).planes());
  const milliseconds until_now = viewer.longest_gap();
  EXPECT_GE(until_now, milliseconds(30));
  viewer.Look(Picture("red", 3).planes());
  viewer.Look(Picture("red", 4).planes());
  EXPECT_GE(viewer.longest_gap(), until_now);
}

}  // namespace
}  // namespace sealframe
