// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// SFrame's nonces: the salt XOR the counter (RFC 9605, Section 4.4.3), and the
// counter that counts them: from zero, or in reserved blocks.
//
// Thread-safety: as `NonceSequence` says.

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

// How many counters are reserved at a time: some minutes of a sender with
// audio and several videos. A restart skips at most twice as many.
inline constexpr uint64_t kCounterBlock = 1 << 16;

// NonceFor returns `salt` XOR `counter`, which stands in the last 8 bytes.
Nonce NonceFor(const Nonce& salt, uint64_t counter);

class CounterNonces final : public NonceSequence {
 public:
  // StartingAtZero makes the counters of a key that is new: one that nothing
  // has sealed with before, in this process or an earlier one.
  static std::unique_ptr<CounterNonces> StartingAtZero(const Nonce& salt);

  // Reserved makes counters that are taken from `reservations`, which must
  // outlive them. The first block is reserved here.
  static absl::StatusOr<std::unique_ptr<CounterNonces>> Reserved(
      const Nonce& salt, CounterReservations* reservations,
      const KeyFingerprint& key);

  NextNonce Next(const NonceInput& input) override;

  // Replenish reserves another block when less than half of one is left. A
  // block that does not follow the last one is begun at once, and what was left
  // of the last one is skipped; one that goes back is refused.
  absl::Status Replenish() override;

  // next returns the counter that is the next to be taken.
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
