// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The command `inspect`.

#ifndef SEALFRAME_TOOLS_CLI_INSPECT_COMMAND_H_
#define SEALFRAME_TOOLS_CLI_INSPECT_COMMAND_H_

#include "sealframe/tools/cli/command.h"

namespace sealframe {

Command InspectCommand();

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_INSPECT_COMMAND_H_
