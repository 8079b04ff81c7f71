// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The C library's malloc family, replaced by functions that ask before each
// allocation. They cover operator new and BoringSSL.
//
// The library that depends on this one defines `MayAllocate`, and is linked
// into the executable itself. Sanitizers replace the family themselves: under
// them, nothing asks.
//
// Thread-safety: may be used from several threads.

#ifndef SEALFRAME_TESTS_TESTING_REPLACED_MALLOC_H_
#define SEALFRAME_TESTS_TESTING_REPLACED_MALLOC_H_

#include "absl/base/config.h"

#if defined(ABSL_HAVE_ADDRESS_SANITIZER) || \
    defined(ABSL_HAVE_THREAD_SANITIZER) || defined(ABSL_HAVE_MEMORY_SANITIZER)
#define SEALFRAME_SANITIZER_OWNS_MALLOC 1
#endif

namespace sealframe {

// MayAllocate returns whether the calling thread's next allocation succeeds. It
// must not allocate.
bool MayAllocate();

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_TESTING_REPLACED_MALLOC_H_
