// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// AES-CTR with HMAC and truncated tags (RFC 9605, Section 4.5.1). The AES key
// schedule and both HMAC hash states are computed once per key. The tag is
// verified before any decryption.
//
// Thread-safety: a pure function. It allocates the Aead.

#ifndef SEALFRAME_CRYPTO_AES_CTR_HMAC_H_
#define SEALFRAME_CRYPTO_AES_CTR_HMAC_H_

#include <cstddef>
#include <memory>

#include "absl/status/statusor.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/crypto/hash_algorithm.h"
#include "sealframe/crypto/secret_bytes.h"

namespace sealframe {

// NewAesCtrHmac returns the Aead for `key`: an AES key of `aes_key_size` bytes
// (16 or 32) followed by an HMAC key of `HashSize(hash)` bytes. Tags are
// truncated to `tag_size` bytes (4 to `HashSize(hash)`). Returns
// InvalidArgument for any other size.
absl::StatusOr<std::unique_ptr<Aead>> NewAesCtrHmac(HashAlgorithm hash,
                                                    const SecretBytes& key,
                                                    size_t aes_key_size,
                                                    size_t tag_size);

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_AES_CTR_HMAC_H_
