// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The command `inspect`.

#ifndef TOOLS_CLI_INSPECT_COMMAND_H_
#define TOOLS_CLI_INSPECT_COMMAND_H_

#include "tools/cli/command.h"

namespace sealframe {

Command InspectCommand();

}  // namespace sealframe

#endif  // TOOLS_CLI_INSPECT_COMMAND_H_
