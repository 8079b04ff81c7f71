// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/aead.h"

#include <algorithm>
#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

bool Aead::Failed(absl::Span<uint8_t> out) {
  std::fill(out.begin(), out.end(), uint8_t{0});
  return false;
}

}  // namespace sealframe
