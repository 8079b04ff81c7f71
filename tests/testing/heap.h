// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The heap of this process.
//
// Thread-safety: may be used from several threads.

#ifndef SEALFRAME_TESTS_TESTING_HEAP_H_
#define SEALFRAME_TESTS_TESTING_HEAP_H_

#include <malloc.h>

#include <cstddef>

// Sanitizers define it. They replace the allocator that mallinfo2 reports on.
// NOLINTNEXTLINE(bugprone-reserved-identifier)
extern "C" [[gnu::weak]] size_t __sanitizer_get_current_allocated_bytes();

namespace sealframe {

// HeapInUse returns the bytes in use.
inline size_t HeapInUse() {
  if (__sanitizer_get_current_allocated_bytes != nullptr) {
    return __sanitizer_get_current_allocated_bytes();
  }
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_TESTING_HEAP_H_
