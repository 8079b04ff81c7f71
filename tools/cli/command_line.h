// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Finds and runs the command that a command line names.
//
// Thread-safety: the command line has one thread.

#ifndef SEALFRAME_TOOLS_CLI_COMMAND_LINE_H_
#define SEALFRAME_TOOLS_CLI_COMMAND_LINE_H_

#include <string>
#include <vector>

#include "sealframe/tools/cli/command.h"

namespace sealframe {

// RunCommandLine runs the command of `commands` that `arguments` name, without
// the program's name, or shows help. It prints errors to standard error and, if
// `--json` is given and the command printed nothing, also to standard output as
// JSON. Returns the exit code: kInputOutput if all went well but standard
// output could not be written.
ExitCode RunCommandLine(const std::vector<Command>& commands,
                        const std::vector<std::string>& arguments);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_COMMAND_LINE_H_
