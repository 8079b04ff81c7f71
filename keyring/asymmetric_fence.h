// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A memory fence in two unequal halves: `Light` on paths that must be fast and
// `Heavy` on those that are rare. They work as a pair of full fences would: of
// a thread that stores X, calls `Light` and loads Y, and one that stores Y,
// calls `Heavy` and loads X, at least one sees the other's store.
//
// On Linux, `Light` only restrains the compiler, and `Heavy` makes the kernel
// run a fence in all threads of the process (membarrier(2), from kernel 4.14
// on). Elsewhere, under ThreadSanitizer and where a sandbox refuses the system
// call, both are full fences.
//
// Thread-safety: may be used from several threads. Never allocates or blocks;
// `Heavy` takes microseconds.

#ifndef SEALFRAME_KEYRING_ASYMMETRIC_FENCE_H_
#define SEALFRAME_KEYRING_ASYMMETRIC_FENCE_H_

#include <atomic>

namespace sealframe {

class AsymmetricFence {
 public:
  // AsymmetricFence asks the kernel for its half, once in a process.
  AsymmetricFence();

  void Light() const {
    if (is_asymmetric_) {
      std::atomic_signal_fence(std::memory_order_seq_cst);
    } else {
      std::atomic_thread_fence(std::memory_order_seq_cst);
    }
  }

  // Heavy returns false if other threads ran no fence, because the system
  // refused the call.
  [[nodiscard]] bool Heavy() const;

 private:
  const bool is_asymmetric_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_ASYMMETRIC_FENCE_H_
