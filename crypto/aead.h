// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Authenticated encryption with associated data (RFC 5116): the interface and
// contract shared by AES-GCM and AES-CTR with HMAC. Another implementation can
// be added without changing any caller.
//
// All work that depends on the key alone is done when an Aead is created. The
// caller must never use a nonce twice with one key.
//
// Thread-safety: immutable, so any number of threads may seal and open
// concurrently. Sealing and opening never allocate, with one exception:
// BoringSSL allocates a thread's error queue the first time that an AES-GCM
// frame fails to open on that thread.

#ifndef SEALFRAME_CRYPTO_AEAD_H_
#define SEALFRAME_CRYPTO_AEAD_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/crypto/buffers.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/prefetch.h"

namespace sealframe {

// The longest plaintext, in bytes: the limit of AES-GCM (NIST SP 800-38D,
// Section 5.2.1.1). The 32-bit block counter of AES-CTR allows slightly more.
inline constexpr uint64_t kMaxAeadPlaintextSize = (uint64_t{1} << 36) - 32;

// Aead is an AEAD cipher with a fixed key.
//
// Seal and Open require an output of exactly the stated size, a plaintext of at
// most `kMaxAeadPlaintextSize` bytes, an output that either starts where the
// input starts or is disjoint from it, and an `aad` disjoint from the output.
// If a call violates any of these, it returns false and writes nothing.
// Otherwise it writes all of `out`: the result on success, zeros on failure. A
// failed in-place Open therefore destroys the ciphertext.
class Aead {
 public:
  Aead(const Aead&) = delete;
  Aead& operator=(const Aead&) = delete;
  virtual ~Aead() = default;

  // Prefetch fetches the key into the caches, if the caller will use it soon.
  void Prefetch() const { sealframe::Prefetch(this, kPrefetchedSize); }

  // tag_size returns how much longer a ciphertext is than its plaintext.
  size_t tag_size() const { return tag_size_; }

  // Seal encrypts `plaintext` and authenticates it together with `nonce` and
  // `aad`. It writes the ciphertext followed by the tag to `out`, whose size
  // must be `plaintext.size() + tag_size()`.
  [[nodiscard]] bool Seal(const Nonce& nonce, absl::Span<const uint8_t> aad,
                          absl::Span<const uint8_t> plaintext,
                          absl::Span<uint8_t> out) const;

  // Open authenticates `nonce`, `aad` and `ciphertext_and_tag`, and writes the
  // plaintext to `out`, whose size must be
  // `ciphertext_and_tag.size() - tag_size()`. It returns false if any input was
  // altered or sealed with another key.
  [[nodiscard]] bool Open(const Nonce& nonce, absl::Span<const uint8_t> aad,
                          absl::Span<const uint8_t> ciphertext_and_tag,
                          absl::Span<uint8_t> out) const;

 protected:
  explicit Aead(size_t tag_size) : tag_size_(tag_size) {}

 private:
  // DoSeal and DoOpen implement `Seal` and `Open`. Their arguments have been
  // checked. On failure the caller zeroes `out`.
  virtual bool DoSeal(const Nonce& nonce, absl::Span<const uint8_t> aad,
                      absl::Span<const uint8_t> plaintext,
                      absl::Span<uint8_t> out) const = 0;
  virtual bool DoOpen(const Nonce& nonce, absl::Span<const uint8_t> aad,
                      absl::Span<const uint8_t> ciphertext_and_tag,
                      absl::Span<uint8_t> out) const = 0;

  // MayRun checks the requirements that Seal and Open share.
  bool MayRun(absl::Span<const uint8_t> aad, absl::Span<const uint8_t> in,
              absl::Span<const uint8_t> out, size_t plaintext_size,
              size_t ciphertext_size) const {
    return ciphertext_size >= tag_size_ &&
           ciphertext_size - tag_size_ == plaintext_size &&
           uint64_t{plaintext_size} <= kMaxAeadPlaintextSize &&
           MayShare(in, out) && Disjoint(aad, out);
  }

  // As much as an AES-GCM key of BoringSSL takes.
  static constexpr size_t kPrefetchedSize = 600;

  // Failed zeroes `out` and returns false.
  static bool Failed(absl::Span<uint8_t> out);

  const size_t tag_size_;
};

inline bool Aead::Seal(const Nonce& nonce, absl::Span<const uint8_t> aad,
                       absl::Span<const uint8_t> plaintext,
                       absl::Span<uint8_t> out) const {
  return MayRun(aad, plaintext, out, plaintext.size(), out.size()) &&
         (DoSeal(nonce, aad, plaintext, out) || Failed(out));
}

inline bool Aead::Open(const Nonce& nonce, absl::Span<const uint8_t> aad,
                       absl::Span<const uint8_t> ciphertext_and_tag,
                       absl::Span<uint8_t> out) const {
  return MayRun(aad, ciphertext_and_tag, out, out.size(),
                ciphertext_and_tag.size()) &&
         (DoOpen(nonce, aad, ciphertext_and_tag, out) || Failed(out));
}

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_AEAD_H_
