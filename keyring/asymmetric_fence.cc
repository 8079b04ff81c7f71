// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/asymmetric_fence.h"

#include <atomic>

// Android's sandboxes end a process that makes a system call not on their list.
#if defined(__linux__) && !defined(__ANDROID__)
#define SEALFRAME_HAS_MEMBARRIER 1
#include <linux/membarrier.h>
#include <sys/syscall.h>
#include <unistd.h>
#endif

// ThreadSanitizer does not see the kernel's fences.
#if defined(__SANITIZE_THREAD__)
#undef SEALFRAME_HAS_MEMBARRIER
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#undef SEALFRAME_HAS_MEMBARRIER
#endif
#endif

namespace sealframe {
namespace {

#ifdef SEALFRAME_HAS_MEMBARRIER

bool Membarrier(int command) {
  return syscall(SYS_membarrier, command, 0, 0) == 0;
}

// The first fence shows that the registration is enough.
bool Register() {
  return Membarrier(MEMBARRIER_CMD_REGISTER_PRIVATE_EXPEDITED) &&
         Membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED);
}

// Forked children inherit the registration.
bool FenceAllThreads() { return Membarrier(MEMBARRIER_CMD_PRIVATE_EXPEDITED); }

#else

bool Register() { return false; }
bool FenceAllThreads() { return false; }

#endif

}  // namespace

AsymmetricFence::AsymmetricFence()
    : is_asymmetric_([] {
        static const bool is_registered = Register();
        return is_registered;
      }()) {}

bool AsymmetricFence::Heavy() const {
  std::atomic_thread_fence(std::memory_order_seq_cst);
  return !is_asymmetric_ || FenceAllThreads();
}

}  // namespace sealframe
