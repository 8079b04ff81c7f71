// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The commands `completion` and `man`, which describe the other commands.
//
// Thread-safety: as for the vector.

#ifndef SEALFRAME_TOOLS_CLI_REFERENCE_COMMANDS_H_
#define SEALFRAME_TOOLS_CLI_REFERENCE_COMMANDS_H_

#include <vector>

#include "sealframe/tools/cli/command.h"

namespace sealframe {

// AddReferenceCommands adds the commands to `*commands`, which they describe,
// themselves included, and which must outlive them.
void AddReferenceCommands(std::vector<Command>* commands);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_REFERENCE_COMMANDS_H_
