// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A secret of the size of a nonce, such as sframe_salt (RFC 9605, Section
// 4.4.2), from which the nonces of a key are made. It is wiped when destroyed.
//
// Thread-safety: a value that does not change. It never allocates.

#ifndef SEALFRAME_CRYPTO_SECRET_NONCE_H_
#define SEALFRAME_CRYPTO_SECRET_NONCE_H_

#include "sealframe/crypto/nonce.h"

namespace sealframe {

class SecretNonce {
 public:
  explicit SecretNonce(const Nonce& bytes) : bytes_(bytes) {}
  ~SecretNonce();

  SecretNonce(const SecretNonce&) = default;
  SecretNonce& operator=(const SecretNonce&) = default;

  // Reveal returns the raw bytes.
  const Nonce& Reveal() const { return bytes_; }

 private:
  Nonce bytes_;
};

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_SECRET_NONCE_H_
