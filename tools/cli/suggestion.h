// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The name that was likely meant by a mistyped one.
//
// Thread-safety: a pure function. It allocates.

#ifndef SEALFRAME_TOOLS_CLI_SUGGESTION_H_
#define SEALFRAME_TOOLS_CLI_SUGGESTION_H_

#include <string>
#include <vector>

#include "absl/strings/string_view.h"

namespace sealframe {

// Nearest returns the one of `known` that `name` most likely stands for: equal
// but for case, dashes and underscores, a longer or shorter form of it, or at
// most a third of its characters away, where swapped neighbours count once. ""
// if there is none.
std::string Nearest(absl::string_view name,
                    const std::vector<std::string>& known);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_SUGGESTION_H_
