// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/libwebrtc/testing/tone.h"

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

namespace sealframe {
namespace {

constexpr int kSampleRate = 48000;
constexpr size_t kBlock = kSampleRate / 10;
constexpr double kAmplitude = 8000;
constexpr double kSilence = 1e4;  // Mean energy below which nothing is heard.
constexpr double kPureEnough = 0.8;  // The tone's part of a block's energy.

double RadiansPerSample(int hertz) { return 2 * M_PI * hertz / kSampleRate; }

class ToneCapturer : public webrtc::TestAudioDeviceModule::Capturer {
 public:
  explicit ToneCapturer(int hertz) : step_(RadiansPerSample(hertz)) {}
  int SamplingFrequency() const override { return kSampleRate; }
  int NumChannels() const override { return 1; }
  bool Capture(rtc::BufferT<int16_t>* buffer) override {
    const size_t size =
        webrtc::TestAudioDeviceModule::SamplesPerFrame(kSampleRate);
    buffer->SetData(size, [this](rtc::ArrayView<int16_t> samples) {
      for (int16_t& sample : samples) {
        const double phase = step_ * static_cast<double>(next_++);
        sample = static_cast<int16_t>(kAmplitude * std::sin(phase));
      }
      return samples.size();
    });
    return true;
  }

 private:
  const double step_;
  uint64_t next_ = 0;
};

class ToneRenderer : public webrtc::TestAudioDeviceModule::Renderer {
 public:
  explicit ToneRenderer(std::shared_ptr<ToneEar> ear) : ear_(std::move(ear)) {}
  int SamplingFrequency() const override { return kSampleRate; }
  int NumChannels() const override { return 1; }
  bool Render(rtc::ArrayView<const int16_t> samples) override {
    ear_->Listen(samples);
    return true;
  }

 private:
  const std::shared_ptr<ToneEar> ear_;
};

}  // namespace

void ToneEar::Listen(rtc::ArrayView<const int16_t> samples) {
  const double factor = 2 * std::cos(RadiansPerSample(hertz_));
  for (const int16_t sample : samples) {
    const double next = sample + factor * last_ - before_last_;
    before_last_ = std::exchange(last_, next);
    energy_ += double{1} * sample * sample;
    if (++samples_ == kBlock) EndBlock();
  }
}

void ToneEar::EndBlock() {
  const double power =
      last_ * last_ + before_last_ * before_last_ -
      2 * std::cos(RadiansPerSample(hertz_)) * last_ * before_last_;
  const double tone_energy = 2 * power / double{kBlock};
  if (energy_ / double{kBlock} < kSilence) {
    ++silences_;
  } else if (tone_energy / energy_ > kPureEnough) {
    ++tones_;
  } else {
    ++others_;
  }
  last_ = before_last_ = energy_ = 0;
  samples_ = 0;
}

std::unique_ptr<webrtc::TestAudioDeviceModule::Capturer> NewToneCapturer(
    int hertz) {
  return std::make_unique<ToneCapturer>(hertz);
}

std::unique_ptr<webrtc::TestAudioDeviceModule::Renderer> NewToneRenderer(
    std::shared_ptr<ToneEar> ear) {
  return std::make_unique<ToneRenderer>(std::move(ear));
}

}  // namespace sealframe
