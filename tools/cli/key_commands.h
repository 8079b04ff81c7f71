// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The commands `key derive`, `kid sender-key` and `kid mls`.

#ifndef TOOLS_CLI_KEY_COMMANDS_H_
#define TOOLS_CLI_KEY_COMMANDS_H_

#include <vector>

#include "tools/cli/command.h"

namespace sealframe {

std::vector<Command> KeyCommands();

}  // namespace sealframe

#endif  // TOOLS_CLI_KEY_COMMANDS_H_
