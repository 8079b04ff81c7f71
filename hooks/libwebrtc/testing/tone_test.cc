// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/testing/tone.h"

#include <cstdint>
#include <vector>

#include "gtest/gtest.h"

namespace sealframe {
namespace {

constexpr int kSamplesIn100Milliseconds = 4800;

TEST(ToneTest, TheEarHearsWhatTheMicrophoneCaptures) {
  ToneEar ear;
  auto capturer = NewToneCapturer();
  for (int i = 0; i < 20; ++i) {
    rtc::BufferT<int16_t> samples;
    ASSERT_TRUE(capturer->Capture(&samples));
    ear.Listen(rtc::ArrayView<const int16_t>(samples.data(), samples.size()));
  }
  EXPECT_EQ(ear.tones(), 2);
  EXPECT_EQ(ear.others(), 0);
  EXPECT_EQ(ear.silences(), 0);
}

TEST(ToneTest, AToneOfAnotherFrequencyIsNotTheTone) {
  ToneEar ear(400), other_ear(440);
  auto capturer = NewToneCapturer(400);
  for (int i = 0; i < 10; ++i) {
    rtc::BufferT<int16_t> samples;
    ASSERT_TRUE(capturer->Capture(&samples));
    const rtc::ArrayView<const int16_t> view(samples.data(), samples.size());
    ear.Listen(view);
    other_ear.Listen(view);
  }
  EXPECT_EQ(ear.tones(), 1);
  EXPECT_EQ(other_ear.tones(), 0);
  EXPECT_EQ(other_ear.others(), 1);
}

TEST(ToneTest, NoiseAndSilenceAreNotTheTone) {
  ToneEar ear;
  std::vector<int16_t> samples(kSamplesIn100Milliseconds);
  ear.Listen(samples);
  EXPECT_EQ(ear.silences(), 1);
  uint32_t state = 1;
  for (int16_t& sample : samples) {
    state = state * 1664525 + 1013904223;
    sample = static_cast<int16_t>(state >> 16);
  }
  ear.Listen(samples);
  EXPECT_EQ(ear.others(), 1);
  EXPECT_EQ(ear.tones(), 0);
}

}  // namespace
}  // namespace sealframe
