// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/help.h"

#include <algorithm>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "sealframe/tools/cli/command.h"
#include "sealframe/tools/cli/fill.h"
#include "sealframe/tools/cli/flags.h"

namespace sealframe {
namespace {

constexpr size_t kFlagColumn = 4;
constexpr size_t kHelpColumn = 26;

// UsageForm returns a flag as the usage has it.
std::string UsageForm(const FlagSpec& flag) {
  const std::string form =
      flag.positional ? absl::StrCat("[--", flag.name, "] ", flag.value)
                      : FormOf(flag);
  return flag.required ? form : absl::StrCat("[", form, "]");
}

// UsageOf returns the usage of a command. No flag is split over lines.
std::string UsageOf(const Command& command) {
  std::string usage = absl::StrCat("Usage: sealframe ", command.name);
  size_t column = usage.size();
  for (const FlagSpec& flag : command.flags) {
    const std::string form = UsageForm(flag);
    if (column + 1 + form.size() >= kHelpWidth) {
      absl::StrAppend(&usage, "\n", std::string(kFlagColumn, ' '), form);
      column = kFlagColumn + form.size();
    } else {
      absl::StrAppend(&usage, " ", form);
      column += 1 + form.size();
    }
  }
  return usage;
}

// Row returns a name and its explanation, which starts on the next line if the
// name is too long.
std::string Row(const std::string& name, const std::string& text) {
  const bool fits = 2 + name.size() < kHelpColumn - 1;
  const std::string gap =
      fits ? std::string(kHelpColumn - 2 - name.size(), ' ')
           : absl::StrCat("\n", std::string(kHelpColumn, ' '));
  return absl::StrCat("  ", name, gap, Fill(text, kHelpColumn), "\n");
}

// Rows returns a list of commands.
std::string Rows(const std::vector<Command>& commands) {
  std::string text = "Commands:\n";
  for (const Command& command : commands) {
    absl::StrAppend(&text, Row(command.name, command.summary));
  }
  return text;
}

}  // namespace

std::string FormOf(const FlagSpec& flag) {
  return absl::StrCat("--", flag.name, flag.value.empty() ? "" : " ",
                      flag.value);
}

std::string HelpOf(const Command& command) {
  std::string text = absl::StrCat(UsageOf(command), "\n\n",
                                  FillParagraphs(command.help), "\n");
  if (!command.flags.empty()) {
    absl::StrAppend(&text, "\nFlags:\n");
  }
  for (const FlagSpec& flag : command.flags) {
    absl::StrAppend(&text, Row(FormOf(flag), flag.help));
  }
  return text;
}

std::string Overview(const std::vector<Command>& commands) {
  return absl::StrCat(kIntroduction,
                      "\n\nUsage: sealframe COMMAND [FLAG ...] [FILE]\n"
                      "       sealframe help COMMAND\n"
                      "       sealframe --version\n\n",
                      Rows(commands), "\n", Fill(kAboutValues, 0), "\n\n",
                      Fill(kAboutExitCodes, 0), "\n");
}

std::string GroupOverview(absl::string_view word,
                          const std::vector<Command>& commands) {
  return absl::StrCat("Usage: sealframe ", word, " COMMAND [FLAG ...]\n",
                      "       sealframe help ", word, " COMMAND\n\n",
                      Rows(commands));
}

}  // namespace sealframe
