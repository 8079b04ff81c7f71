// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// AES-GCM (NIST SP 800-38D) with 96-bit nonces, from BoringSSL or, in
// builds that ask for it, a library that is faster (crypto/ipsec_mb.h).
//
// Thread-safety: a pure function. It allocates the Aead.

#ifndef SEALFRAME_CRYPTO_AES_GCM_H_
#define SEALFRAME_CRYPTO_AES_GCM_H_

#include <cstddef>
#include <memory>

#include "absl/status/statusor.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/secret_bytes.h"

namespace sealframe {

// NewAesGcm returns AES-128-GCM for a 16-byte `key` and AES-256-GCM for a
// 32-byte one, with tags truncated to `tag_size` bytes (4 to 16). Returns
// InvalidArgument for any other size.
absl::StatusOr<std::unique_ptr<Aead>> NewAesGcm(const SecretBytes& key,
                                                size_t tag_size);

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_AES_GCM_H_
