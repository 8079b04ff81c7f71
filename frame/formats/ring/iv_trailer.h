// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The IV trailer, which follows the ciphertext and tag in LiveKit's and Jitsi's
// formats: the IV, its size and the ring index. It is not authenticated itself,
// but the tag fails with another IV or key.
//
// With key index 0 a frame ends in a zero. No NAL unit may end so, and some
// packetizers for H.264 and H.265 drop the zero: the trailer arrives cut.
//
// Thread-safety: pure functions. They never allocate.

#ifndef SEALFRAME_FRAME_FORMATS_RING_IV_TRAILER_H_
#define SEALFRAME_FRAME_FORMATS_RING_IV_TRAILER_H_

#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/crypto/nonce.h"

namespace sealframe {

inline constexpr size_t kIvTrailerSize = kNonceSize + 2;
inline constexpr size_t kCutIvTrailerSize = kIvTrailerSize - 1;

struct IvTrailer {
  Nonce iv = {};
  uint8_t key_index = 0;
};

// WriteIvTrailer writes an IV trailer to `out`, which has `kIvTrailerSize`
// bytes.
inline void WriteIvTrailer(const Nonce& iv, uint8_t key_index,
                           absl::Span<uint8_t> out) {
  std::copy(iv.begin(), iv.end(), out.begin());
  out[kNonceSize] = kNonceSize;
  out[kNonceSize + 1] = key_index;
}

// HasIvTrailer returns whether `sealed`, which may be hostile, ends like an IV
// trailer. The original receivers accept IVs of any size but their senders
// write 12 bytes, so no other size is accepted here.
inline bool HasIvTrailer(absl::Span<const uint8_t> sealed) {
  return sealed.size() >= kIvTrailerSize &&
         sealed[sealed.size() - 2] == kNonceSize;
}

// EndsInCutIvTrailer returns whether `sealed`, which may be hostile, ends like
// an IV trailer of key index 0 without its last byte. Each whole trailer of
// key index 12 does too.
inline bool EndsInCutIvTrailer(absl::Span<const uint8_t> sealed) {
  return sealed.size() >= kCutIvTrailerSize && sealed.back() == kNonceSize;
}

// ReadIv reads the IV of `sealed`, which ends in `trailer_size` bytes of an IV
// trailer: `kIvTrailerSize` or `kCutIvTrailerSize`.
inline Nonce ReadIv(absl::Span<const uint8_t> sealed, size_t trailer_size) {
  Nonce iv = {};
  std::copy_n(sealed.end() - static_cast<std::ptrdiff_t>(trailer_size),
              kNonceSize, iv.begin());
  return iv;
}

// ReadIvTrailer reads the IV trailer of `sealed`, for which `HasIvTrailer`
// holds.
inline IvTrailer ReadIvTrailer(absl::Span<const uint8_t> sealed) {
  return {.iv = ReadIv(sealed, kIvTrailerSize), .key_index = sealed.back()};
}

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_IV_TRAILER_H_
