// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// One frame of a media file and its metadata.
//
// All of it is read from a file and unverified: an encrypted frame may look
// like a key frame.
//
// Thread-safety: plain values. A ContainerFrame owns its bytes on the heap.

#ifndef SEALFRAME_TOOLS_MEDIA_MEDIA_FRAME_H_
#define SEALFRAME_TOOLS_MEDIA_MEDIA_FRAME_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "sealframe/frame/codec/codec.h"

namespace sealframe {

// MediaFrame holds the metadata that a send transform needs.
struct MediaFrame {
  Codec codec = Codec::kUnknown;
  bool key_frame = false;  // Read from the frame's bytes; false for audio.
  uint32_t timestamp = 0;  // RTP ticks: 90 kHz for video, 48 kHz for Opus.
  size_t index = 0;        // Position in the file, from 0.
  uint32_t stream = 0;     // Which of the file's streams it belongs to.

  bool audio() const { return codec == Codec::kOpus; }
};

struct ContainerFrame {
  MediaFrame info;
  std::vector<uint8_t> data;
  // Size of the sizes in front of NAL units; zero if start codes are there.
  size_t length_size = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_MEDIA_FRAME_H_
