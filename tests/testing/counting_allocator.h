// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Counts heap allocations, to prove that a path makes none.
//
// A test binary that links this counts every allocation of the C library's
// malloc family, and with it those of operator new and of BoringSSL: the family
// is replaced by one that counts and calls glibc's own. Where a sanitizer has
// replaced the family already (address, thread, memory), its malloc hook counts
// instead; only ThreadSanitizer's does not see aligned memory. Valgrind
// replaces the family for itself, so that counting there ends the process.
// Memory got otherwise (mmap) is not seen, nor is freeing, nor a call that the
// optimiser removed.
//
// Thread-safety: each thread counts its own allocations.

#ifndef SEALFRAME_TESTS_TESTING_COUNTING_ALLOCATOR_H_
#define SEALFRAME_TESTS_TESTING_COUNTING_ALLOCATOR_H_

#include <cstddef>

#include "absl/functional/function_ref.h"

namespace sealframe {

// CountAllocations calls `function` and returns how often the calling thread
// allocated (or reallocated) memory meanwhile. If it would not see any, it ends
// the process rather than let a test pass on nothing.
size_t CountAllocations(absl::FunctionRef<void()> function);

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_TESTING_COUNTING_ALLOCATOR_H_
