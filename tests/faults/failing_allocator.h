// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Lets one allocation of a thread fail.
//
// Linking this library replaces the malloc family
// (tests/testing/replaced_malloc.h). It does not work with sanitizers.
//
// Thread-safety: each thread has its own count.

#ifndef SEALFRAME_TESTS_FAULTS_FAILING_ALLOCATOR_H_
#define SEALFRAME_TESTS_FAULTS_FAILING_ALLOCATOR_H_

#include <cstdint>

namespace sealframe {

// FailAllocation makes the calling thread's allocation fail that comes after
// `successes` others. A negative number lets all succeed.
void FailAllocation(int64_t successes);

// AllocationHasFailed returns whether that allocation was made, and failed.
bool AllocationHasFailed();

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_FAULTS_FAILING_ALLOCATOR_H_
