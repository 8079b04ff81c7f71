// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The commands `frame seal` and `frame open`.

#ifndef TOOLS_CLI_FRAME_COMMANDS_H_
#define TOOLS_CLI_FRAME_COMMANDS_H_

#include <vector>

#include "tools/cli/command.h"

namespace sealframe {

std::vector<Command> FrameCommands();

}  // namespace sealframe

#endif  // TOOLS_CLI_FRAME_COMMANDS_H_
