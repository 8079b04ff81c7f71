// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Locks a mutex of Abseil's for a scope:
//   const MutexLock lock(mutex_);
//
// Abseil's own lock took a pointer until 2025 and takes a reference since, with
// the pointer deprecated. This one compiles with every version.
//
// Thread-safety: a lock belongs to one thread. It allocates nothing.

#ifndef SEALFRAME_CRYPTO_MUTEX_LOCK_H_
#define SEALFRAME_CRYPTO_MUTEX_LOCK_H_

#include <type_traits>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"

namespace sealframe {

// Waits for the mutex when it is made, and releases it when it is destroyed.
class ABSL_SCOPED_LOCKABLE MutexLock {
  // ArgumentFor returns what Abseil's lock takes: a reference or a pointer.
  static decltype(auto) ArgumentFor(auto& mutex) {
    if constexpr (std::is_constructible_v<absl::MutexLock, decltype(mutex)>) {
      return (mutex);
    } else {
      return &mutex;
    }
  }

 public:
  explicit MutexLock(absl::Mutex& mutex)
      ABSL_EXCLUSIVE_LOCK_FUNCTION(mutex) ABSL_NO_THREAD_SAFETY_ANALYSIS
      : lock_(ArgumentFor(mutex)) {}
  ~MutexLock() ABSL_UNLOCK_FUNCTION() ABSL_NO_THREAD_SAFETY_ANALYSIS = default;

  MutexLock(const MutexLock&) = delete;
  MutexLock& operator=(const MutexLock&) = delete;

 private:
  const absl::MutexLock lock_;
};

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_MUTEX_LOCK_H_
