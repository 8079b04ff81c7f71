// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/completion.h"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "sealframe/tools/cli/command.h"
#include "sealframe/tools/cli/flags.h"

namespace sealframe {
namespace {

using Words = std::vector<std::string>;

// FirstWords returns the first words of all commands, each once, and `help`.
Words FirstWords(const std::vector<Command>& commands) {
  Words words;
  for (const Command& command : commands) {
    const std::string word = command.name.substr(0, command.name.find(' '));
    if (std::find(words.begin(), words.end(), word) == words.end()) {
      words.push_back(word);
    }
  }
  words.emplace_back("help");
  return words;
}

// SecondWords returns the second words of the commands that begin with `first`.
Words SecondWords(const std::vector<Command>& commands,
                  absl::string_view first) {
  Words words;
  for (const Command& command : commands) {
    const std::pair<std::string, std::string> name =
        absl::StrSplit(command.name, absl::MaxSplits(' ', 1));
    if (name.first == first && !name.second.empty()) {
      words.push_back(name.second);
    }
  }
  return words;
}

// TakesFile returns whether the value of `flag` is a file, or @ and a file.
bool TakesFile(const FlagSpec& flag) {
  return absl::StrContains(flag.value, "FILE");
}

// Quoted returns `text` as one word of a shell.
std::string Quoted(absl::string_view text) {
  return absl::StrCat("'", absl::StrReplaceAll(text, {{"'", "'\\''"}}), "'");
}

std::string FlagNames(const Command& command) {
  std::string names;
  for (const FlagSpec& flag : command.flags) {
    absl::StrAppend(&names, "--", flag.name, " ");
  }
  return absl::StrCat(names, "--help");
}

// BashGroups returns a case of the second words after each first word, or of
// those after `help` and the first word.
std::string BashGroups(const std::vector<Command>& commands, bool after_help) {
  std::string cases;
  for (const std::string& first : FirstWords(commands)) {
    const Words second = SecondWords(commands, first);
    if (!second.empty()) {
      absl::StrAppend(
          &cases, "    ",
          after_help ? Quoted(absl::StrCat("help ", first, " ", first)) : first,
          ") words=", Quoted(absl::StrJoin(second, " ")), " ;;\n");
    }
  }
  return cases;
}

// BashValues returns a case of the flags of one command with a few values.
std::string BashValues(const Command& command) {
  std::string cases;
  for (const FlagSpec& flag : command.flags) {
    if (!flag.choices.empty()) {
      absl::StrAppend(
          &cases, "    ", Quoted(absl::StrCat(command.name, " --", flag.name)),
          ") words=", Quoted(absl::StrJoin(flag.choices, " ")), " ;;\n");
    }
  }
  return cases;
}

// ZshGroups returns a case of the second words of each first word.
std::string ZshGroups(const std::vector<Command>& commands) {
  std::string cases;
  for (const std::string& first : FirstWords(commands)) {
    const Words second = SecondWords(commands, first);
    if (!second.empty()) {
      absl::StrAppend(&cases, "        ", first, ") compadd -- ",
                      absl::StrJoin(second, " "), " ;;\n");
    }
  }
  return cases;
}

// ZshSpec returns a flag in the language of zsh's _arguments.
std::string ZshSpec(const FlagSpec& flag) {
  const std::string help = absl::StrReplaceAll(
      flag.help, {{"\\", "\\\\"}, {"[", "\\["}, {"]", "\\]"}, {":", "\\:"}});
  std::string spec = absl::StrCat("--", flag.name, "[", help, "]");
  if (!flag.value.empty()) {
    const std::string action =
        !flag.choices.empty()
            ? absl::StrCat("(", absl::StrJoin(flag.choices, " "), ")")
        : TakesFile(flag) ? "_files"
                          : "";
    absl::StrAppend(&spec, ":value:", action);
  }
  return Quoted(spec);
}

}  // namespace

std::string BashCompletion(const std::vector<Command>& commands) {
  std::string text = absl::StrCat(
      "# Completes sealframe in bash.\n_sealframe() {\n"
      "  local current=${COMP_WORDS[COMP_CWORD]} "
      "before=${COMP_WORDS[COMP_CWORD-1]}\n"
      "  local command=${COMP_WORDS[1]} words='' flags=''\n"
      "  COMPREPLY=()\n  if ((COMP_CWORD == 1)); then\n    "
      "COMPREPLY=($(compgen -W ",
      Quoted(
          absl::StrCat(absl::StrJoin(FirstWords(commands), " "), " --version")),
      " -- \"$current\"))\n    return\n  fi\n  case $command in\n");
  absl::StrAppend(
      &text, BashGroups(commands, false),
      "    help) words=", Quoted(absl::StrJoin(FirstWords(commands), " ")),
      " ;;\n  esac\n  if [[ -n $words ]]; then\n    if ((COMP_CWORD == 2)); "
      "then\n"
      "      COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n      "
      "return\n"
      "    fi\n    command=\"$command ${COMP_WORDS[2]}\"\n  fi\n  words=''\n"
      "  case \"$command $before\" in\n");
  absl::StrAppend(&text, BashGroups(commands, true));
  for (const Command& command : commands) {
    absl::StrAppend(&text, BashValues(command));
  }
  absl::StrAppend(&text, "  esac\n  case $command in\n");
  for (const Command& command : commands) {
    absl::StrAppend(&text, "    ", Quoted(command.name),
                    ") flags=", Quoted(FlagNames(command)), " ;;\n");
  }
  return absl::StrCat(
      text,
      "  esac\n  if [[ -n $words ]]; then\n"
      "    COMPREPLY=($(compgen -W \"$words\" -- \"$current\"))\n"
      "  elif [[ $current == -* ]]; then\n"
      "    COMPREPLY=($(compgen -W \"$flags\" -- \"$current\"))\n"
      "  elif [[ $current == @* ]]; then\n"
      "    COMPREPLY=($(compgen -f -P @ -- \"${current#@}\"))\n"
      "  else\n    COMPREPLY=($(compgen -f -- \"$current\"))\n  fi\n}\n"
      "complete -o filenames -F _sealframe sealframe\n");
}

std::string ZshCompletion(const std::vector<Command>& commands) {
  std::string text = absl::StrCat(
      "#compdef sealframe\n\nif ((CURRENT == 2)); then\n  compadd -- ",
      absl::StrJoin(FirstWords(commands), " "),
      " --version\n  return\nfi\nlocal command=$words[2]\ncase $command in\n");
  for (const std::string& first : FirstWords(commands)) {
    const Words second = SecondWords(commands, first);
    if (!second.empty()) {
      absl::StrAppend(&text, "  ", first,
                      ")\n    if ((CURRENT == 3)); then\n      compadd -- ",
                      absl::StrJoin(second, " "),
                      "\n      return\n    fi\n    command+=\" $words[3]\"\n"
                      "    shift words\n    ((CURRENT--))\n    ;;\n");
    }
  }
  absl::StrAppend(
      &text, "  help)\n    if ((CURRENT == 3)); then\n      compadd -- ",
      absl::StrJoin(FirstWords(commands), " "),
      "\n    elif ((CURRENT == 4)); then\n      case $words[3] in\n",
      ZshGroups(commands),
      "      esac\n    fi\n    return\n    ;;\nesac\nshift "
      "words\n((CURRENT--))\n"
      "case $command in\n");
  for (const Command& command : commands) {
    absl::StrAppend(&text, "  ", Quoted(command.name), ")\n    _arguments");
    for (const FlagSpec& flag : command.flags) {
      absl::StrAppend(&text, " \\\n      ", ZshSpec(flag));
    }
    absl::StrAppend(
        &text, " \\\n      '--help[show the help]' '*:file:_files'\n    ;;\n");
  }
  return absl::StrCat(text, "esac\n");
}

std::string FishCompletion(const std::vector<Command>& commands) {
  std::string text = absl::StrCat(
      "# Completes sealframe in fish.\ncomplete -c sealframe -n "
      "__fish_use_subcommand -f -a ",
      Quoted(absl::StrJoin(FirstWords(commands), " ")),
      "\ncomplete -c sealframe -n __fish_use_subcommand -l version\n");
  for (const std::string& first : FirstWords(commands)) {
    const Words second = SecondWords(commands, first);
    if (!second.empty()) {
      absl::StrAppend(&text,
                      "complete -c sealframe -n '__fish_seen_subcommand_from ",
                      first, "; and not __fish_seen_subcommand_from ",
                      absl::StrJoin(second, " "), "' -f -a ",
                      Quoted(absl::StrJoin(second, " ")), "\n");
    }
  }
  for (const Command& command : commands) {
    const std::string words = absl::StrReplaceAll(
        command.name, {{" ", "; and __fish_seen_subcommand_from "}});
    for (const FlagSpec& flag : command.flags) {
      absl::StrAppend(
          &text, "complete -c sealframe -n '__fish_seen_subcommand_from ",
          words, "' -l ", flag.name, flag.value.empty() ? "" : " -r",
          flag.choices.empty()
              ? ""
              : absl::StrCat(" -f -a ",
                             Quoted(absl::StrJoin(flag.choices, " "))),
          " -d ", absl::StrReplaceAll(Quoted(flag.help), {{"'\\''", "\\'"}}),
          "\n");
    }
  }
  return text;
}

}  // namespace sealframe
