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

// The last generation of this process or of one that it was forked from.
std::atomic<uint64_t> last_generation{1};

// Place is where the generation is. It is kept in a child unless the kernel
// zeroes it there.
struct Place {
  std::atomic<uint64_t> generation{0};
  std::atomic<bool> is_kept{true};
};

#if defined(__linux__) && defined(MADV_WIPEONFORK)
// NewWipedPage returns a place in a page that the kernel zeroes in children, or
// null. Unlike a handler of `pthread_atfork`, that covers a bare `clone`.
Place* NewWipedPage() {
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
  return new (page) Place;
}
#else
Place* NewWipedPage() { return nullptr; }
#endif

Place fallback;
std::atomic<Place*> place{&fallback};

// The handler is for kernels that zero no pages, or pretend to, as old versions
// of qemu-user do.
Place* NewPlace() {
  if (Place* const page = NewWipedPage()) {
    place.store(page);
  }
#if defined(__unix__) || defined(__APPLE__)
  pthread_atfork(nullptr, nullptr, [] {
    if (place.load()->is_kept.load()) {
      place.load()->generation.store(0);
    }
  });
#endif
  return place.load();
}

// Begin starts a generation where none has begun. Several threads may get here
// at once. A number is used up before it is stored, so that a child that is
// forked in between cannot use it again.
uint64_t Begin(std::atomic<uint64_t>* generation) {
  const uint64_t next = last_generation.fetch_add(1) + 1;
  uint64_t begun = 0;
  return generation->compare_exchange_strong(begun, next) ? next : begun;
}

}  // namespace

uint64_t ForkGeneration() {
  static std::atomic<uint64_t>* const current = &NewPlace()->generation;
  const uint64_t generation = current->load(std::memory_order_relaxed);
  return generation != 0 ? generation : Begin(current);
}

}  // namespace sealframe
