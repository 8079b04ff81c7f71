// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The command line tool. `sealframe help` lists its commands.

#include <string>
#include <vector>

#include "sealframe/tools/cli/bench_command.h"
#include "sealframe/tools/cli/command.h"
#include "sealframe/tools/cli/command_line.h"
#include "sealframe/tools/cli/frame_commands.h"
#include "sealframe/tools/cli/inspect_command.h"
#include "sealframe/tools/cli/key_commands.h"
#include "sealframe/tools/cli/media_commands.h"
#include "sealframe/tools/cli/reference_commands.h"
#include "sealframe/tools/cli/sframe_commands.h"
#include "sealframe/tools/demo/demo_command.h"

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
  sealframe::AddReferenceCommands(&commands);
  const std::vector<std::string> arguments(argv + 1, argv + argc);
  return static_cast<int>(sealframe::RunCommandLine(commands, arguments));
}
