// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// HKDF (RFC 5869), with the arguments in the RFC's order.
//
// Thread-safety: pure functions. They allocate.

#ifndef SEALFRAME_CRYPTO_HKDF_H_
#define SEALFRAME_CRYPTO_HKDF_H_

#include <cstddef>
#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/crypto/hash_algorithm.h"
#include "sealframe/crypto/secret_bytes.h"

namespace sealframe {

// HkdfExtract returns PRK, the pseudorandom key of `HashSize(hash)` bytes
// (Section 2.2). An empty `salt` is equivalent to `HashSize(hash)` zeros.
SecretBytes HkdfExtract(HashAlgorithm hash, absl::Span<const uint8_t> salt,
                        const SecretBytes& ikm);

// HkdfExpand returns `size` bytes of output keying material (Section 2.3).
// Returns InvalidArgument if `size` is more than 255 times `HashSize(hash)`.
absl::StatusOr<SecretBytes> HkdfExpand(HashAlgorithm hash,
                                       const SecretBytes& prk,
                                       absl::Span<const uint8_t> info,
                                       size_t size);

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_HKDF_H_
