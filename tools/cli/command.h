// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A command of the command line, such as `sframe seal`: its flags, its help and
// what it does; and how commands end.
//
// Thread-safety: the command line has one thread.

#ifndef SEALFRAME_TOOLS_CLI_COMMAND_H_
#define SEALFRAME_TOOLS_CLI_COMMAND_H_

#include <functional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"
#include "sealframe/tools/cli/flags.h"

namespace sealframe {

// Exit codes, as the manual promises them.
enum class ExitCode : int {
  kDone = 0,
  kNotAuthentic = 1,  // The data did not authenticate or verify.
  kUsage = 2,         // Wrong usage.
  kInputOutput = 3,   // Something could not be read or written.
};

// ExitCodeOf maps a command's end to its exit code: DataLoss is data that does
// not verify; NotFound, PermissionDenied and Unavailable are files.
ExitCode ExitCodeOf(const absl::Status& status);

struct Command {
  std::string name;     // For example "sframe seal".
  std::string summary;  // One line for the list of commands.
  std::string help;     // What it does, with an example, in full sentences.
  std::vector<FlagSpec> flags;
  std::function<absl::Status(const Flags&)> run;
};

// HelpOf returns the full help of a command.
std::string HelpOf(const Command& command);

// RunCommandLine runs what `arguments`, without the program's name, ask for out
// of `commands`, prints errors to standard error, and returns the exit code.
ExitCode RunCommandLine(const std::vector<Command>& commands,
                        const std::vector<std::string>& arguments);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_COMMAND_H_
