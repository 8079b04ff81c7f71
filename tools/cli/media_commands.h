// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The commands `media encrypt` and `media decrypt`.

#ifndef SEALFRAME_TOOLS_CLI_MEDIA_COMMANDS_H_
#define SEALFRAME_TOOLS_CLI_MEDIA_COMMANDS_H_

#include <vector>

#include "sealframe/tools/cli/command.h"

namespace sealframe {

std::vector<Command> MediaCommands();

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_MEDIA_COMMANDS_H_
