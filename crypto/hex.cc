// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/hex.h"

#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "absl/strings/string_view.h"

namespace sealframe {

std::optional<std::vector<uint8_t>> ParseHex(absl::string_view text) {
  if (text.size() % 2 != 0) {
    return std::nullopt;
  }
  std::vector<uint8_t> bytes(text.size() / 2);
  for (size_t i = 0; i < bytes.size(); ++i) {
    const char* const digits = text.data() + 2 * i;
    const auto parsed = std::from_chars(digits, digits + 2, bytes[i], 16);
    if (parsed.ptr != digits + 2) {
      return std::nullopt;
    }
  }
  return bytes;
}

}  // namespace sealframe
