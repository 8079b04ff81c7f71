// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Fetching memory before it is used, so that a program that walks through many
// objects does not wait for each.
//
// Thread-safety: a pure function. Never allocates.

#ifndef SEALFRAME_CRYPTO_PREFETCH_H_
#define SEALFRAME_CRYPTO_PREFETCH_H_

#include <cstddef>

namespace sealframe {

// Prefetch begins to fetch `size` bytes at `address` into the caches, or
// nothing if that is null. It has no other effect, so the object may end
// sooner.
inline void Prefetch([[maybe_unused]] const void* address,
                     [[maybe_unused]] size_t size) {
#if defined(__GNUC__)
  constexpr size_t kStep = 128;  // Processors fetch lines of 64 bytes in pairs.
  if (address == nullptr) {
    return;  // Processors take long to find out that no memory is there.
  }
  const auto* const bytes = static_cast<const char*>(address);
  for (size_t i = 0; i < size; i += kStep) {
    __builtin_prefetch(bytes + i);
  }
  __builtin_prefetch(bytes + size - 1);
#endif
}

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_PREFETCH_H_
