// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The bare cipher, the baseline of the benchmarks: one frame through
// BoringSSL's own interface, with everything that depends only on the key done
// beforehand. AES-GCM is EVP_AEAD with one context. AES-CTR with HMAC is
// AES_ctr128_encrypt with one key schedule, and HMAC with one keyed context.
//
// It has no header, key lookup, counter, replay window or statistics.
//
// Thread-safety: none.

#ifndef SEALFRAME_BENCH_BARE_CIPHER_H_
#define SEALFRAME_BENCH_BARE_CIPHER_H_

#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/types/span.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/crypto/nonce.h"

namespace sealframe {

class BareCipher {
 public:
  virtual ~BareCipher() = default;

  // Seal writes ciphertext and tag. `out` holds them both.
  virtual bool Seal(const Nonce& nonce, absl::Span<const uint8_t> aad,
                    absl::Span<const uint8_t> plaintext,
                    absl::Span<uint8_t> out) = 0;

  // Open writes the plaintext of `sealed`, a ciphertext with its tag.
  virtual bool Open(const Nonce& nonce, absl::Span<const uint8_t> aad,
                    absl::Span<const uint8_t> sealed,
                    absl::Span<uint8_t> out) = 0;
};

// NewBareGcm makes bare AES-GCM with a fixed key of 16 or 32 bytes and tags of
// `tag_size`.
std::unique_ptr<BareCipher> NewBareGcm(size_t key_size, size_t tag_size);

// NewBareCipher makes the bare cipher of `suite` under a fixed key.
std::unique_ptr<BareCipher> NewBareCipher(CipherSuite suite);

}  // namespace sealframe

#endif  // SEALFRAME_BENCH_BARE_CIPHER_H_
