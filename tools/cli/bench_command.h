// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The command `bench`.

#ifndef TOOLS_CLI_BENCH_COMMAND_H_
#define TOOLS_CLI_BENCH_COMMAND_H_

#include "tools/cli/command.h"

namespace sealframe {

Command BenchCommand();

}  // namespace sealframe

#endif  // TOOLS_CLI_BENCH_COMMAND_H_
