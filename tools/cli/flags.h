// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The flags of one command: `--name value`, `--name=value`, or `--name` alone
// for a switch.
//
// Thread-safety: plain data.

#ifndef SEALFRAME_TOOLS_CLI_FLAGS_H_
#define SEALFRAME_TOOLS_CLI_FLAGS_H_

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/optional.h"
#include "absl/types/span.h"

namespace sealframe {

// FlagSpec describes one flag. A flag whose `value` is empty is a switch.
struct FlagSpec {
  std::string name;   // Without the dashes.
  std::string value;  // What its value is called in the help: "N", "FILE".
  std::string help;
  bool required = false;
};

class Flags {
 public:
  // Parse reads `arguments`. It refuses a flag that is not in `specs` or is
  // there twice, a value that is missing, and anything that is not a flag; and
  // it asks for those that are required.
  static absl::StatusOr<Flags> Parse(const std::vector<FlagSpec>& specs,
                                     const std::vector<std::string>& arguments);

  bool Has(absl::string_view name) const;

  // Text returns the value of `name`, or `otherwise` if it is not given.
  std::string Text(absl::string_view name,
                   absl::string_view otherwise = {}) const;

  // Number returns the value of `name` as a number, decimal or 0x hex, of 64
  // bits and no more than `max`; or `otherwise` if it is not given.
  absl::StatusOr<uint64_t> Number(absl::string_view name, uint64_t otherwise,
                                  uint64_t max = ~uint64_t{0}) const;

  // Bytes returns the value of `name`, which is hex; nothing if not given.
  absl::StatusOr<std::vector<uint8_t>> Bytes(absl::string_view name) const;

 private:
  std::map<std::string, std::string, std::less<>> values_;
};

// ParseHex reads an even number of hex digits, nothing else.
absl::optional<std::vector<uint8_t>> ParseHex(absl::string_view text);

// ToHex writes bytes as lower-case hex digits.
std::string ToHex(absl::Span<const uint8_t> bytes);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_FLAGS_H_
