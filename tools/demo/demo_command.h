// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The command `demo`.

#ifndef TOOLS_DEMO_DEMO_COMMAND_H_
#define TOOLS_DEMO_DEMO_COMMAND_H_

#include "tools/cli/command.h"

namespace sealframe {

Command DemoCommand();

}  // namespace sealframe

#endif  // TOOLS_DEMO_DEMO_COMMAND_H_
