// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The commands `sframe seal`, `sframe open` and `sframe inspect`.

#ifndef SEALFRAME_TOOLS_CLI_SFRAME_COMMANDS_H_
#define SEALFRAME_TOOLS_CLI_SFRAME_COMMANDS_H_

#include <vector>

#include "sealframe/tools/cli/command.h"

namespace sealframe {

std::vector<Command> SFrameCommands();

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_SFRAME_COMMANDS_H_
