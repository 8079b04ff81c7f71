// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The parts of an H.264 NAL unit that the frame formats read (ITU-T H.264,
// Sections 7.3.1 and 7.3.3).
//
// Thread-safety: pure functions. They never allocate.

#ifndef SEALFRAME_FRAME_CODEC_H264_H_
#define SEALFRAME_FRAME_CODEC_H264_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

// IsH264Slice returns whether a NAL unit with this header byte is a slice
// without data partitioning: type 1, or type 5 in an IDR picture.
constexpr bool IsH264Slice(uint8_t header) {
  const int type = header & 0x1f;
  return type == 1 || type == 5;
}

// H264SliceClearSize returns the size of the prefix of the slice `unit`,
// including its NAL header byte, through which a packetizer can read the slice
// header up to pic_parameter_set_id, its third Exp-Golomb value. Emulation
// prevention bytes add to the size, but are not read as bits.
//
// The size follows DAVE: it includes one more byte if the third value ends on a
// byte boundary, and only the NAL header byte if a value has 32 or more leading
// zeros. It never exceeds the unit: a unit that ends inside the three values
// holds no picture data and is covered entirely. The function reads at most 40
// bytes or so, regardless of the size of the unit.
size_t H264SliceClearSize(absl::Span<const uint8_t> unit);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_H264_H_
