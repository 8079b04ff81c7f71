// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/sealing_counter.h"

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <limits>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "sealframe/crypto/mutex_lock.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/nonce_sequence.h"

namespace sealframe {
namespace {

constexpr uint64_t kLastEnd = std::numeric_limits<uint64_t>::max();

// ReserveFrom lets no exception pass through maintenance, which would forget
// the keys that it was about to maintain.
absl::StatusOr<CounterRange> ReserveFrom(CounterReservations& store,
                                         const KeyFingerprint& key,
                                         uint64_t count) noexcept {
  return store.Reserve(key, count);
}

}  // namespace

SealingCounter::SealingCounter(SealingKeyUse* use, const KeyFingerprint& key,
                               CounterReservations* reservations)
    : use_(use),
      key_(key),
      reservations_(reservations),
      end_(reservations == nullptr ? kLastEnd : 0) {}

// Compares and exchanges rather than adds, so that a counter at its end stays
// there, no matter how many threads ask for more.
NextCounter SealingCounter::Next() {
  uint64_t counter = use_->next.load(std::memory_order_relaxed);
  do {
    if (counter >= end_.load(std::memory_order_acquire)) {
      return {.error = reservations_ != nullptr && counter != kLastEnd
                           ? NonceError::kNotReserved
                           : NonceError::kExhausted};
    }
  } while (!use_->next.compare_exchange_weak(counter, counter + 1,
                                             std::memory_order_relaxed));
  return {.counter = counter};
}

absl::Status SealingCounter::Replenish() {
  if (reservations_ == nullptr) {
    return absl::OkStatus();
  }
  const MutexLock lock(replenishing_);
  const uint64_t end = end_.load(std::memory_order_relaxed);
  if (has_block_ && end - next() >= kCounterBlock / 2) {
    return absl::OkStatus();
  }
  const absl::StatusOr<CounterRange> range = Reserve(has_block_ ? end : next());
  if (!range.ok()) {
    return range.status();
  }
  // Counters between two blocks are not ours. Skip them before moving the end:
  // a thread that sees the new end can only take a counter after them.
  if (range->begin != end) {
    use_->next.store(range->begin, std::memory_order_relaxed);
  }
  end_.store(range->end, std::memory_order_release);
  has_block_ = true;
  return absl::OkStatus();
}

// Reserve returns counters from `begin` on. The first block may overlap
// counters that the process took without a reservation, and then is extended.
absl::StatusOr<CounterRange> SealingCounter::Reserve(uint64_t begin) {
  absl::StatusOr<CounterRange> range =
      ReserveFrom(*reservations_, key_, kCounterBlock);
  if (!has_block_ && range.ok() && range->begin < range->end &&
      range->end <= begin) {
    range =
        ReserveFrom(*reservations_, key_, begin - range->end + kCounterBlock);
  }
  if (!has_block_ && range.ok()) {
    range->begin = std::max(range->begin, begin);
  }
  if (range.ok() && (range->begin < begin || range->end <= range->begin)) {
    return absl::InternalError(
        "the store of counters returned none, or some that were already taken: "
        "fix the store, and change the key");
  }
  return range;
}

}  // namespace sealframe
