// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The canonical form of an Annex B byte stream: a start code of four bytes
// before each NAL unit, and no other bytes between units.
//
// RTP carries units, not the bytes between them. Depacketizers write a
// four-byte code before each unit. Zeros before a start code belong to no unit
// (ITU-T H.264 and H.265, Annex B): some packetizers drop them, and others
// leave them at the end of the unit before. Only the canonical form arrives
// unchanged, so formats that authenticate clear bytes send it.
//
// Thread-safety: pure functions. They never allocate, and take time linear in
// the stream.

#ifndef SEALFRAME_FRAME_CODEC_CANONICAL_ANNEX_B_H_
#define SEALFRAME_FRAME_CODEC_CANONICAL_ANNEX_B_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

struct CanonicalAnnexB {
  size_t size = 0;  // The size of that form, at most `MaxWidenedSize`.
  bool is_canonical = false;  // Whether the stream already has this form.
};

// MeasureCanonical describes the canonical form of `front`, the first bytes of
// a stream, through a byte of a unit. That unit is kept to its last byte, since
// only the bytes behind `front` show where it ends. Other units lose zeros at
// their end, and units of zeros alone are left out. So is everything before the
// first start code.
CanonicalAnnexB MeasureCanonical(absl::Span<const uint8_t> front);

// WriteCanonical writes the canonical form of `front` to `out` and returns its
// size. If `out` is shorter than that, it returns zero and leaves `out`
// unchanged. `out` must be disjoint from `front`, or begin where it does if
// `front` is canonical.
[[nodiscard]] size_t WriteCanonical(absl::Span<const uint8_t> front,
                                    absl::Span<uint8_t> out);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_CANONICAL_ANNEX_B_H_
