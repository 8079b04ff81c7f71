// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/fill.h"

#include <string>

#include "absl/strings/str_split.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"

namespace sealframe {
namespace {

TEST(FillTest, LinesStayUnderTheWidthAndAreIndented) {
  std::string text;
  for (int i = 0; i < 60; ++i) {
    text += "word and another\n";
  }
  bool is_first = true;
  for (const absl::string_view line : absl::StrSplit(Fill(text, 10), '\n')) {
    EXPECT_LT(line.size() + (is_first ? 10 : 0), kHelpWidth);
    EXPECT_EQ(line.substr(0, 10) == std::string(10, ' '), !is_first);
    is_first = false;
  }
}

TEST(FillTest, LongWordHasItsOwnLine) {
  const std::string word(100, 'w');
  EXPECT_EQ(Fill("a " + word + " b", 1), "a\n " + word + "\n b");
}

TEST(FillTest, ParagraphsAreFilledAndExamplesStay) {
  EXPECT_EQ(FillParagraphs("one\ntwo\n\n  three   \\\n     four"),
            "one two\n\n  three   \\\n     four");
}

}  // namespace
}  // namespace sealframe
