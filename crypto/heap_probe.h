// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What a test can see of the heap. A program that links this has its `malloc`
// family replaced (glibc's own does the work), and so sees `operator new` and
// BoringSSL alike; under a sanitizer, whose `malloc` must stay, the sanitizer's
// hooks report the same calls.
//
// Thread-safety: each call observes the calling thread alone.

#ifndef CRYPTO_HEAP_PROBE_H_
#define CRYPTO_HEAP_PROBE_H_

#include <cstddef>

#include "absl/functional/function_ref.h"
#include "absl/types/optional.h"

namespace sealframe {

// CountAllocations returns how many heap blocks `run` asks for.
size_t CountAllocations(absl::FunctionRef<void()> run);

// NonzeroBytesWhenFreed returns how many of the first `size` bytes of `block`
// are not zero at the moment when `run` frees it, or nothing if it does not.
absl::optional<size_t> NonzeroBytesWhenFreed(const void* block, size_t size,
                                             absl::FunctionRef<void()> run);

}  // namespace sealframe

#endif  // CRYPTO_HEAP_PROBE_H_
