// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Runs a test over every known answer of a vector file (vector_block.h defines
// the format), so that no answer and no field is overlooked.
//
// Thread-safety: call these from the test's own thread. They allocate.

#ifndef SEALFRAME_TESTS_TESTING_VECTOR_FILE_H_
#define SEALFRAME_TESTS_TESTING_VECTOR_FILE_H_

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "sealframe/tests/testing/vector_block.h"

namespace sealframe {

// RunVectorFile calls `test` with each block of the file at `path`, relative to
// the repository's root. List the file in the test's `data`. The running test
// also fails if the file cannot be read or parsed, if `test` leaves a field
// unread without skipping its block, or if it skips every block. Each failure
// names the block's line.
void RunVectorFile(absl::string_view path,
                   absl::FunctionRef<void(VectorBlock&)> test);

// RunVectorText does the same for `text`, which failures refer to as `name`.
void RunVectorText(absl::string_view name, absl::string_view text,
                   absl::FunctionRef<void(VectorBlock&)> test);

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_TESTING_VECTOR_FILE_H_
