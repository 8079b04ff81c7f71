// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/testing/hex.h"

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/escaping.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"
#include "gtest/gtest.h"
#include "sealframe/crypto/hex.h"

namespace sealframe {

std::vector<uint8_t> FromHex(absl::string_view hex) {
  std::optional<std::vector<uint8_t>> bytes = ParseHex(hex);
  if (!bytes.has_value()) {
    ADD_FAILURE() << "not hex: \"" << hex << "\": use two digits per byte";
    return {};
  }
  return *std::move(bytes);
}

std::string ToHex(absl::Span<const uint8_t> bytes) {
  return absl::BytesToHexString(absl::string_view(
      reinterpret_cast<const char*>(bytes.data()), bytes.size()));
}

}  // namespace sealframe
