// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What a media stack knows of an encoded frame beside its bytes.
//
// Thread-safety: plain data.

#ifndef SEALFRAME_FRAME_FRAME_INFO_H_
#define SEALFRAME_FRAME_FRAME_INFO_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"

namespace sealframe {

// The largest frame that is sealed; what it is sealed to may be longer by as
// much as its format adds. A frame of this size is several seconds of any video
// that is sent in real time.
inline constexpr size_t kMaxFrameSize = size_t{16} << 20;

// The most metadata that is authenticated with a frame, in bytes.
inline constexpr size_t kMaxMetadataSize = 4096;

enum class MediaKind : uint8_t { kAudio, kVideo };

struct FrameInfo {
  MediaKind kind = MediaKind::kVideo;
  Codec codec = Codec::kUnknown;
  bool key_frame = false;  // Of video.
  uint32_t ssrc = 0;
  uint32_t rtp_timestamp = 0;
  // What is authenticated with the frame but not sent in it (RFC 9605,
  // Section 4.4.3): both ends must know it. Only SFrame carries any. It shares
  // no byte with the output.
  absl::Span<const uint8_t> metadata = {};
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FRAME_INFO_H_
