// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Reads hex digits.
//
// Thread-safety: a pure function. It allocates.

#ifndef SEALFRAME_CRYPTO_HEX_H_
#define SEALFRAME_CRYPTO_HEX_H_

#include <cstdint>
#include <optional>
#include <vector>

#include "absl/strings/string_view.h"

namespace sealframe {

// ParseHex decodes `text`, two hex digits per byte in either case, or returns
// nothing if it is anything else. Its time depends on the digits.
std::optional<std::vector<uint8_t>> ParseHex(absl::string_view text);

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_HEX_H_
