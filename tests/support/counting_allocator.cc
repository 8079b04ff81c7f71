// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "tests/support/counting_allocator.h"

#include <malloc.h>

#include <cerrno>
#include <cstddef>
#include <cstdlib>

#include "absl/base/config.h"
#include "absl/functional/function_ref.h"

#if defined(ABSL_HAVE_ADDRESS_SANITIZER) || \
    defined(ABSL_HAVE_THREAD_SANITIZER) || defined(ABSL_HAVE_MEMORY_SANITIZER)
#define SEALFRAME_SANITIZER_OWNS_MALLOC 1
#include <sanitizer/allocator_interface.h>
#endif

namespace sealframe {
namespace {

// Reading it must not allocate, so it lives in the thread's static block.
__attribute__((tls_model("initial-exec"))) thread_local size_t g_allocations =
    0;

}  // namespace
}  // namespace sealframe

#ifdef SEALFRAME_SANITIZER_OWNS_MALLOC

namespace sealframe {
namespace {

void CountAllocation(const volatile void* /*memory*/, size_t /*size*/) {
  ++g_allocations;
}

void CountNothing(const volatile void* /*memory*/) {}

const bool g_hooked = __sanitizer_install_malloc_and_free_hooks(
                          CountAllocation, CountNothing) != 0;

}  // namespace
}  // namespace sealframe

#else  // The C library's family is ours to replace.

extern "C" {

void* __libc_malloc(size_t size) noexcept;
void* __libc_calloc(size_t count, size_t size) noexcept;
void* __libc_realloc(void* memory, size_t size) noexcept;
void* __libc_memalign(size_t alignment, size_t size) noexcept;

void* malloc(size_t size) noexcept {
  ++sealframe::g_allocations;
  return __libc_malloc(size);
}

void* calloc(size_t count, size_t size) noexcept {
  ++sealframe::g_allocations;
  return __libc_calloc(count, size);
}

void* realloc(void* memory, size_t size) noexcept {
  ++sealframe::g_allocations;
  return __libc_realloc(memory, size);
}

void* memalign(size_t alignment, size_t size) noexcept {
  ++sealframe::g_allocations;
  return __libc_memalign(alignment, size);
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

#endif

namespace sealframe {

size_t CountAllocations(absl::FunctionRef<void()> function) {
#ifdef SEALFRAME_SANITIZER_OWNS_MALLOC
  if (!g_hooked) {
    std::abort();
  }
#endif
  const size_t before = g_allocations;
  function();
  return g_allocations - before;
}

}  // namespace sealframe
