// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/demo/claims.h"

#include <algorithm>
#include <string>

#include "absl/strings/str_cat.h"
#include "absl/strings/string_view.h"
#include "sealframe/tools/cli/output.h"

namespace sealframe {

void Claims::Print(absl::string_view line) const {
  if (!is_quiet_) {
    sealframe::Print(absl::StrCat("    ", line, "\n"));
    FlushOutput().IgnoreError();
  }
}

void Claims::Heading(absl::string_view line) const {
  if (!is_quiet_) {
    sealframe::Print(absl::StrCat("\n", line, "\n"));
  }
}

void Claims::Check(absl::string_view text, bool holds) {
  list_.push_back({.text = std::string(text), .holds = holds});
  if (!is_quiet_) {
    sealframe::Print(
        absl::StrCat("  ", holds ? "[ok]" : "[FAILED]", " ", text, "\n"));
    FlushOutput().IgnoreError();
  }
}

bool Claims::all_hold() const {
  return !list_.empty() &&
         std::all_of(list_.begin(), list_.end(),
                     [](const Claim& claim) { return claim.holds; });
}

}  // namespace sealframe
