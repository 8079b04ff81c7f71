// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Properties of an encoded frame that its media stack supplies with its bytes.
//
// Thread-safety: plain data.

#ifndef SEALFRAME_FRAME_FRAME_INFO_H_
#define SEALFRAME_FRAME_FRAME_INFO_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/codec/codec.h"

namespace sealframe {

// The largest frame that can be sealed. Its sealed form may be longer, by the
// overhead of its format. A frame of this size is several seconds of any video
// sent in real time.
inline constexpr size_t kMaxFrameSize = size_t{16} << 20;

// The most metadata that a frame can authenticate, in bytes.
inline constexpr size_t kMaxMetadataSize = 4096;

enum class MediaKind : uint8_t { kAudio, kVideo };

struct FrameInfo {
  MediaKind kind = MediaKind::kVideo;
  Codec codec = Codec::kUnknown;
  bool key_frame = false;  // Video only.
  uint32_t ssrc = 0;
  uint32_t rtp_timestamp = 0;
  // Data authenticated with the frame but not sent in it (RFC 9605,
  // Section 4.4.3): both ends must supply it. Only SFrame supports it. It
  // shares no byte with the output.
  absl::Span<const uint8_t> metadata = {};
  // Identifies a frame to the application, which gets it back when the frame
  // is held and comes out later. The engine does not interpret it.
  uint64_t token = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FRAME_INFO_H_
