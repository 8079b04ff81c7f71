// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/faults/failing_allocator.h"

#include <cerrno>
#include <cstddef>
#include <cstdint>

namespace sealframe {
namespace {

// How many more allocations succeed before one fails; negative if none does.
// Accessing it must not allocate, so it is in static TLS.
__attribute__((tls_model("initial-exec"))) thread_local int64_t g_successes =
    -1;
__attribute__((tls_model("initial-exec"))) thread_local bool g_failed = false;

bool Fails() {
  if (g_successes < 0) {
    return false;
  }
  if (g_successes-- > 0) {
    return false;
  }
  g_failed = true;
  errno = ENOMEM;
  return true;
}

}  // namespace

void FailAllocation(int64_t successes) {
  g_successes = successes;
  g_failed = false;
}

bool AllocationHasFailed() { return g_failed; }

}  // namespace sealframe

extern "C" {

void* __libc_malloc(size_t size) noexcept;
void* __libc_calloc(size_t count, size_t size) noexcept;
void* __libc_realloc(void* memory, size_t size) noexcept;
void* __libc_memalign(size_t alignment, size_t size) noexcept;

void* malloc(size_t size) noexcept {
  return sealframe::Fails() ? nullptr : __libc_malloc(size);
}

void* calloc(size_t count, size_t size) noexcept {
  return sealframe::Fails() ? nullptr : __libc_calloc(count, size);
}

void* realloc(void* memory, size_t size) noexcept {
  return sealframe::Fails() ? nullptr : __libc_realloc(memory, size);
}

void* memalign(size_t alignment, size_t size) noexcept {
  return sealframe::Fails() ? nullptr : __libc_memalign(alignment, size);
}

void* aligned_alloc(size_t alignment, size_t size) noexcept {
  return memalign(alignment, size);
}

int posix_memalign(void** memory, size_t alignment, size_t size) noexcept {
  void* const got = memalign(alignment, size);
  if (got == nullptr) {
    return ENOMEM;
  }
  *memory = got;
  return 0;
}

}  // extern "C"
