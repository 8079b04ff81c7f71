// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A walk over the NAL units of an Annex B byte stream (ITU-T H.264 and H.265,
// Annex B).
//
// A unit starts behind a start code, 00 00 01, and runs to the next one. A zero
// right before a start code belongs to the code, which is then four bytes long;
// any more zeros stay with the unit before. A start code with nothing behind it
// is none, but part of the last unit.
//
// Thread-safety: compatible, one walk a thread. It never allocates. A whole
// walk looks at each byte once.

#ifndef SEALFRAME_FRAME_CODEC_ANNEX_B_H_
#define SEALFRAME_FRAME_CODEC_ANNEX_B_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

// NalUnit says where a unit lies in its stream.
struct NalUnit {
  size_t code_offset = 0;  // Of its start code, of three bytes or four.
  size_t offset = 0;       // Of its header, behind the start code.
  size_t size = 0;         // Zero if the next start code follows at once.
};

class AnnexBReader {
 public:
  // The reader keeps `stream`, which may be hostile and must outlive it.
  explicit AnnexBReader(absl::Span<const uint8_t> stream);

  // HasLeadingData returns whether anything other than zeros comes before the
  // first start code. A stream without start codes is nothing else.
  bool HasLeadingData() const;

  // Next moves to the next unit and stores it in `*unit`. It returns false and
  // leaves `*unit` as it was when there are no more.
  [[nodiscard]] bool Next(NalUnit* unit);

 private:
  // StartCodeFrom returns the offset of the next 00 00 01 with a byte behind
  // it, or the size of the stream.
  size_t StartCodeFrom(size_t from) const;

  absl::Span<const uint8_t> stream_;
  size_t first_code_;  // Of the first 00 00 01, or the size of the stream.
  size_t next_code_;   // Of the 00 00 01 before the unit to come.
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_CODEC_ANNEX_B_H_
