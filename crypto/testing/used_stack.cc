// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/crypto/testing/used_stack.h"

#include <pthread.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <vector>

#include "absl/base/attributes.h"
#include "absl/functional/function_ref.h"
#include "absl/types/span.h"

namespace sealframe {
namespace {

constexpr size_t kStackSize = size_t{1} << 20;
constexpr size_t kAlignment = 4096;

// The end of a thread uses its stack as well, but not as deep as this.
constexpr size_t kDepth = 65536;

struct Run {
  absl::FunctionRef<void()> run;
  volatile uint8_t touched = 0;
};

ABSL_ATTRIBUTE_NOINLINE void RunDeep(Run& run) {
  volatile uint8_t depth[kDepth];
  depth[0] = 1;
  run.run();
  run.touched = depth[0];  // Keeps `depth`.
}

}  // namespace

std::vector<uint8_t> UsedStack(absl::FunctionRef<void()> run) {
  const std::unique_ptr<void, decltype(&std::free)> stack(
      std::aligned_alloc(kAlignment, kStackSize), &std::free);
  auto* const bytes = static_cast<uint8_t*>(stack.get());
  std::fill_n(bytes, kStackSize, uint8_t{0});
  pthread_attr_t attributes;
  pthread_t thread;
  Run deep = {.run = run};
  if (pthread_attr_init(&attributes) != 0 ||
      pthread_attr_setstack(&attributes, bytes, kStackSize) != 0 ||
      pthread_create(
          &thread, &attributes,
          [](void* argument) -> void* {
            RunDeep(*static_cast<Run*>(argument));
            return nullptr;
          },
          &deep) != 0 ||
      pthread_join(thread, nullptr) != 0) {
    std::abort();
  }
  pthread_attr_destroy(&attributes);
  return {bytes, bytes + kStackSize};
}

bool Holds(absl::Span<const uint8_t> memory,
           absl::Span<const uint8_t> pattern) {
  return std::search(memory.begin(), memory.end(), pattern.begin(),
                     pattern.end()) != memory.end();
}

}  // namespace sealframe
