// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/sha256.h"

#include <array>
#include <cstdint>

#include "absl/types/span.h"
#include "openssl/sha.h"

namespace sealframe {

std::array<uint8_t, 32> Sha256(absl::Span<const uint8_t> data) {
  std::array<uint8_t, 32> digest;
  SHA256(data.data(), data.size(), digest.data());
  return digest;
}

}  // namespace sealframe
