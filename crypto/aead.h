// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Authenticated encryption with associated data (RFC 5116), with the contract
// that every cipher here keeps. BoringSSL's AES-GCM and the AES-CTR with HMAC
// of RFC 9605 stand behind it; an accelerated one can stand beside them without
// anything above noticing.
//
// The key and everything that can be computed from it alone are set up when an
// Aead is made. Nonces are the caller's to keep apart.
//
// Thread-safety: immutable once made, so any number of threads may seal and
// open at once. Neither allocates, but for BoringSSL's record of errors, which
// the first AES-GCM frame that fails to open on a thread makes for that thread.

#ifndef SEALFRAME_CRYPTO_AEAD_H_
#define SEALFRAME_CRYPTO_AEAD_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/crypto/nonce.h"

namespace sealframe {

// The longest plaintext: that of AES-GCM (NIST SP 800-38D, Section 5.2.1.1).
// AES-CTR's 32-bit block counter would last for a little more.
inline constexpr uint64_t kMaxAeadPlaintextSize = (uint64_t{1} << 36) - 32;

// Aead is a cipher under one key.
//
// Both operations demand exact sizes, a plaintext of no more than
// `kMaxAeadPlaintextSize`, an output that starts exactly where the input does
// or is disjoint from it, and an `aad` that is disjoint from the output. A call
// that breaks this is refused: it returns false, having written nothing. Any
// other call writes the whole output: the result, or, on failure, zeros. In
// place, a failed `Open` has therefore destroyed the ciphertext.
class Aead {
 public:
  Aead(const Aead&) = delete;
  Aead& operator=(const Aead&) = delete;
  virtual ~Aead() = default;

  // The bytes by which a ciphertext is longer than its plaintext.
  size_t tag_size() const { return tag_size_; }

  // Seal encrypts `plaintext` and authenticates it together with `nonce` and
  // `aad`. It writes the ciphertext and then the tag to `out`, whose size must
  // be `plaintext.size() + tag_size()`.
  [[nodiscard]] bool Seal(const Nonce& nonce, absl::Span<const uint8_t> aad,
                          absl::Span<const uint8_t> plaintext,
                          absl::Span<uint8_t> out) const;

  // Open writes to `out` the plaintext that `Seal` made `ciphertext_and_tag`
  // from with the same `nonce` and `aad`. It returns false if there is none:
  // anything was altered, or belongs to another key. `out` must have the size
  // `ciphertext_and_tag.size() - tag_size()`.
  [[nodiscard]] bool Open(const Nonce& nonce, absl::Span<const uint8_t> aad,
                          absl::Span<const uint8_t> ciphertext_and_tag,
                          absl::Span<uint8_t> out) const;

 protected:
  explicit Aead(size_t tag_size) : tag_size_(tag_size) {}

 private:
  // DoSeal and DoOpen are `Seal` and `Open` for arguments found to be as
  // demanded. What they leave in `out` on failure is zeroed for them.
  virtual bool DoSeal(const Nonce& nonce, absl::Span<const uint8_t> aad,
                      absl::Span<const uint8_t> plaintext,
                      absl::Span<uint8_t> out) const = 0;
  virtual bool DoOpen(const Nonce& nonce, absl::Span<const uint8_t> aad,
                      absl::Span<const uint8_t> ciphertext_and_tag,
                      absl::Span<uint8_t> out) const = 0;

  const size_t tag_size_;
};

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_AEAD_H_
