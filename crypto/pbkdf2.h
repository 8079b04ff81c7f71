// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// PBKDF2 with HMAC-SHA-256 (RFC 8018, Section 5.2), which derives keys from
// passphrases.
//
// Thread-safety: a pure function. It allocates, and is slow by design.

#ifndef SEALFRAME_CRYPTO_PBKDF2_H_
#define SEALFRAME_CRYPTO_PBKDF2_H_

#include <cstddef>
#include <cstdint>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "sealframe/crypto/secret_bytes.h"

namespace sealframe {

// Pbkdf2HmacSha256 returns `size` bytes derived from `passphrase`. Returns
// InvalidArgument if `iterations` or `size` is zero.
absl::StatusOr<SecretBytes> Pbkdf2HmacSha256(const SecretBytes& passphrase,
                                             absl::Span<const uint8_t> salt,
                                             uint32_t iterations, size_t size);

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_PBKDF2_H_
