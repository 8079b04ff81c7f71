// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tools/demo/claims.h"

#include <algorithm>
#include <cstdio>
#include <string>

#include "absl/strings/string_view.h"
#include "fmt/core.h"

namespace sealframe {

void Claims::Print(absl::string_view line) const {
  if (!is_quiet_) {
    fmt::print("    {}\n", std::string(line));
    std::fflush(stdout);
  }
}

void Claims::Heading(absl::string_view line) const {
  if (!is_quiet_) {
    fmt::print("\n{}\n", std::string(line));
  }
}

void Claims::Check(absl::string_view text, bool holds) {
  list_.push_back({.text = std::string(text), .holds = holds});
  if (!is_quiet_) {
    fmt::print("  {} {}\n", holds ? "[ok]" : "[FAILED]", std::string(text));
    std::fflush(stdout);
  }
}

bool Claims::all_hold() const {
  return !list_.empty() &&
         std::all_of(list_.begin(), list_.end(),
                     [](const Claim& claim) { return claim.holds; });
}

}  // namespace sealframe
