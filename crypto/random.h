// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Random bytes fit for keys, from BoringSSL's generator, which the operating
// system seeds. They never fail: without entropy the process ends.
//
// Thread-safety: any thread may call these at any time. RandomSecret allocates;
// RandomBytes may on a thread's first call.

#ifndef SEALFRAME_CRYPTO_RANDOM_H_
#define SEALFRAME_CRYPTO_RANDOM_H_

#include <cstddef>
#include <cstdint>

#include "absl/types/span.h"
#include "sealframe/crypto/secret_bytes.h"

namespace sealframe {

// RandomBytes fills `out`.
void RandomBytes(absl::Span<uint8_t> out);

// RandomSecret returns a new secret of `size` random bytes.
SecretBytes RandomSecret(size_t size);

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_RANDOM_H_
