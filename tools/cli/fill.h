// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Fills text to the width of a terminal.
//
// Thread-safety: a pure function. It allocates.

#ifndef SEALFRAME_TOOLS_CLI_FILL_H_
#define SEALFRAME_TOOLS_CLI_FILL_H_

#include <cstddef>
#include <string>

#include "absl/strings/string_view.h"

namespace sealframe {

inline constexpr size_t kHelpWidth = 80;

// Fill returns the words of `text` on lines of fewer than kHelpWidth columns.
// All lines but the first begin with `indent` spaces, and the first is taken to
// start behind that many columns. A word that is too long has its own line. The
// result has no line end at its end.
std::string Fill(absl::string_view text, size_t indent);

// FillParagraphs is like Fill, without indentation, for text of several
// paragraphs. Lines that begin with a space, such as examples, stay as they
// are.
std::string FillParagraphs(absl::string_view text);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_FILL_H_
