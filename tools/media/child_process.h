// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Runs a program on bytes in memory.
//
// Thread-safety: safe to call from any thread. It waits for the program.

#ifndef SEALFRAME_TOOLS_MEDIA_CHILD_PROCESS_H_
#define SEALFRAME_TOOLS_MEDIA_CHILD_PROCESS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace sealframe {

struct ChildOutput {
  int exit_code = 0;  // If a signal ended the program, its negated number.
  std::vector<uint8_t> output;  // From its standard output.
  std::string errors;           // From its standard error.
};

// RunChild runs the program at `path` with `argument` as its only argument and
// `input` as its standard input. Input and output are kept in memory, not on a
// disk. NotFound if there is no such program, Unavailable if it cannot run.
absl::StatusOr<ChildOutput> RunChild(const std::string& path,
                                     const std::string& argument,
                                     absl::Span<const uint8_t> input);

}  // namespace sealframe

#endif  // SEALFRAME_TOOLS_MEDIA_CHILD_PROCESS_H_
