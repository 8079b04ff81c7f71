// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Runs a test over every known answer of a vector file (format: see
// vector_block.h), so that no answer and no part of one can be forgotten.
//
// Thread-safety: to be called from the test's own thread. It allocates.

#ifndef SEALFRAME_TESTS_TESTING_VECTOR_FILE_H_
#define SEALFRAME_TESTS_TESTING_VECTOR_FILE_H_

#include "absl/functional/function_ref.h"
#include "absl/strings/string_view.h"
#include "sealframe/tests/testing/vector_block.h"

namespace sealframe {

// RunVectorFile calls `test` with each block of the file at `path`, relative to
// the repository's root (the cc_test names the file in its `data`). Besides
// what `test` finds, the running test fails if the file cannot be read or
// parsed, if `test` leaves a field of a block unread that it did not skip, and
// if it skipped every block. Each failure names the block's line.
void RunVectorFile(absl::string_view path,
                   absl::FunctionRef<void(VectorBlock&)> test);

// RunVectorText does the same with the contents of a file, called `name` in
// failures.
void RunVectorText(absl::string_view name, absl::string_view text,
                   absl::FunctionRef<void(VectorBlock&)> test);

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_TESTING_VECTOR_FILE_H_
