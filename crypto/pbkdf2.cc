// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/pbkdf2.h"

#include <cstddef>
#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "openssl/digest.h"
#include "openssl/evp.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/crypto/stack_wiper.h"

namespace sealframe {

absl::StatusOr<SecretBytes> Pbkdf2HmacSha256(const SecretBytes& passphrase,
                                             absl::Span<const uint8_t> salt,
                                             uint32_t iterations, size_t size) {
  if (iterations == 0) {
    return absl::InvalidArgumentError(
        "PBKDF2 with 0 iterations: use at least 1");
  }
  if (size == 0) {
    return absl::InvalidArgumentError(
        "PBKDF2 output of 0 bytes: use at least 1");
  }
  const KeyStackWiper wiper;
  SecretBytes key(size);
  if (PKCS5_PBKDF2_HMAC(
          reinterpret_cast<const char*>(passphrase.Reveal().data()),
          passphrase.size(), salt.data(), salt.size(), iterations, EVP_sha256(),
          size, key.RevealMutable().data()) != 1) {
    return absl::InternalError("BoringSSL failed to derive a key");
  }
  return key;
}

}  // namespace sealframe
