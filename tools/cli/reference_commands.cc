// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/reference_commands.h"

#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/strings/str_cat.h"
#include "sealframe/tools/cli/command.h"
#include "sealframe/tools/cli/completion.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/man_page.h"
#include "sealframe/tools/cli/output.h"

namespace sealframe {
namespace {

using Describe = std::string (*)(const std::vector<Command>&);

struct Shell {
  const char* name;
  const char* use;
  Describe describe;
};

constexpr Shell kShells[] = {
    {"bash", "source <(sealframe completion bash)", BashCompletion},
    {"zsh", "sealframe completion zsh > ~/.zfunc/_sealframe", ZshCompletion},
    {"fish",
     "sealframe completion fish > ~/.config/fish/completions/sealframe.fish",
     FishCompletion},
};

}  // namespace

void AddReferenceCommands(std::vector<Command>* commands) {
  const auto print = [commands](Describe describe) {
    return [commands, describe](const Flags&) {
      Print(describe(*commands));
      return absl::OkStatus();
    };
  };
  for (const Shell& shell : kShells) {
    commands->push_back(
        {.name = absl::StrCat("completion ", shell.name),
         .summary =
             absl::StrCat("a script that completes commands in ", shell.name),
         .help = absl::StrCat("Prints a script that completes commands, flags "
                              "and values in ",
                              shell.name, ".\n\n  ", shell.use),
         .flags = {},
         .run = print(shell.describe)});
  }
  commands->push_back({.name = "man",
                       .summary = "the manual, as a man page",
                       .help = "Prints the manual of all commands.\n\n"
                               "  sealframe man | man -l -",
                       .flags = {},
                       .run = print(ManPage)});
}

}  // namespace sealframe
