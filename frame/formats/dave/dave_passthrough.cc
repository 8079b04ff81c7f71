// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/dave/dave_passthrough.h"

#include <atomic>
#include <cstdint>

#include "absl/time/time.h"

namespace sealframe {

void DavePassthrough::AcceptPlain() {
  until_.store(kAlways, std::memory_order_relaxed);
}

void DavePassthrough::StopAcceptingPlain(absl::Duration overlap) {
  const int64_t end = absl::ToUnixNanos(clock_->Now() + overlap);
  int64_t until = until_.load(std::memory_order_relaxed);
  while (until > end &&
         !until_.compare_exchange_weak(until, end, std::memory_order_relaxed)) {
  }
}

// The clock is read only while an overlap is running or has run out.
bool DavePassthrough::accepts_plain() const {
  const int64_t until = until_.load(std::memory_order_relaxed);
  return until == kAlways ||
         (until != kNever && absl::ToUnixNanos(clock_->Now()) < until);
}

}  // namespace sealframe
