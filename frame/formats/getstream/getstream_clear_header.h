// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// How much of a frame GetStream's format leaves in the clear when sealing.
// Receivers read the size from the trailer, and need no codec.
//
// Thread-safety: a pure function. It never allocates.

#ifndef SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_CLEAR_HEADER_H_
#define SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_CLEAR_HEADER_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/frame/frame_info.h"

namespace sealframe {

enum class GetStreamClearError : uint8_t {
  kNone,
  kRefusedCodec,  // The format does not carry the codec.
  kNoSlice,       // H.264 that is not Annex B or has no slice, so that no
                  // packetizer could carry it sealed.
};

struct GetStreamClearHeader {
  GetStreamClearError error = GetStreamClearError::kNone;
  size_t size = 0;  // Up to the size of the frame.
  // Whether the frame is Annex B: the clear header is sent in canonical form
  // (frame/codec/canonical_annex_b.h), and the bytes behind it are escaped.
  bool is_annex_b = false;
};

// FindGetStreamClearHeader returns the clear header of `frame`, which may be
// hostile. All audio is treated as Opus. H.264 is clear through the first
// slice's NAL header and one byte more. The first byte of VP8 shows whether it
// is a key frame; for VP9, `info` decides.
GetStreamClearHeader FindGetStreamClearHeader(const FrameInfo& info,
                                              absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_CLEAR_HEADER_H_
