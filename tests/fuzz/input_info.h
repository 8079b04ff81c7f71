// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// For fuzzers: what a stack supplies with a frame, from a byte of the input.
//
// Thread-safety: pure functions.

#ifndef SEALFRAME_TESTS_FUZZ_INPUT_INFO_H_
#define SEALFRAME_TESTS_FUZZ_INPUT_INFO_H_

#include <cstdint>

#include "sealframe/frame/codec/codec.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {

// InputInfo returns sound if the top bit of `byte` is set, a key frame if the
// next one is set, and a codec by the others. `InputByte` is its reverse.
inline FrameInfo InputInfo(uint8_t byte) {
  return {.kind = (byte & 0x80) != 0 ? MediaKind::kAudio : MediaKind::kVideo,
          .codec = static_cast<Codec>((byte & 0x3f) % kCodecCount),
          .key_frame = (byte & 0x40) != 0};
}

inline uint8_t InputByte(const FrameInfo& info) {
  return static_cast<uint8_t>((info.kind == MediaKind::kAudio ? 0x80 : 0) |
                              (info.key_frame ? 0x40 : 0) |
                              static_cast<int>(info.codec));
}

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_FUZZ_INPUT_INFO_H_
