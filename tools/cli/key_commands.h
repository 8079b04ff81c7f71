// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The commands `key derive`, `kid sender-key` and `kid mls`.

#ifndef SEALFRAME_TOOLS_CLI_KEY_COMMANDS_H_
#define SEALFRAME_TOOLS_CLI_KEY_COMMANDS_H_

#include <vector>

#include "sealframe/tools/cli/command.h"

namespace sealframe {

std::vector<Command> KeyCommands();

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_KEY_COMMANDS_H_
