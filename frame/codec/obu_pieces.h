// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// An AV1 frame in two pieces, as a cipher needs them: its clear bytes, then its
// secret bytes. What sealing adds lies at the end of the last OBU, so a sealed
// frame is a valid frame of OBUs to packetizers.
//
// Clear are the headers, extensions and sizes of the OBUs that travel over RTP,
// each with the size that it has in the sealed frame, in its shortest form. So
// is the first byte of an OBU that begins with a frame header: servers read
// there whether the frame is a key frame.
//
// The pieces do not depend on what packetizers and depacketizers change:
// temporal delimiters, tile lists and padding are left out, and sizes may be
// absent from the last OBU, or longer.
//
// Thread-safety: pure functions. They never allocate, and take time linear in
// the frame.

#ifndef SEALFRAME_FRAME_CODEC_OBU_PIECES_H_
#define SEALFRAME_FRAME_CODEC_OBU_PIECES_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

// ClearPayloadSize returns how many of the first bytes of an OBU's payload are
// clear, given the first byte of its header and the size of its payload.
size_t ClearPayloadSize(uint8_t header, size_t payload_size);

// ObuPieces holds the sizes of the pieces.
struct ObuPieces {
  // False if the frame does not parse, or if its last OBU is too short: a plain
  // one to have its clear byte, a sealed one to have what sealing added.
  bool ok = false;
  size_t clear = 0;         // Zero if `ok` is false.
  size_t secret = 0;        // As `clear`.
  bool sizes_last = false;  // Whether the last OBU of the frame has a size.

  size_t size() const { return clear + secret; }
};

// MeasurePlainObus measures the pieces of `frame`, whose last OBU gets
// `overhead` bytes more when it is sealed. They are empty if nothing of it
// travels over RTP, and otherwise at most `kMaxLeb128Size` bytes larger than
// the frame.
ObuPieces MeasurePlainObus(absl::Span<const uint8_t> frame, size_t overhead);

// MeasureSealedObus measures the pieces of `frame`, to whose last OBU sealing
// added `overhead` bytes. It may be hostile.
ObuPieces MeasureSealedObus(absl::Span<const uint8_t> frame, size_t overhead);

// GatherObus writes the pieces of `frame` to the front of `out`, which has room
// for them and is disjoint from `frame`. `pieces` is their measure, which is
// ok. `growth` is the `overhead` of a plain frame, and zero for a sealed one.
void GatherObus(absl::Span<const uint8_t> frame, const ObuPieces& pieces,
                size_t growth, absl::Span<uint8_t> out);

// ScatterObus writes the frame with the given pieces to the front of `out` and
// returns its size: at most that of both pieces, for which `out` has room.
// `out` is disjoint from them. The last OBU gets a size if `sizes_last` is set.
// `cut` is how many bytes fewer `secret` has than when `clear` was written:
// zero for a sealed frame, the overhead for an opened one.
size_t ScatterObus(absl::Span<const uint8_t> clear,
                   absl::Span<const uint8_t> secret, bool sizes_last,
                   size_t cut, absl::Span<uint8_t> out);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_OBU_PIECES_H_
