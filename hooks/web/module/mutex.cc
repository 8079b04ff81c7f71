// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Abseil's mutexes where there is one thread: nobody waits. Abseil's own can
// also find deadlocks and print stacks, which would make the module larger.

#include "absl/synchronization/mutex.h"

#include <atomic>
#include <cstdint>

#include "absl/base/config.h"

// Later versions define `Lock` in their header: their mutexes stay as they are.
#if defined(ABSL_LTS_RELEASE_VERSION) && ABSL_LTS_RELEASE_VERSION <= 20240722

namespace absl {
ABSL_NAMESPACE_BEGIN

Mutex::~Mutex() = default;

// A lock that is held would never be released. A trap ends the module.
void Mutex::Lock() {
  if (mu_.exchange(1, std::memory_order_relaxed) != 0) {
    __builtin_trap();
  }
}

void Mutex::Unlock() { mu_.store(0, std::memory_order_relaxed); }

ABSL_NAMESPACE_END
}  // namespace absl

#endif
