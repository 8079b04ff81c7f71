// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/command.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "fmt/core.h"
#include "sealframe/tools/cli/flags.h"

namespace sealframe {
namespace {

constexpr absl::string_view kIntroduction =
    "sealframe seals and opens encoded media frames end to end.\n\n"
    "Usage: sealframe COMMAND [--flag value ...]\n"
    "       sealframe --version\n\nCommands:\n";

constexpr absl::string_view kClosing =
    "\n'sealframe COMMAND --help' explains a command.\n"
    "Keys are hex, or @FILE to read the hex from a file and keep it off the "
    "command line.\nNumbers are decimal or 0x hex. --in and --out default to "
    "standard input and output.\n"
    "Exit codes: 0 success, 1 the data did not authenticate, 2 wrong usage,\n"
    "3 a file could not be read or written.\n";

std::string Overview(const std::vector<Command>& commands) {
  std::string text(kIntroduction);
  for (const Command& command : commands) {
    absl::StrAppend(
        &text, fmt::format("  {:<16} {}\n", command.name, command.summary));
  }
  absl::StrAppend(&text, kClosing);
  return text;
}

// FindCommand removes a command's words from the front of `arguments` and
// returns the command, or null if none matches.
const Command* FindCommand(const std::vector<Command>& commands,
                           std::vector<std::string>* arguments) {
  for (const Command& command : commands) {
    const std::vector<std::string> words = absl::StrSplit(command.name, ' ');
    if (arguments->size() >= words.size() &&
        std::equal(words.begin(), words.end(), arguments->begin())) {
      arguments->erase(
          arguments->begin(),
          arguments->begin() + static_cast<std::ptrdiff_t>(words.size()));
      return &command;
    }
  }
  return nullptr;
}

bool IsHelp(absl::string_view argument) {
  return argument == "--help" || argument == "-h" || argument == "help";
}

ExitCode UnknownCommand(const std::vector<Command>& commands,
                        const std::vector<std::string>& arguments) {
  std::vector<std::string> alike;
  for (const Command& command : commands) {
    if (absl::StartsWith(command.name, absl::StrCat(arguments[0], " "))) {
      alike.push_back(command.name);
    }
  }
  if (alike.empty()) {
    fmt::print(stderr,
               "sealframe: unknown command '{}': 'sealframe help' lists the "
               "commands\n",
               arguments[0]);
  } else {
    fmt::print(stderr, "sealframe: incomplete command: use one of {}\n",
               absl::StrJoin(alike, ", "));
  }
  return ExitCode::kUsage;
}

}  // namespace

ExitCode ExitCodeOf(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kOk:
      return ExitCode::kDone;
    case absl::StatusCode::kDataLoss:
      return ExitCode::kNotAuthentic;
    case absl::StatusCode::kNotFound:
    case absl::StatusCode::kPermissionDenied:
    case absl::StatusCode::kUnavailable:
      return ExitCode::kInputOutput;
    default:
      return ExitCode::kUsage;
  }
}

std::string HelpOf(const Command& command) {
  std::string text = fmt::format("Usage: sealframe {}", command.name);
  for (const FlagSpec& flag : command.flags) {
    const std::string form =
        flag.value.empty() ? absl::StrCat("--", flag.name)
                           : absl::StrCat("--", flag.name, " ", flag.value);
    absl::StrAppend(&text, flag.required ? " " : " [", form,
                    flag.required ? "" : "]");
  }
  absl::StrAppend(&text, "\n\n", command.help, "\n");
  if (!command.flags.empty()) {
    absl::StrAppend(&text, "\nFlags:\n");
  }
  for (const FlagSpec& flag : command.flags) {
    absl::StrAppend(&text, fmt::format("  --{:<22} {}\n",
                                       absl::StrCat(flag.name, " ", flag.value),
                                       flag.help));
  }
  return text;
}

ExitCode RunCommandLine(const std::vector<Command>& commands,
                        const std::vector<std::string>& arguments) {
  if (arguments.empty() || IsHelp(arguments[0])) {
    fmt::print(arguments.empty() ? stderr : stdout, "{}", Overview(commands));
    return arguments.empty() ? ExitCode::kUsage : ExitCode::kDone;
  }
  if (arguments[0] == "--version") {
    fmt::print("sealframe {}\n", SEALFRAME_VERSION);
    return ExitCode::kDone;
  }
  std::vector<std::string> rest = arguments;
  const Command* const command = FindCommand(commands, &rest);
  if (command == nullptr) {
    return UnknownCommand(commands, arguments);
  }
  if (std::any_of(rest.begin(), rest.end(), IsHelp)) {
    fmt::print("{}", HelpOf(*command));
    return ExitCode::kDone;
  }
  const absl::StatusOr<Flags> flags = Flags::Parse(command->flags, rest);
  const absl::Status status =
      flags.ok() ? command->run(*flags) : flags.status();
  if (!status.ok()) {
    fmt::print(stderr, "sealframe {}: {}\n", command->name,
               std::string(status.message()));
  }
  if (ExitCodeOf(status) == ExitCode::kUsage) {
    fmt::print(stderr, "'sealframe {} --help' shows its flags.\n",
               command->name);
  }
  return ExitCodeOf(status);
}

}  // namespace sealframe
