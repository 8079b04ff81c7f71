// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The frame type by which the clear rules of codecs are chosen.
//
// Thread-safety: a pure function. It never allocates.

#ifndef SEALFRAME_FRAME_FRAME_TYPE_H_
#define SEALFRAME_FRAME_FRAME_TYPE_H_

#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {

// FrameTypeOf returns kAudio for audio, and kKey or kDelta for video.
inline FrameType FrameTypeOf(const FrameInfo& info) {
  if (info.kind == MediaKind::kAudio) {
    return FrameType::kAudio;
  }
  return info.key_frame ? FrameType::kKey : FrameType::kDelta;
}

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FRAME_TYPE_H_
