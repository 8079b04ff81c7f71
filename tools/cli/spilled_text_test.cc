// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/cli/spilled_text.h"

#include <cstddef>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"

namespace sealframe {
namespace {

std::string Printed(const SpilledText& text) {
  std::string all;
  const absl::Status status = text.Print(
      [&all](absl::string_view part) { absl::StrAppend(&all, part); });
  EXPECT_TRUE(status.ok()) << status;
  return all;
}

TEST(SpilledTextTest, ShortAndLongTextIsPrintedInOrder) {
  SpilledText text;
  EXPECT_EQ(Printed(text), "");
  std::string want;
  for (int i = 0; want.size() < 3 * SpilledText::kMaxInMemory; ++i) {
    const std::string line = absl::StrCat("line ", i, "\n");
    ASSERT_TRUE(text.Add(line).ok());
    absl::StrAppend(&want, line);
    if (i == 10) {
      EXPECT_EQ(Printed(text), want);
    }
  }
  EXPECT_EQ(Printed(text), want);
}

}  // namespace
}  // namespace sealframe
