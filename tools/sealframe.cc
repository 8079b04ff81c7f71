// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The command line: `sealframe help` lists what it can do.

#include <string>
#include <vector>

#include "tools/cli/bench_command.h"
#include "tools/cli/command.h"
#include "tools/cli/frame_commands.h"
#include "tools/cli/inspect_command.h"
#include "tools/cli/key_commands.h"
#include "tools/cli/media_commands.h"
#include "tools/cli/sframe_commands.h"
#include "tools/demo/demo_command.h"

int main(int argc, char** argv) {
  using sealframe::Command;
  std::vector<Command> commands = {sealframe::DemoCommand(),
                                   sealframe::BenchCommand(),
                                   sealframe::InspectCommand()};
  for (const auto& more :
       {sealframe::FrameCommands(), sealframe::MediaCommands(),
        sealframe::SFrameCommands(), sealframe::KeyCommands()}) {
    commands.insert(commands.end(), more.begin(), more.end());
  }
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  return static_cast<int>(sealframe::RunCommandLine(commands, arguments));
}
