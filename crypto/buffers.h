// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// How the input and the output of sealing or opening may lie in memory, and how
// large they may be.
//
// Thread-safety: pure functions. They never allocate.

#ifndef SEALFRAME_CRYPTO_BUFFERS_H_
#define SEALFRAME_CRYPTO_BUFFERS_H_

#include <cstddef>
#include <cstdint>
#include <limits>

#include "absl/types/span.h"

namespace sealframe {

// The most bytes that an object can have. A larger size is a mistake, such as
// an error code in its place.
inline constexpr size_t kMaxBufferSize = std::numeric_limits<ptrdiff_t>::max();

// AddSizes returns the sum of two sizes, or the largest size if that is less.
constexpr size_t AddSizes(size_t a, size_t b) {
  const size_t max = std::numeric_limits<size_t>::max();
  return a < max - b ? a + b : max;
}

// Disjoint returns whether `a` and `b` share no byte, for spans of any size.
inline bool Disjoint(absl::Span<const uint8_t> a, absl::Span<const uint8_t> b) {
  const auto a_begin = reinterpret_cast<uintptr_t>(a.data());
  const auto b_begin = reinterpret_cast<uintptr_t>(b.data());
  return a.empty() || b.empty() ||
         (a_begin < b_begin ? a.size() <= b_begin - a_begin
                            : b.size() <= a_begin - b_begin);
}

// MayShare returns whether `out` starts where `in` does or is disjoint from it,
// which every seal and open operation demands.
inline bool MayShare(absl::Span<const uint8_t> in,
                     absl::Span<const uint8_t> out) {
  return in.data() == out.data() || Disjoint(in, out);
}

}  // namespace sealframe

#endif  // SEALFRAME_CRYPTO_BUFFERS_H_
