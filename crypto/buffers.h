// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// How the input and the output of sealing or opening may lie in memory.
//
// Thread-safety: pure functions. They never allocate.

#ifndef SEALFRAME_CRYPTO_BUFFERS_H_
#define SEALFRAME_CRYPTO_BUFFERS_H_

#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

// Disjoint returns whether `a` and `b` share no byte.
inline bool Disjoint(absl::Span<const uint8_t> a, absl::Span<const uint8_t> b) {
  const auto a_begin = reinterpret_cast<uintptr_t>(a.data());
  const auto b_begin = reinterpret_cast<uintptr_t>(b.data());
  return a.empty() || b.empty() || a_begin + a.size() <= b_begin ||
         b_begin + b.size() <= a_begin;
}

// MayShare returns whether `out` starts where `in` does or is disjoint from it,
// which every seal and open operation demands.
inline bool MayShare(absl::Span<const uint8_t> in,
                     absl::Span<const uint8_t> out) {
  return in.data() == out.data() || Disjoint(in, out);
}

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_BUFFERS_H_
