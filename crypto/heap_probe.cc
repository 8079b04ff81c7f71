// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "crypto/heap_probe.h"

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstdint>

#include "absl/base/config.h"
#include "absl/functional/function_ref.h"
#include "absl/types/optional.h"

namespace sealframe {
namespace {

struct Probe {
  size_t allocations = 0;
  const void* watched = nullptr;
  size_t watched_size = 0;
  absl::optional<size_t> nonzero_when_freed;
};

thread_local Probe probe;

void OnAllocate() { ++probe.allocations; }

void OnFree(const void* block) {
  if (block == nullptr || block != probe.watched) {
    return;
  }
  const auto* bytes = static_cast<const uint8_t*>(block);
  probe.nonzero_when_freed = static_cast<size_t>(
      std::count_if(bytes, bytes + probe.watched_size,
                    [](uint8_t byte) { return byte != 0; }));
  probe.watched = nullptr;
}

}  // namespace

size_t CountAllocations(absl::FunctionRef<void()> run) {
  const size_t before = probe.allocations;
  run();
  return probe.allocations - before;
}

absl::optional<size_t> NonzeroBytesWhenFreed(const void* block, size_t size,
                                             absl::FunctionRef<void()> run) {
  probe.watched = block;
  probe.watched_size = size;
  probe.nonzero_when_freed.reset();
  run();
  probe.watched = nullptr;
  return probe.nonzero_when_freed;
}

}  // namespace sealframe

#if defined(ABSL_HAVE_ADDRESS_SANITIZER) || \
    defined(ABSL_HAVE_THREAD_SANITIZER) || defined(ABSL_HAVE_MEMORY_SANITIZER)

extern "C" int __sanitizer_install_malloc_and_free_hooks(
    void (*on_malloc)(const volatile void*, size_t),
    void (*on_free)(const volatile void*));

namespace sealframe {
namespace {

[[maybe_unused]] const int hooked = __sanitizer_install_malloc_and_free_hooks(
    [](const volatile void*, size_t) { OnAllocate(); },
    [](const volatile void* block) { OnFree(const_cast<const void*>(block)); });

}  // namespace
}  // namespace sealframe

#else

extern "C" {

void* __libc_malloc(size_t size);
void* __libc_calloc(size_t count, size_t size);
void* __libc_realloc(void* block, size_t size);
void* __libc_memalign(size_t alignment, size_t size);
void __libc_free(void* block);

void* malloc(size_t size) {
  sealframe::OnAllocate();
  return __libc_malloc(size);
}

void* calloc(size_t count, size_t size) {
  sealframe::OnAllocate();
  return __libc_calloc(count, size);
}

void* realloc(void* block, size_t size) {
  sealframe::OnAllocate();
  return __libc_realloc(block, size);
}

void* aligned_alloc(size_t alignment, size_t size) {
  sealframe::OnAllocate();
  return __libc_memalign(alignment, size);
}

int posix_memalign(void** out, size_t alignment, size_t size) {
  sealframe::OnAllocate();
  *out = __libc_memalign(alignment, size);
  return *out == nullptr ? ENOMEM : 0;
}

void free(void* block) {
  sealframe::OnFree(block);
  __libc_free(block);
}

}  // extern "C"

#endif
