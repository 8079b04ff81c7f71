// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The kind of frame that decides how many of its bytes stay in the clear.
//
// Thread-safety: a pure function. It never allocates.

#ifndef SEALFRAME_FRAME_FRAME_TYPE_H_
#define SEALFRAME_FRAME_FRAME_TYPE_H_

#include "sealframe/frame/codec/clear_rule.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {

// FrameTypeOf returns kAudio for audio, and kKey or kDelta for video.
constexpr FrameType FrameTypeOf(const FrameInfo& info) {
  if (info.kind == MediaKind::kAudio) {
    return FrameType::kAudio;
  }
  return info.key_frame ? FrameType::kKey : FrameType::kDelta;
}

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FRAME_TYPE_H_
