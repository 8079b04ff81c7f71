// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The help of commands, for a terminal of 80 columns.
//
// Thread-safety: pure functions. They allocate.

#ifndef SEALFRAME_TOOLS_CLI_HELP_H_
#define SEALFRAME_TOOLS_CLI_HELP_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "sealframe/tools/cli/command.h"

namespace sealframe {

// Sentences about all commands, for the help and the manual.
inline constexpr absl::string_view kIntroduction =
    "Seals and opens encoded media frames, end to end.";
inline constexpr absl::string_view kAboutValues =
    "A key is given as its value, or read from @FILE, from standard input "
    "(@-), "
    "from a variable of the environment (env:NAME) or from an open file "
    "descriptor (fd:N). Other users can see a command line: do not put a key "
    "there. Keys are hex unless --key-format says otherwise; text:TEXT is a "
    "passphrase that begins with one of these marks. Numbers are decimal or 0x "
    "hex. Input and output default to standard input and output.";
inline constexpr absl::string_view kAboutExitCodes =
    "Exit codes: 0 done; 1 the data did not authenticate; 2 wrong usage, or "
    "input that the profile cannot seal; 3 a file could not be read or "
    "written, or has an unknown format.";

// FormOf returns a flag with the placeholder of its value, such as "--in FILE".
std::string FormOf(const FlagSpec& flag);

// HelpOf returns the output of `COMMAND --help`.
std::string HelpOf(const Command& command);

// Overview returns the output of `help`.
std::string Overview(const std::vector<Command>& commands);

// GroupOverview returns the output of `WORD --help` for the commands that start
// with that word.
std::string GroupOverview(absl::string_view word,
                          const std::vector<Command>& commands);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_HELP_H_
