// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/fill.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"

namespace sealframe {

std::string Fill(absl::string_view text, size_t indent) {
  std::string filled;
  size_t column = indent;
  for (const absl::string_view word :
       absl::StrSplit(text, absl::ByAnyChar(" \n"), absl::SkipEmpty())) {
    const size_t space = filled.empty() ? 0 : 1;
    if (space > 0 && column + space + word.size() >= kHelpWidth) {
      absl::StrAppend(&filled, "\n", std::string(indent, ' '), word);
      column = indent + word.size();
    } else {
      absl::StrAppend(&filled, space > 0 ? " " : "", word);
      column += space + word.size();
    }
  }
  return filled;
}

std::string FillParagraphs(absl::string_view text) {
  std::vector<std::string> blocks;
  std::string paragraph;
  const auto end_paragraph = [&] {
    if (!paragraph.empty()) {
      blocks.push_back(Fill(std::exchange(paragraph, ""), 0));
    }
  };
  for (const absl::string_view line : absl::StrSplit(text, '\n')) {
    if (line.empty() || absl::StartsWith(line, " ")) {
      end_paragraph();
      blocks.emplace_back(line);
    } else {
      absl::StrAppend(&paragraph, line, " ");
    }
  }
  end_paragraph();
  return absl::StrJoin(blocks, "\n");
}

}  // namespace sealframe
