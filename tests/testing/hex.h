// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Bytes to and from hex digits, for tests.
//
// Thread-safety: these are pure functions, but FromHex reports to the running
// test. They allocate.

#ifndef SEALFRAME_TESTS_TESTING_HEX_H_
#define SEALFRAME_TESTS_TESTING_HEX_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace sealframe {

// FromHex returns the bytes that `hex` spells, two digits each, in either case.
// Anything else in `hex` fails the running test, and the result is empty.
std::vector<uint8_t> FromHex(absl::string_view hex);

// ToHex spells `bytes` in lower case.
std::string ToHex(absl::Span<const uint8_t> bytes);

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_TESTING_HEX_H_
