// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Inspects heap memory at the moment it is freed, to prove that secrets are
// wiped. Linking this library replaces the C library's `free`, and so covers
// `operator delete` and BoringSSL. Sanitizer builds keep the sanitizer's `free`
// and install its hook instead.
//
// Thread-safety: each call observes only the calling thread. It does not
// allocate.

#ifndef SEALFRAME_CRYPTO_TESTING_FREED_MEMORY_H_
#define SEALFRAME_CRYPTO_TESTING_FREED_MEMORY_H_

#include <cstddef>
#include <optional>

#include "absl/functional/function_ref.h"

namespace sealframe {

// NonzeroBytesWhenFreed calls `run` and returns how many of the first `size`
// bytes of `block` were nonzero when `run` freed it, or nullopt if `run` did
// not free it.
std::optional<size_t> NonzeroBytesWhenFreed(const void* block, size_t size,
                                            absl::FunctionRef<void()> run);

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_TESTING_FREED_MEMORY_H_
