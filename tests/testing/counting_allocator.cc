// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/tests/testing/counting_allocator.h"

#include <cstddef>
#include <cstdio>
#include <cstdlib>

#include "absl/functional/function_ref.h"
#include "sealframe/tests/testing/replaced_malloc.h"

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

#else  // The C library's malloc family is replaced.

namespace sealframe {

bool MayAllocate() {
  ++g_allocations;
  return true;
}

}  // namespace sealframe

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
