// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/command_line.h"

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "fmt/format.h"
#include "sealframe/tools/cli/command.h"
#include "sealframe/tools/cli/file_descriptor.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/help.h"
#include "sealframe/tools/cli/json.h"
#include "sealframe/tools/cli/no_memory.h"
#include "sealframe/tools/cli/output.h"
#include "sealframe/tools/cli/suggestion.h"

namespace sealframe {
namespace {

using Words = std::vector<std::string>;

bool IsHelp(absl::string_view argument) {
  return argument == "--help" || argument == "-h" || argument == "help";
}

// FindCommand removes a command's words from the front of `*words` and returns
// the command, or null if none matches.
const Command* FindCommand(const std::vector<Command>& commands, Words* words) {
  for (const Command& command : commands) {
    const Words name = absl::StrSplit(command.name, ' ');
    if (words->size() >= name.size() &&
        std::equal(name.begin(), name.end(), words->begin())) {
      words->erase(words->begin(),
                   words->begin() + static_cast<std::ptrdiff_t>(name.size()));
      return &command;
    }
  }
  return nullptr;
}

// GroupOf returns the commands whose first word is `word` and that have others.
std::vector<Command> GroupOf(const std::vector<Command>& commands,
                             absl::string_view word) {
  std::vector<Command> group;
  for (const Command& command : commands) {
    if (absl::StartsWith(command.name, absl::StrCat(word, " "))) {
      group.push_back(command);
    }
  }
  return group;
}

Words NamesOf(const std::vector<Command>& commands) {
  Words names;
  for (const Command& command : commands) {
    names.push_back(command.name);
  }
  return names;
}

// NearestToWord returns the command or group that one word likely stands for,
// or the first command that ends in such a word.
std::string NearestToWord(const std::vector<Command>& commands,
                          absl::string_view word) {
  Words known = NamesOf(commands);
  known.insert(known.end(), {"help", "--version"});
  Words last_words;
  for (const Command& command : commands) {
    const Words words = absl::StrSplit(command.name, ' ');
    known.push_back(words.front());
    last_words.push_back(words.back());
  }
  const std::string nearest = Nearest(word, known);
  const auto last = std::find(last_words.begin(), last_words.end(),
                              Nearest(word, last_words));
  return !nearest.empty() || last == last_words.end()
             ? nearest
             : commands[static_cast<size_t>(last - last_words.begin())].name;
}

// NearestCommand returns the command that the first words likely stand for.
std::string NearestCommand(const std::vector<Command>& commands,
                           const Words& words, bool is_group) {
  const std::string two =
      words.size() > 1 ? absl::StrCat(words[0], " ", words[1]) : "";
  const std::string nearest = Nearest(two, NamesOf(commands));
  return nearest.empty() && !is_group ? NearestToWord(commands, words[0])
                                      : nearest;
}

absl::Status UnknownCommand(const std::vector<Command>& commands,
                            const Words& words) {
  const std::vector<Command> group = GroupOf(commands, words[0]);
  const std::string nearest = NearestCommand(commands, words, !group.empty());
  if (nearest.empty() && !group.empty()) {
    return absl::InvalidArgumentError(
        absl::StrCat("incomplete command: use one of ",
                     absl::StrJoin(NamesOf(group), ", ")));
  }
  return absl::InvalidArgumentError(absl::StrCat(
      "unknown command '", words[0],
      group.empty() ? "" : absl::StrCat(" ", words[1]), "'",
      nearest.empty() ? ": 'sealframe help' lists the commands"
                      : absl::StrCat(": did you mean '", nearest, "'?")));
}

// ShowHelp prints help about the command or group that `words` name, or about
// all commands.
absl::Status ShowHelp(const std::vector<Command>& commands, Words words) {
  if (words.empty() || IsHelp(words[0])) {
    Print(Overview(commands));
    return absl::OkStatus();
  }
  if (const Command* const command = FindCommand(commands, &words)) {
    Print(HelpOf(*command));
    return absl::OkStatus();
  }
  const std::vector<Command> group = GroupOf(commands, words[0]);
  if (group.empty() || words.size() > 1) {
    return UnknownCommand(commands, words);
  }
  Print(GroupOverview(words[0], group));
  return absl::OkStatus();
}

std::string FailureJson(absl::string_view command, const absl::Status& status) {
  JsonWriter json;
  json.BeginObject();
  json.BeginObject("error");
  json.String("command", command);
  json.Integer("exit_code", static_cast<int>(ExitCodeOf(status)));
  json.String("message", status.message());
  json.EndObject();
  json.EndObject();
  return absl::StrCat(json.text(), "\n");
}

void ReportFailure(absl::string_view command, const absl::Status& status,
                   bool is_json) {
  if (is_json && !HasOutput()) {
    Print(FailureJson(command, status));
  }
  PrintError(absl::StrCat("sealframe", command.empty() ? "" : " ", command,
                          ": ", status.message(), "\n"));
  if (!command.empty() && ExitCodeOf(status) == ExitCode::kUsage) {
    PrintError(
        absl::StrCat("'sealframe ", command, " --help' shows its flags.\n"));
  }
}

absl::Status RunCommand(const Command& command, const Words& arguments) {
  const absl::StatusOr<Flags> flags = Flags::Parse(command.flags, arguments);
  if (!flags.ok()) {
    return flags.status();
  }
  if (flags->Has("help")) {
    Print(HelpOf(command));
    return absl::OkStatus();
  }
  return command.run(*flags);
}

// Run runs the command line and stores the command's name, if it has one.
absl::Status Run(const std::vector<Command>& commands, const Words& arguments,
                 std::string* name) {
  if (IsHelp(arguments[0])) {
    return ShowHelp(commands, {arguments.begin() + 1, arguments.end()});
  }
  if (arguments[0] == "--version") {
    Print(fmt::format("sealframe {}\n", SEALFRAME_VERSION));
    return absl::OkStatus();
  }
  Words rest = arguments;
  if (const Command* const command = FindCommand(commands, &rest)) {
    *name = command->name;
    return RunCommand(*command, rest);
  }
  return arguments.size() > 1 && IsHelp(arguments[1])
             ? ShowHelp(commands, {arguments[0]})
             : UnknownCommand(commands, arguments);
}

}  // namespace

ExitCode RunCommandLine(const std::vector<Command>& commands,
                        const Words& arguments) {
  FillStandardDescriptors();
  EndWithoutMemory();
  if (arguments.empty()) {
    PrintError(Overview(commands));
    return ExitCode::kUsage;
  }
  std::string name;
  absl::Status status = Run(commands, arguments, &name);
  if (!status.ok()) {
    const bool is_json = std::find(arguments.begin(), arguments.end(),
                                   "--json") != arguments.end();
    ReportFailure(name, status, is_json);
  }
  if (absl::Status flushed = FlushOutput(); status.ok() && !flushed.ok()) {
    status = flushed;
    ReportFailure(name, status, false);
  }
  return ExitCodeOf(status);
}

}  // namespace sealframe
