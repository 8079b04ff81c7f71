// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/testing/vector_file.h"

#include <cstddef>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/string_view.h"
#include "gtest/gtest.h"
#include "sealframe/tests/testing/vector_block.h"

namespace sealframe {

void RunVectorFile(absl::string_view path,
                   absl::FunctionRef<void(VectorBlock&)> test) {
  std::ifstream file{std::string(path), std::ios::binary};
  if (!file) {
    ADD_FAILURE() << "cannot read " << path
                  << ": is it in the `data` of the test?";
    return;
  }
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  RunVectorText(path, text, test);
}

void RunVectorText(absl::string_view name, absl::string_view text,
                   absl::FunctionRef<void(VectorBlock&)> test) {
  absl::StatusOr<std::vector<VectorBlock>> blocks = VectorBlock::Parse(text);
  if (!blocks.ok()) {
    ADD_FAILURE() << name << ": " << blocks.status();
    return;
  }
  size_t run = 0;
  for (VectorBlock& block : *blocks) {
    SCOPED_TRACE(absl::StrCat(name, ":", block.line()));
    test(block);
    if (block.skipped()) {
      continue;
    }
    ++run;
    // After a fatal failure, reporting unread fields would only add noise.
    const std::vector<std::string> unread = block.Unread();
    if (!unread.empty() && !::testing::Test::HasFatalFailure()) {
      ADD_FAILURE() << "fields left unread: " << absl::StrJoin(unread, ", ");
    }
  }
  if (run == 0) {
    ADD_FAILURE() << name << ": no vector was run";
  }
}

}  // namespace sealframe
