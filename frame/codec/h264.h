// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What the frame formats need to know of an H.264 NAL unit (ITU-T H.264,
// Sections 7.3.1 and 7.3.3).
//
// Thread-safety: these are pure functions. They never allocate.

#ifndef SEALFRAME_FRAME_CODEC_H264_H_
#define SEALFRAME_FRAME_CODEC_H264_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

// IsH264Slice returns whether a NAL unit with this header byte is a slice that
// is not partitioned: type 1 or, of an IDR picture, 5.
constexpr bool IsH264Slice(uint8_t header) {
  const int type = header & 0x1f;
  return type == 1 || type == 5;
}

// H264SliceClearSize returns how many bytes at the front of the slice `unit`,
// its header byte included, let a packetizer read the slice header up to
// pic_parameter_set_id, its third Exp-Golomb value. Emulation prevention bytes
// count as bytes, not as bits.
//
// This is DAVE's measure: it takes one byte more where the third value ends a
// byte, and only the header byte where a value has 32 leading zeros or more. It
// never exceeds the unit, so a unit that ends inside the three values, which
// holds no picture data, is covered whole. It looks at no more than some 40
// bytes, however long the unit.
size_t H264SliceClearSize(absl::Span<const uint8_t> unit);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_H264_H_
