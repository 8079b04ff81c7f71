// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Durations of the C interface.
//
// Thread-safety: a pure function. It never allocates.

#ifndef SEALFRAME_HOOKS_C_DURATION_H_
#define SEALFRAME_HOOKS_C_DURATION_H_

#include <algorithm>
#include <cstdint>
#include <limits>

#include "absl/time/time.h"

namespace sealframe {

// Milliseconds returns `ms` milliseconds, capped at 292 million years.
inline absl::Duration Milliseconds(uint64_t ms) {
  constexpr uint64_t kMax = std::numeric_limits<int64_t>::max();
  return absl::Milliseconds(static_cast<int64_t>(std::min(ms, kMax)));
}

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_C_DURATION_H_
