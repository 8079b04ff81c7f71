// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A tone at the sending end of a call, and a detector for it at the other. A
// stack that decodes ciphertext plays loud noise, so only the tone proves that
// sound arrived.
//
// Thread-safety: `ToneEar` may be read from any thread; the audio device
// modules that own the two others call each from one. Neither allocates.

#ifndef SEALFRAME_HOOKS_LIBWEBRTC_TESTING_TONE_H_
#define SEALFRAME_HOOKS_LIBWEBRTC_TESTING_TONE_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

#include "modules/audio_device/include/test_audio_device.h"

namespace sealframe {

// The tone of most calls, in hertz.
inline constexpr int kTone = 440;

// ToneEar classifies audio in blocks of a tenth of a second.
class ToneEar {
 public:
  // ToneEar listens for a tone of `hertz`, a multiple of ten.
  explicit ToneEar(int hertz = kTone) : hertz_(hertz) {}

  // Listen takes the next samples, of one channel at 48 kHz.
  void Listen(rtc::ArrayView<const int16_t> samples);

  int tones() const { return tones_; }    // Blocks that are the tone.
  int others() const { return others_; }  // Blocks that are loud, but not it.
  int silences() const { return silences_; }

 private:
  void EndBlock();

  const int hertz_;

  // Goertzel's algorithm over the current block.
  double last_ = 0, before_last_ = 0, energy_ = 0;
  size_t samples_ = 0;
  std::atomic<int> tones_ = 0, others_ = 0, silences_ = 0;
};

// NewToneCapturer makes a microphone that hears nothing but the tone.
std::unique_ptr<webrtc::TestAudioDeviceModule::Capturer> NewToneCapturer(
    int hertz = kTone);

// NewToneRenderer makes a loudspeaker that `ear` listens to.
std::unique_ptr<webrtc::TestAudioDeviceModule::Renderer> NewToneRenderer(
    std::shared_ptr<ToneEar> ear);

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_LIBWEBRTC_TESTING_TONE_H_
