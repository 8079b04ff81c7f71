// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Detects that the process was forked. A child has copies of its parent's
// sealing keys, and both would use the same counters.
//
// Thread-safety: may be called from several threads, and in a child right after
// the fork. Never blocks. Only the first call allocates: one page and a handler
// of `pthread_atfork`, for the life of the process.

#ifndef SEALFRAME_KEYRING_FORK_GENERATION_H_
#define SEALFRAME_KEYRING_FORK_GENERATION_H_

#include <cstdint>

namespace sealframe {

// ForkGeneration returns a number that is never zero, stays the same in one
// process, and differs from those of all processes that it was forked from. A
// call costs one load from memory. Where the kernel zeroes no pages in children
// (`MADV_WIPEONFORK`), a child of a bare `clone` has its parent's generation,
// and any other child until the handlers of `pthread_atfork` have run.
//
// A child of `vfork` or `posix_spawn` shares its parent's memory, and its
// generation, until it executes another program.
uint64_t ForkGeneration();

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_FORK_GENERATION_H_
