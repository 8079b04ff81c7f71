// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Cryptographically secure random bytes from BoringSSL, seeded by the operating
// system. These functions never fail: if the system has no entropy, the process
// aborts.
//
// Thread-safety: safe to call from any thread. RandomSecret allocates, and
// RandomBytes may allocate on a thread's first call.

#ifndef SEALFRAME_CRYPTO_RANDOM_H_
#define SEALFRAME_CRYPTO_RANDOM_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/crypto/secret_bytes.h"

namespace sealframe {

// RandomBytes fills `out` with random bytes.
void RandomBytes(absl::Span<uint8_t> out);

// RandomSecret returns a new secret of `size` random bytes.
SecretBytes RandomSecret(size_t size);

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_RANDOM_H_
