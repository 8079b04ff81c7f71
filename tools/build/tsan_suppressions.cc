// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What ThreadSanitizer is told to leave alone, in every program it is built
// into (--config=tsan).
//
// A thread that waits for an absl::Mutex for the first time makes what it is
// woken by inside of the mutex, where ThreadSanitizer has been told not to look
// for synchronization; so it takes the wake-up for a race with the making. The
// mutex itself, and what it guards, are watched as ever.

// The name is ThreadSanitizer's.
extern "C" const char* __tsan_default_suppressions();

extern "C" const char* __tsan_default_suppressions() {
  return "race:absl::*::synchronization_internal::Waiter::Post\n";
}
