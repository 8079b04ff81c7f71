// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/testing/freed_memory.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>

#include "absl/base/config.h"
#include "absl/functional/function_ref.h"

namespace sealframe {
namespace {

// The block that this thread observes, and the result.
struct Watch {
  const void* block = nullptr;
  size_t size = 0;
  std::optional<size_t> nonzero_bytes;
};

thread_local Watch watch;

void BeforeFree(const void* block) {
  if (block == nullptr || block != watch.block) {
    return;
  }
  const auto* bytes = static_cast<const uint8_t*>(block);
  watch.nonzero_bytes = static_cast<size_t>(std::count_if(
      bytes, bytes + watch.size, [](uint8_t byte) { return byte != 0; }));
  watch.block = nullptr;
}

}  // namespace

std::optional<size_t> NonzeroBytesWhenFreed(const void* block, size_t size,
                                            absl::FunctionRef<void()> run) {
  watch = {block, size, std::nullopt};
  run();
  watch.block = nullptr;
  return watch.nonzero_bytes;
}

}  // namespace sealframe

#if defined(ABSL_HAVE_ADDRESS_SANITIZER) || \
    defined(ABSL_HAVE_THREAD_SANITIZER) || defined(ABSL_HAVE_MEMORY_SANITIZER)

// Declared here because Debian's GCC does not ship the header.
extern "C" int __sanitizer_install_malloc_and_free_hooks(
    void (*malloc_hook)(const volatile void*, size_t),
    void (*free_hook)(const volatile void*));

namespace sealframe {
namespace {

[[maybe_unused]] const int hooks = __sanitizer_install_malloc_and_free_hooks(
    [](const volatile void*, size_t) {},
    [](const volatile void* block) {
      BeforeFree(const_cast<const void*>(block));
    });

}  // namespace
}  // namespace sealframe

#else

extern "C" {

// NOLINTNEXTLINE(bugprone-reserved-identifier)
void __libc_free(void* block) noexcept;

void free(void* block) noexcept {
  sealframe::BeforeFree(block);
  __libc_free(block);
}

}  // extern "C"

#endif
