// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The IV trailer, which follows the ciphertext and tag in LiveKit's and Jitsi's
// formats: the IV, its size and the ring index. It is not authenticated itself,
// but the tag fails with another IV or key.
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

// ReadIvTrailer reads the IV trailer of `sealed`, for which `HasIvTrailer`
// holds.
inline IvTrailer ReadIvTrailer(absl::Span<const uint8_t> sealed) {
  IvTrailer trailer = {.key_index = sealed.back()};
  std::copy_n(sealed.end() - kIvTrailerSize, kNonceSize, trailer.iv.begin());
  return trailer;
}

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_IV_TRAILER_H_
