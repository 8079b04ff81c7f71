// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/fork_generation.h"

#include <atomic>
#include <cstdint>

#if defined(__linux__)
#include <sys/mman.h>
#include <unistd.h>

#include <cstddef>
#include <new>
#endif
#if defined(__unix__) || defined(__APPLE__)
#include <pthread.h>
#endif

namespace sealframe {
namespace {

using Generation = std::atomic<uint64_t>;

// The last generation of this process or of one that it was forked from.
Generation last_generation{1};

#if defined(__linux__) && defined(MADV_WIPEONFORK)
// NewWipedPage returns a zero in a page that the kernel zeroes in children, or
// null. Unlike a handler of `pthread_atfork`, that covers a bare `clone`.
Generation* NewWipedPage() {
  const auto size = static_cast<size_t>(sysconf(_SC_PAGESIZE));
  void* const page = mmap(nullptr, size, PROT_READ | PROT_WRITE,
                          MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (page == MAP_FAILED) {
    return nullptr;
  }
  if (madvise(page, size, MADV_WIPEONFORK) != 0) {
    munmap(page, size);
    return nullptr;
  }
  return new (page) Generation(0);
}
#else
Generation* NewWipedPage() { return nullptr; }
#endif

// Where the generation is. Null until the first call.
std::atomic<Generation*> place{nullptr};

// The handler also helps where the kernel wipes no pages, or pretends to, as
// the emulator qemu-user does.
Generation* NewCurrent() {
  static Generation fallback{0};
  Generation* const page = NewWipedPage();
  place.store(page != nullptr ? page : &fallback);
#if defined(__unix__) || defined(__APPLE__)
  pthread_atfork(nullptr, nullptr, [] { place.load()->store(0); });
#endif
  return place.load();
}

// Begin starts a generation where none has begun. Several threads may get here
// at once. A number is used up before it is stored, so that a child that is
// forked in between cannot use it again.
uint64_t Begin(Generation* current) {
  const uint64_t next = last_generation.fetch_add(1) + 1;
  uint64_t begun = 0;
  return current->compare_exchange_strong(begun, next) ? next : begun;
}

}  // namespace

uint64_t ForkGeneration() {
  static Generation* const current = NewCurrent();
  const uint64_t generation = current->load(std::memory_order_relaxed);
  return generation != 0 ? generation : Begin(current);
}

}  // namespace sealframe
