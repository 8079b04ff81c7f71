// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/man_page.h"

#include <string>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "sealframe/tools/cli/command.h"
#include "sealframe/tools/cli/flags.h"
#include "sealframe/tools/cli/help.h"

namespace sealframe {
namespace {

// Escaped returns `text` so that roff prints it as it is: a dash does not
// become a hyphen, and no line is taken for a request.
std::string Escaped(absl::string_view text) {
  const std::string escaped =
      absl::StrReplaceAll(text, {{"\\", "\\e"}, {"-", "\\-"}});
  return absl::StartsWith(text, ".") || absl::StartsWith(text, "'")
             ? absl::StrCat("\\&", escaped)
             : escaped;
}

// Body returns the paragraphs of a help text. Indented lines are examples.
std::string Body(absl::string_view help) {
  std::string body;
  bool in_example = false;
  for (const absl::string_view line : absl::StrSplit(help, '\n')) {
    const bool is_example = absl::StartsWith(line, " ");
    if (is_example != in_example) {
      absl::StrAppend(&body, is_example ? ".PP\n.nf\n" : ".fi\n");
    }
    in_example = is_example;
    absl::StrAppend(&body, line.empty() ? ".PP" : Escaped(line), "\n");
  }
  return absl::StrCat(body, in_example ? ".fi\n" : "");
}

std::string Section(const Command& command) {
  std::string section =
      absl::StrCat(".SS ", Escaped(command.name), "\n", Body(command.help));
  for (const FlagSpec& flag : command.flags) {
    absl::StrAppend(&section, ".TP\n.B ", Escaped(FormOf(flag)), "\n",
                    Escaped(flag.help), flag.required ? " (required)" : "",
                    "\n");
  }
  return section;
}

}  // namespace

std::string ManPage(const std::vector<Command>& commands) {
  std::string page = absl::StrCat(
      ".TH SEALFRAME 1 \"\" \"sealframe ", SEALFRAME_VERSION, "\" \"\"\n",
      ".SH NAME\nsealframe \\- end\\-to\\-end encryption of media frames\n",
      ".SH SYNOPSIS\n.B sealframe\nCOMMAND [FLAG ...] [FILE]\n",
      ".SH DESCRIPTION\n", Escaped(kIntroduction), "\n.PP\n",
      Escaped(kAboutValues), "\n.SH COMMANDS\n");
  for (const Command& command : commands) {
    absl::StrAppend(&page, Section(command));
  }
  return absl::StrCat(page, ".SH EXIT STATUS\n", Escaped(kAboutExitCodes),
                      "\n");
}

}  // namespace sealframe
