// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The flags of one command: `--name value`, `--name=value`, or a bare `--name`
// for a switch. `--` ends them. One flag may also be given as an argument
// without its name.
//
// Thread-safety: plain data.

#ifndef SEALFRAME_TOOLS_CLI_FLAGS_H_
#define SEALFRAME_TOOLS_CLI_FLAGS_H_

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/string_view.h"
#include "absl/types/span.h"

namespace sealframe {

// FlagSpec describes one flag. A flag whose `value` is empty is a switch.
struct FlagSpec {
  std::string name;   // Without the dashes.
  std::string value;  // Placeholder in the help, such as "N" or "FILE".
  std::string help;
  bool required = false;
  bool positional = false;                // Whether its name may be left out.
  std::vector<std::string> choices = {};  // Its values, if only these exist.
};

class Flags {
 public:
  // Parse reads `arguments`. It refuses unknown and repeated flags, missing
  // values, arguments that are not flags unless a flag may be given as one, and
  // the absence of a required flag. `--help` or `-h` in place of a flag is
  // taken as the switch "help"; what follows it is ignored.
  static absl::StatusOr<Flags> Parse(const std::vector<FlagSpec>& specs,
                                     const std::vector<std::string>& arguments);

  bool Has(absl::string_view name) const;

  // Text returns the value of `name`, or `otherwise` if the flag is absent.
  std::string Text(absl::string_view name,
                   absl::string_view otherwise = {}) const;

  // Number returns the value of `name`, a decimal or 0x hex number up to `max`,
  // or `otherwise` if the flag is absent.
  absl::StatusOr<uint64_t> Number(absl::string_view name, uint64_t otherwise,
                                  uint64_t max = ~uint64_t{0}) const;

  // Bytes decodes the hex value of `name`. It is empty if the flag is absent.
  absl::StatusOr<std::vector<uint8_t>> Bytes(absl::string_view name) const;

 private:
  static absl::Status ParseFlag(const std::vector<FlagSpec>& specs,
                                absl::string_view argument,
                                const std::vector<std::string>& arguments,
                                size_t* i, Flags* flags);
  absl::Status Set(absl::string_view name, std::string value);

  std::map<std::string, std::string, std::less<>> values_;
};

// ToHex returns `bytes` as lower-case hex digits.
std::string ToHex(absl::Span<const uint8_t> bytes);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_FLAGS_H_
