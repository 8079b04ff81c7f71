// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/random.h"

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "openssl/rand.h"
#include "sealframe/crypto/secret_bytes.h"

namespace sealframe {

void RandomBytes(absl::Span<uint8_t> out) {
  RAND_bytes(out.data(), out.size());
}

SecretBytes RandomSecret(size_t size) {
  SecretBytes secret(size);
  RandomBytes(secret.RevealMutable());
  return secret;
}

}  // namespace sealframe
