// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/faults/failing_allocator.h"

#include <cstdint>

#include "sealframe/tests/testing/replaced_malloc.h"

namespace sealframe {
namespace {

// How many more allocations succeed before one fails; negative if none does.
// Accessing it must not allocate, so it is in static TLS.
__attribute__((tls_model("initial-exec"))) thread_local int64_t g_successes =
    -1;
__attribute__((tls_model("initial-exec"))) thread_local bool g_failed = false;

}  // namespace

bool MayAllocate() {
  if (g_successes < 0 || g_successes-- > 0) {
    return true;
  }
  g_failed = true;
  return false;
}

void FailAllocation(int64_t successes) {
  g_successes = successes;
  g_failed = false;
}

bool AllocationHasFailed() { return g_failed; }

}  // namespace sealframe
