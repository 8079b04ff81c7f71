// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The command `bench`.

#ifndef SEALFRAME_TOOLS_CLI_BENCH_COMMAND_H_
#define SEALFRAME_TOOLS_CLI_BENCH_COMMAND_H_

#include "sealframe/tools/cli/command.h"

namespace sealframe {

Command BenchCommand();

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_BENCH_COMMAND_H_
