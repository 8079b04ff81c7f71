// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// ThreadSanitizer suppressions, linked into every program under --config=tsan.
//
// A thread that waits for an absl::Mutex for the first time initializes its
// Waiter inside the mutex's implementation, where Abseil hides synchronization
// from ThreadSanitizer. Its first wake-up is therefore reported as a race with
// that initialization. The mutex and the data it guards are still checked.

// Called by ThreadSanitizer, which defines the name.
extern "C" const char* __tsan_default_suppressions();

extern "C" const char* __tsan_default_suppressions() {
  return "race:absl::*::synchronization_internal::Waiter::Post\n";
}
