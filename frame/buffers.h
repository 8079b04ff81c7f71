// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What every transform asks of the buffers it is given.
//
// Thread-safety: pure functions. They never allocate.

#ifndef SEALFRAME_FRAME_BUFFERS_H_
#define SEALFRAME_FRAME_BUFFERS_H_

#include <cstdint>

#include "absl/types/span.h"

namespace sealframe {

// Disjoint returns whether `in` and `out` share no byte.
inline bool Disjoint(absl::Span<const uint8_t> in, absl::Span<uint8_t> out) {
  const auto in_begin = reinterpret_cast<uintptr_t>(in.data());
  const auto out_begin = reinterpret_cast<uintptr_t>(out.data());
  return in.empty() || out.empty() || in_begin + in.size() <= out_begin ||
         out_begin + out.size() <= in_begin;
}

// MayShare returns whether `out` starts where `in` does or shares no byte with
// it: what sealing and opening can work with.
inline bool MayShare(absl::Span<const uint8_t> in, absl::Span<uint8_t> out) {
  return in.data() == out.data() || Disjoint(in, out);
}

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_BUFFERS_H_
