// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Converts bytes to and from hex digits, for tests.
//
// Thread-safety: pure functions, except that FromHex reports failures to the
// running test. They allocate.

#ifndef SEALFRAME_TESTS_TESTING_HEX_H_
#define SEALFRAME_TESTS_TESTING_HEX_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace sealframe {

// FromHex decodes `hex`, two digits per byte, ignoring case. Anything else in
// `hex` fails the running test and returns no bytes.
std::vector<uint8_t> FromHex(absl::string_view hex);

// ToHex encodes `bytes` in lower case.
std::string ToHex(absl::Span<const uint8_t> bytes);

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_TESTING_HEX_H_
