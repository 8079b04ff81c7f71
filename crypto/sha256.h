// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// SHA-256 (FIPS 180-4) of public data.
//
// Thread-safety: a pure function. It never allocates.

#ifndef SEALFRAME_CRYPTO_SHA256_H_
#define SEALFRAME_CRYPTO_SHA256_H_

#include <array>
#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

// Sha256 returns the digest of `data`.
std::array<uint8_t, 32> Sha256(absl::Span<const uint8_t> data);

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_SHA256_H_
