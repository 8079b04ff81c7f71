// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Counts heap allocations, to prove that code does not allocate.
//
// Linking this library replaces the malloc family with functions that count
// (tests/testing/replaced_malloc.h). Under the address, thread and memory
// sanitizers, the sanitizer's malloc hook counts instead; ThreadSanitizer's
// hook misses aligned allocations. Valgrind also replaces the family, so
// CountAllocations aborts under it. Other memory (mmap), deallocations and
// calls removed by the optimizer are not counted.
//
// Thread-safety: each thread counts its own allocations.

#ifndef SEALFRAME_TESTS_TESTING_COUNTING_ALLOCATOR_H_
#define SEALFRAME_TESTS_TESTING_COUNTING_ALLOCATOR_H_

#include <cstddef>

#include "absl/functional/function_ref.h"

namespace sealframe {

// CountAllocations calls `function` and returns the number of allocations and
// reallocations that the calling thread made in it. It aborts the process if
// counting does not work, so that a test cannot pass by accident.
size_t CountAllocations(absl::FunctionRef<void()> function);

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_TESTING_COUNTING_ALLOCATOR_H_
