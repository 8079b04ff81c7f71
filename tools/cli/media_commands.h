// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The commands `media encrypt` and `media decrypt`.

#ifndef TOOLS_CLI_MEDIA_COMMANDS_H_
#define TOOLS_CLI_MEDIA_COMMANDS_H_

#include <vector>

#include "tools/cli/command.h"

namespace sealframe {

std::vector<Command> MediaCommands();

}  // namespace sealframe

#endif  // TOOLS_CLI_MEDIA_COMMANDS_H_
