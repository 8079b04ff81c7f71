// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/testing/counting_allocator.h"

#include <malloc.h>

#include <cerrno>
#include <cstddef>
#include <cstdio>
#include <cstdlib>

#include "absl/base/config.h"
#include "absl/functional/function_ref.h"

#if defined(ABSL_HAVE_ADDRESS_SANITIZER) || \
    defined(ABSL_HAVE_THREAD_SANITIZER) || defined(ABSL_HAVE_MEMORY_SANITIZER)
#define SEALFRAME_SANITIZER_OWNS_MALLOC 1
#endif

namespace sealframe {
namespace {

// Accessing the counter must not allocate, so it is in static TLS.
__attribute__((tls_model("initial-exec"))) thread_local size_t g_allocations =
    0;

}  // namespace
}  // namespace sealframe

#ifdef SEALFRAME_SANITIZER_OWNS_MALLOC

// Declared here because Debian's GCC does not ship the header.
extern "C" int __sanitizer_install_malloc_and_free_hooks(
    void (*malloc_hook)(const volatile void*, size_t),
    void (*free_hook)(const volatile void*));

namespace sealframe {
namespace {

void CountAllocation(const volatile void* /*memory*/, size_t /*size*/) {
  ++g_allocations;
}

void CountNothing(const volatile void* /*memory*/) {}

[[maybe_unused]] const int g_hooks =
    __sanitizer_install_malloc_and_free_hooks(CountAllocation, CountNothing);

}  // namespace
}  // namespace sealframe

#else  // Replaces the C library's malloc family.

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
namespace {

// IsCounting returns whether a test allocation is counted.
bool IsCounting() {
  const size_t before = g_allocations;
  void* memory = std::malloc(1);
  asm volatile("" : "+r"(memory) : : "memory");
  std::free(memory);
  return g_allocations != before;
}

}  // namespace

size_t CountAllocations(absl::FunctionRef<void()> function) {
  if (!IsCounting()) {
    std::fputs(
        "CountAllocations: malloc was replaced by another library or tool; run "
        "the test without it\n",
        stderr);
    std::abort();
  }
  const size_t before = g_allocations;
  function();
  return g_allocations - before;
}

}  // namespace sealframe
