// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Nonces made from a counter: the salt XOR the counter (RFC 9605, Section
// 4.4.3). The counter starts at zero, or takes reserved blocks.
//
// Thread-safety: that of `NonceSequence`.

#ifndef SEALFRAME_KEYRING_COUNTER_NONCES_H_
#define SEALFRAME_KEYRING_COUNTER_NONCES_H_

#include <atomic>
#include <cstdint>
#include <memory>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/nonce_sequence.h"

namespace sealframe {

// How many counters are reserved at a time: enough for some minutes of audio
// and several video streams. A restart skips at most twice as many.
inline constexpr uint64_t kCounterBlock = 1 << 16;

// NonceFor returns `salt` with its last 8 bytes XORed with `counter`, in big
// endian.
Nonce NonceFor(const Nonce& salt, uint64_t counter);

class CounterNonces final : public NonceSequence {
 public:
  // StartingAtZero is for a new key: one that has never sealed, in this process
  // or an earlier one.
  static std::unique_ptr<CounterNonces> StartingAtZero(const Nonce& salt);

  // Reserved takes counters from `reservations`, which must outlive the result.
  // It reserves the first block.
  static absl::StatusOr<std::unique_ptr<CounterNonces>> Reserved(
      const Nonce& salt, CounterReservations* reservations,
      const KeyFingerprint& key);

  NextNonce Next(const NonceInput& input) override;

  // Replenish reserves another block when less than half of one is left. If the
  // block does not follow the last one, the counters between are skipped with
  // the rest of the last one. A block that goes back is an error.
  absl::Status Replenish() override;

  // next returns the next counter to be taken.
  uint64_t next() const { return next_.load(std::memory_order_relaxed); }

 private:
  CounterNonces(const Nonce& salt, CounterRange range,
                CounterReservations* reservations, const KeyFingerprint& key);

  const Nonce salt_;
  CounterReservations* const reservations_;  // Null: all counters are free.
  const KeyFingerprint key_;
  absl::Mutex replenishing_;
  std::atomic<uint64_t> next_;
  std::atomic<uint64_t> end_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_COUNTER_NONCES_H_
