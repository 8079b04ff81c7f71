// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The demo's claims. Each is checked and printed with its outcome, and the demo
// succeeds only if all of them hold.
//
// Thread-safety: none.

#ifndef SEALFRAME_TOOLS_DEMO_CLAIMS_H_
#define SEALFRAME_TOOLS_DEMO_CLAIMS_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace sealframe {

struct Claim {
  std::string text;
  bool holds = false;
};

class Claims {
 public:
  // Claims prints to standard output unless `is_quiet`.
  explicit Claims(bool is_quiet) : is_quiet_(is_quiet) {}

  // Print prints a line of the story; Heading prints the title of a part.
  void Print(absl::string_view line) const;
  void Heading(absl::string_view line) const;

  // Check records the claim `text` and prints whether it holds.
  void Check(absl::string_view text, bool holds);

  bool all_hold() const;
  const std::vector<Claim>& list() const { return list_; }

 private:
  const bool is_quiet_;
  std::vector<Claim> list_;
};

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_DEMO_CLAIMS_H_
