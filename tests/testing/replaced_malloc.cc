// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/testing/replaced_malloc.h"

#ifndef SEALFRAME_SANITIZER_OWNS_MALLOC

#include <malloc.h>

#include <cerrno>
#include <cstddef>

namespace {

// OrFail returns what `allocate` returns, if there may be an allocation.
template <typename Allocate>
void* OrFail(Allocate allocate) {
  if (sealframe::MayAllocate()) {
    return allocate();
  }
  errno = ENOMEM;
  return nullptr;
}

}  // namespace

extern "C" {

void* __libc_malloc(size_t size) noexcept;
void* __libc_calloc(size_t count, size_t size) noexcept;
void* __libc_realloc(void* memory, size_t size) noexcept;
void* __libc_memalign(size_t alignment, size_t size) noexcept;

void* malloc(size_t size) noexcept {
  return OrFail([=] { return __libc_malloc(size); });
}

void* calloc(size_t count, size_t size) noexcept {
  return OrFail([=] { return __libc_calloc(count, size); });
}

void* realloc(void* memory, size_t size) noexcept {
  return OrFail([=] { return __libc_realloc(memory, size); });
}

void* memalign(size_t alignment, size_t size) noexcept {
  return OrFail([=] { return __libc_memalign(alignment, size); });
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

#endif  // SEALFRAME_SANITIZER_OWNS_MALLOC
