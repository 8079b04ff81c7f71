// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The hash functions of the cipher suites (FIPS 180-4).
//
// Thread-safety: pure functions. They never allocate.

#ifndef SEALFRAME_CRYPTO_HASH_ALGORITHM_H_
#define SEALFRAME_CRYPTO_HASH_ALGORITHM_H_

#include <cstddef>
#include <cstdint>

namespace sealframe {

enum class HashAlgorithm : uint8_t { kSha256, kSha512 };

// HashSize returns the size of a digest of `hash`: Nh in RFC 9605.
constexpr size_t HashSize(HashAlgorithm hash) {
  return hash == HashAlgorithm::kSha256 ? 32 : 64;
}

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_HASH_ALGORITHM_H_
