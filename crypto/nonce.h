// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The nonce that every AEAD takes: 12 bytes (Nn in RFC 9605, Section 4.5). A
// nonce is public, but no two frames sealed with one key may share it.
//
// Thread-safety: a plain value. It never allocates.

#ifndef SEALFRAME_CRYPTO_NONCE_H_
#define SEALFRAME_CRYPTO_NONCE_H_

#include <array>
#include <cstddef>
#include <cstdint>

namespace sealframe {

inline constexpr size_t kNonceSize = 12;

using Nonce = std::array<uint8_t, kNonceSize>;

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_NONCE_H_
