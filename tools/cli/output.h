// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Text on standard output.
//
// Thread-safety: the command line has one thread.

#ifndef SEALFRAME_TOOLS_CLI_OUTPUT_H_
#define SEALFRAME_TOOLS_CLI_OUTPUT_H_

#include <string>

#include "absl/status/status.h"
#include "absl/strings/string_view.h"

namespace sealframe {

// Print writes `text` to standard output. FlushOutput finds its errors.
void Print(absl::string_view text);

// PrintError writes `text` to standard error, if that can be written to.
void PrintError(const std::string& text);

// NoteOutput records that something else wrote to standard output.
void NoteOutput();

// HasOutput returns whether anything was written to standard output.
bool HasOutput();

// FlushOutput returns Unavailable, with the reason, unless all text has been
// written.
absl::Status FlushOutput();

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_CLI_OUTPUT_H_
