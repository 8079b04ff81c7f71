// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What LiveKit's and Jitsi's formats put behind the ciphertext and its tag: the
// IV, its size, and the key's place in the ring. None of it is authenticated
// but through the tag, which fails with another IV or key.
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

// WriteIvTrailer writes a trailer to `out`, which holds `kIvTrailerSize` bytes.
inline void WriteIvTrailer(const Nonce& iv, uint8_t key_index,
                           absl::Span<uint8_t> out) {
  std::copy(iv.begin(), iv.end(), out.begin());
  out[kNonceSize] = kNonceSize;
  out[kNonceSize + 1] = key_index;
}

// HasIvTrailer returns whether `sealed`, which may be hostile, ends as a
// trailer does. The originals read an IV of whatever size a frame says; they
// write 12 bytes, and no other size is accepted here.
inline bool HasIvTrailer(absl::Span<const uint8_t> sealed) {
  return sealed.size() >= kIvTrailerSize &&
         sealed[sealed.size() - 2] == kNonceSize;
}

// ReadIvTrailer reads the trailer that `sealed` has.
inline IvTrailer ReadIvTrailer(absl::Span<const uint8_t> sealed) {
  IvTrailer trailer = {.key_index = sealed.back()};
  std::copy_n(sealed.end() - kIvTrailerSize, kNonceSize, trailer.iv.begin());
  return trailer;
}

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_RING_IV_TRAILER_H_
