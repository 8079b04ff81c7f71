// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The heap of this process.
//
// Thread-safety: may be used from several threads.

#ifndef SEALFRAME_TESTS_SOAK_HEAP_H_
#define SEALFRAME_TESTS_SOAK_HEAP_H_

#include <malloc.h>

#include <cstddef>

namespace sealframe {

// HeapInUse returns the bytes in use, or zero with sanitizers.
inline size_t HeapInUse() {
  const struct mallinfo2 info = mallinfo2();
  return info.uordblks + info.hblkhd;
}

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_SOAK_HEAP_H_
