// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Byte strings for the tests of crypto/.
//
// Thread-safety: pure functions. They allocate.

#ifndef SEALFRAME_CRYPTO_TESTING_TEST_BYTES_H_
#define SEALFRAME_CRYPTO_TESTING_TEST_BYTES_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/string_view.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/secret_bytes.h"

namespace sealframe {

using Bytes = std::vector<uint8_t>;

// FromText returns the bytes of `text`.
inline Bytes FromText(absl::string_view text) {
  return {text.begin(), text.end()};
}

// Pattern returns `size` pseudorandom bytes generated from `seed`.
inline Bytes Pattern(size_t size, uint32_t seed) {
  Bytes bytes(size);
  for (uint8_t& byte : bytes) {
    seed = seed * 1664525 + 1013904223;
    byte = static_cast<uint8_t>(seed >> 24);
  }
  return bytes;
}

inline SecretBytes SecretPattern(size_t size, uint32_t seed) {
  return SecretBytes::CopyOf(Pattern(size, seed));
}

inline Nonce NoncePattern(uint32_t seed) {
  const Bytes bytes = Pattern(kNonceSize, seed);
  Nonce nonce;
  for (size_t i = 0; i < kNonceSize; ++i) {
    nonce[i] = bytes[i];
  }
  return nonce;
}

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_TESTING_TEST_BYTES_H_
