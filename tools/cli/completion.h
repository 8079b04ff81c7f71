// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Scripts that complete command lines in shells.
//
// Thread-safety: pure functions. They allocate.

#ifndef SEALFRAME_TOOLS_CLI_COMPLETION_H_
#define SEALFRAME_TOOLS_CLI_COMPLETION_H_

#include <string>
#include <vector>

#include "sealframe/tools/cli/command.h"

namespace sealframe {

// Each returns a script for its shell that completes `commands`, their flags,
// and values that are files or one of a few words.
std::string BashCompletion(const std::vector<Command>& commands);
std::string ZshCompletion(const std::vector<Command>& commands);
std::string FishCompletion(const std::vector<Command>& commands);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_COMPLETION_H_
