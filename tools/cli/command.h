// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Commands such as `sframe seal`, with their flags and help, and their exit
// codes. Help, completion and the manual are made from them.
//
// Thread-safety: plain data and a pure function.

#ifndef SEALFRAME_TOOLS_CLI_COMMAND_H_
#define SEALFRAME_TOOLS_CLI_COMMAND_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "sealframe/tools/cli/flags.h"

namespace sealframe {

// Exit codes. docs/command-line.md promises them to scripts.
enum class ExitCode : int {
  kDone = 0,
  kNotAuthentic = 1,  // The data did not authenticate or verify.
  kUsage = 2,         // Wrong usage.
  kInputOutput = 3,   // A file could not be read or written.
};

// ExitCodeOf returns the exit code for the status of a command: kNotAuthentic
// for DataLoss; kInputOutput for NotFound, PermissionDenied and Unavailable;
// kUsage for other errors.
ExitCode ExitCodeOf(const absl::Status& status);

struct Command {
  std::string name;     // Example: "sframe seal".
  std::string summary;  // One line for the list of commands.
  std::string help;     // Full sentences, with an example, indented.
  std::vector<FlagSpec> flags;
  std::function<absl::Status(const Flags&)> run;
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_COMMAND_H_
