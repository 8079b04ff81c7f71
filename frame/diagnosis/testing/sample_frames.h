// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Frames that tests of diagnosis seal and then spoil.

#ifndef SEALFRAME_FRAME_DIAGNOSIS_TESTING_SAMPLE_FRAMES_H_
#define SEALFRAME_FRAME_DIAGNOSIS_TESTING_SAMPLE_FRAMES_H_

#include <cstdint>
#include <string>
#include <vector>

#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/frame_info.h"
#include "sealframe/tests/testing/hex.h"

namespace sealframe {

inline constexpr FrameInfo kOpus = {.kind = MediaKind::kAudio,
                                    .codec = Codec::kOpus};
inline constexpr FrameInfo kH264 = {
    .codec = Codec::kH264, .key_frame = true, .ssrc = 7, .rtp_timestamp = 9};

inline std::vector<uint8_t> OpusFrame() {
  return FromHex("fc" + std::string(80, 'a'));
}

// Join returns `a` with `b` behind it.
inline std::vector<uint8_t> Join(const std::vector<uint8_t>& a,
                                 const std::vector<uint8_t>& b) {
  std::vector<uint8_t> joined = a;
  joined.insert(joined.end(), b.begin(), b.end());
  return joined;
}

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_DIAGNOSIS_TESTING_SAMPLE_FRAMES_H_
