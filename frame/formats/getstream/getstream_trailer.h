// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The end of a frame in GetStream's format, version 1: a trailer of 20 bytes.
//
//     counter (4) || IV prefix (8) || key index (1) || clear size (2) || 01
//     || e2 ee fe ed
//
// Numbers are big-endian. The clear size has 15 bits; the bit above them is set
// if everything behind the clear header, the trailer included, is escaped as in
// H.264 (frame/codec/emulation_prevention.h). Zeros at the end of the clear
// header count for the first escape. Escaping never changes the last 7 bytes,
// so a receiver reads them first.
//
// The trailer is not authenticated. A frame does not open with another IV or
// clear size, and the key index only selects the key. The escaped bit can be
// flipped where nothing is escaped; the frame still opens to the same media.
//
// Thread-safety: pure functions. They never allocate.

#ifndef SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_TRAILER_H_
#define SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_TRAILER_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/crypto/nonce.h"

namespace sealframe {

inline constexpr size_t kGetStreamTagSize = 16;
inline constexpr size_t kGetStreamTrailerSize = 20;

// The largest clear header that a trailer can describe.
inline constexpr size_t kMaxGetStreamClearSize = 0x7fff;

struct GetStreamTrailer {
  Nonce iv = {};  // The prefix, then the counter.
  uint8_t key_index = 0;
  uint16_t clear_size = 0;  // Up to `kMaxGetStreamClearSize`.
  bool escaped = false;
};

// WriteGetStreamTrailer writes `trailer`, not escaped, to `out`, which holds
// `kGetStreamTrailerSize` bytes.
void WriteGetStreamTrailer(const GetStreamTrailer& trailer,
                           absl::Span<uint8_t> out);

// GetStreamEscapeStart returns the offset at which escaping starts in a frame
// whose clear header is `clear`: its size, less up to two zeros at its end.
size_t GetStreamEscapeStart(absl::Span<const uint8_t> clear);

enum class GetStreamError : uint8_t {
  kNone,
  kOtherFormat,  // The frame does not end in a valid trailer of version 1.
  kMalformed,  // It does, but is too short for the trailer and a tag, or is not
               // escaped as `Escape` does it.
};

struct ParsedGetStreamFrame {
  GetStreamError error = GetStreamError::kNone;
  GetStreamTrailer trailer;
  size_t sealed_size = 0;  // Ciphertext and tag, without escapes.
  size_t plain_size = 0;   // The frame's bytes before the first escape.
};

// ParseGetStreamFrame reads the end of `frame`, which may be hostile. It takes
// time linear in the frame if that is escaped.
[[nodiscard]] ParsedGetStreamFrame ParseGetStreamFrame(
    absl::Span<const uint8_t> frame);

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_GETSTREAM_GETSTREAM_TRAILER_H_
