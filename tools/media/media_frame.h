// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One frame of a media file, and what its container says of it.
//
// Everything here comes from a file, so it is a claim: an encrypted frame can
// look like a key frame to who reads its bytes.
//
// Thread-safety: plain values. A ContainerFrame owns its bytes on the heap.

#ifndef SEALFRAME_TOOLS_MEDIA_MEDIA_FRAME_H_
#define SEALFRAME_TOOLS_MEDIA_MEDIA_FRAME_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sealframe/frame/codec/codec.h"

namespace sealframe {

// MediaFrame describes one frame as a sender's transform would want it.
struct MediaFrame {
  Codec codec = Codec::kUnknown;
  bool key_frame = false;  // As the frame's own bytes have it; false for audio.
  uint32_t timestamp = 0;  // RTP ticks: 90 kHz for video, 48 kHz for Opus.
  size_t index = 0;        // Position in the file, from 0.

  bool audio() const { return codec == Codec::kOpus; }
};

struct ContainerFrame {
  MediaFrame info;
  std::vector<uint8_t> data;
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_MEDIA_FRAME_H_
