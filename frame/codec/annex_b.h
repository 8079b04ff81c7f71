// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Iterates over the NAL units of an Annex B byte stream (ITU-T H.264 and H.265,
// Annex B).
//
// The reader tiles the stream: a unit starts after a start code, 00 00 01, and
// extends to the next one. A zero immediately before a start code makes it a
// four-byte code; any further zeros count for the preceding unit, although
// Annex B gives them to none (`NalBytes`). A start code at the very end of the
// stream is part of the last unit.
//
// Thread-safety: a reader belongs to one thread at a time. It never allocates.
// Reading all units takes time linear in the size of the stream.

#ifndef SEALFRAME_FRAME_CODEC_ANNEX_B_H_
#define SEALFRAME_FRAME_CODEC_ANNEX_B_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

// NalUnit is the position of a unit in its stream.
struct NalUnit {
  size_t code_offset = 0;  // The start code, of three or four bytes.
  size_t offset = 0;       // The NAL unit header, after the start code.
  size_t size = 0;         // Zero if another start code follows immediately.
};

// NalBytes returns the bytes of `unit` in `stream` without the zeros at its
// end. No NAL unit ends in a zero, so those belong to none.
absl::Span<const uint8_t> NalBytes(absl::Span<const uint8_t> stream,
                                   const NalUnit& unit);

class AnnexBReader {
 public:
  // The reader keeps `stream`, which may be hostile and must outlive it.
  explicit AnnexBReader(absl::Span<const uint8_t> stream);

  // HasLeadingData returns whether a nonzero byte precedes the first start
  // code. It returns true for a stream without start codes.
  bool HasLeadingData() const;

  // Next stores the next unit in `*unit` and returns true. After the last unit
  // it returns false and leaves `*unit` unchanged.
  [[nodiscard]] bool Next(NalUnit* unit);

 private:
  // StartCodeFrom returns the offset of the next 00 00 01 at or after `from`
  // that a byte follows, or the size of the stream.
  size_t StartCodeFrom(size_t from) const;

  absl::Span<const uint8_t> stream_;
  size_t first_code_;  // Offset of the first 00 00 01, or the stream's size.
  size_t next_code_;   // Offset of the 00 00 01 before the next unit.
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_ANNEX_B_H_
