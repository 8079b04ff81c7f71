// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What heap memory holds when it is freed, to prove that secrets are wiped. A
// program that links this has the C library's `free` replaced, and so sees
// `operator delete` and BoringSSL alike; under a sanitizer, whose `free` must
// stay, the sanitizer's hook reports the same calls.
//
// Thread-safety: each call observes the calling thread alone. It does not
// allocate.

#ifndef SEALFRAME_CRYPTO_TESTING_FREED_MEMORY_H_
#define SEALFRAME_CRYPTO_TESTING_FREED_MEMORY_H_

#include <cstddef>

#include "absl/functional/function_ref.h"
#include "absl/types/optional.h"

namespace sealframe {

// NonzeroBytesWhenFreed returns how many of the first `size` bytes of `block`
// are not zero at the moment when `run` frees it, or nothing if it does not.
absl::optional<size_t> NonzeroBytesWhenFreed(const void* block, size_t size,
                                             absl::FunctionRef<void()> run);

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_TESTING_FREED_MEMORY_H_
