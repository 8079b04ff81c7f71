// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The parts of an H.265 NAL unit header that the frame formats read (ITU-T
// H.265, Section 7.3.1.2 and Table 7-1).
//
// Thread-safety: pure functions. They never allocate.

#ifndef SEALFRAME_FRAME_CODEC_H265_H_
#define SEALFRAME_FRAME_CODEC_H265_H_

#include <cstddef>
#include <cstdint>

namespace sealframe {

inline constexpr size_t kH265NalHeaderSize = 2;

// H265NalType returns the type encoded in the first header byte.
constexpr int H265NalType(uint8_t header) { return (header >> 1) & 0x3f; }

// IsH265Vcl returns whether a NAL unit with this first header byte has a VCL
// type, including reserved ones.
constexpr bool IsH265Vcl(uint8_t header) { return H265NalType(header) < 32; }

// IsH265Slice returns whether a NAL unit with this first header byte is a slice
// segment of a type in use: 0 to 9, or 16 to 21 in a random access picture.
// Reserved types are not slices.
constexpr bool IsH265Slice(uint8_t header) {
  const int type = H265NalType(header);
  return type <= 9 || (type >= 16 && type <= 21);
}

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_H265_H_
