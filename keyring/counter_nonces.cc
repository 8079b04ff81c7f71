// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/counter_nonces.h"

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/nonce_sequence.h"

namespace sealframe {
namespace {

constexpr uint64_t kLastEnd = std::numeric_limits<uint64_t>::max();

// ReserveFrom reserves a block of counters that are at least `begin`.
absl::StatusOr<CounterRange> ReserveFrom(uint64_t begin,
                                         CounterReservations* reservations,
                                         const KeyFingerprint& key) {
  absl::StatusOr<CounterRange> range =
      reservations->Reserve(key, kCounterBlock);
  if (range.ok() && (range->begin < begin || range->end <= range->begin)) {
    return absl::InternalError(
        "CounterReservations::Reserve returned no counters, or some that were "
        "already taken: fix the store, and change the key");
  }
  return range;
}

}  // namespace

// Writes words, as ciphers load nonces in words. A load that spans several
// byte stores would stall until they reach memory.
Nonce NonceFor(const Nonce& salt, uint64_t counter) {
  Nonce nonce;
  StoreBigEndian64(LoadBigEndian64(salt.data()) ^ (counter >> 32),
                   nonce.data());
  StoreBigEndian32(
      LoadBigEndian32(salt.data() + 8) ^ static_cast<uint32_t>(counter),
      nonce.data() + 8);
  return nonce;
}

std::unique_ptr<CounterNonces> CounterNonces::StartingAtZero(
    const Nonce& salt) {
  return absl::WrapUnique(
      new CounterNonces(salt, {.begin = 0, .end = kLastEnd}, nullptr, {}));
}

absl::StatusOr<std::unique_ptr<CounterNonces>> CounterNonces::Reserved(
    const Nonce& salt, CounterReservations* reservations,
    const KeyFingerprint& key) {
  const absl::StatusOr<CounterRange> range = ReserveFrom(0, reservations, key);
  if (!range.ok()) {
    return range.status();
  }
  return absl::WrapUnique(new CounterNonces(salt, *range, reservations, key));
}

CounterNonces::CounterNonces(const Nonce& salt, CounterRange range,
                             CounterReservations* reservations,
                             const KeyFingerprint& key)
    : salt_(salt),
      reservations_(reservations),
      key_(key),
      next_(range.begin),
      end_(range.end) {}

// Compares and exchanges rather than adds, so that a counter at its end stays
// there, no matter how many threads ask for more.
NextNonce CounterNonces::Next(const NonceInput&) {
  uint64_t counter = next_.load(std::memory_order_relaxed);
  do {
    if (counter >= end_.load(std::memory_order_acquire)) {
      return {.error = reservations_ != nullptr && counter != kLastEnd
                           ? NonceError::kNotReserved
                           : NonceError::kExhausted};
    }
  } while (!next_.compare_exchange_weak(counter, counter + 1,
                                        std::memory_order_relaxed));
  return {.counter = counter, .nonce = NonceFor(salt_, counter)};
}

absl::Status CounterNonces::Replenish() {
  if (reservations_ == nullptr) {
    return absl::OkStatus();
  }
  const absl::MutexLock lock(&replenishing_);
  const uint64_t end = end_.load(std::memory_order_relaxed);
  if (end - next_.load(std::memory_order_relaxed) >= kCounterBlock / 2) {
    return absl::OkStatus();
  }
  const absl::StatusOr<CounterRange> range =
      ReserveFrom(end, reservations_, key_);
  if (!range.ok()) {
    return range.status();
  }
  // Counters between two blocks are not ours. Skip them before moving the end:
  // a thread that sees the new end can only take a counter after them.
  if (range->begin != end) {
    next_.store(range->begin, std::memory_order_relaxed);
  }
  end_.store(range->end, std::memory_order_release);
  return absl::OkStatus();
}

}  // namespace sealframe
