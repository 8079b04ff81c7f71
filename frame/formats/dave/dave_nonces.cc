// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/dave/dave_nonces.h"

#include <cstdint>
#include <memory>
#include <utility>

#include "absl/memory/memory.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "sealframe/keyring/counter_nonces.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/nonce_sequence.h"

namespace sealframe {

// There is no salt: a frame's nonce is made from the counter alone.
absl::StatusOr<std::unique_ptr<DaveNonces>> DaveNonces::Create(
    uint32_t generations, CounterReservations* reservations,
    const KeyFingerprint& key) {
  if (reservations == nullptr) {
    return absl::WrapUnique(
        new DaveNonces(CounterNonces::StartingAtZero({}), generations));
  }
  absl::StatusOr<std::unique_ptr<CounterNonces>> counters =
      CounterNonces::Reserved({}, reservations, key);
  if (!counters.ok()) {
    return counters.status();
  }
  return absl::WrapUnique(new DaveNonces(*std::move(counters), generations));
}

DaveNonces::DaveNonces(std::unique_ptr<CounterNonces> counters,
                       uint32_t generations)
    : counters_(std::move(counters)),
      low_(uint64_t{generations - 1} << kDaveCounterBits),
      end_(uint64_t{generations} << kDaveCounterBits) {}

// Counters start at zero, nonces at one. Past the last nonce the key is
// exhausted, even if counters would have to be reserved first.
NextNonce DaveNonces::Next(const NonceInput& input) {
  const NextNonce next = counters_->Next(input);
  if (next.error != NonceError::kNone) {
    return supply() == NonceSupply::kNone
               ? NextNonce{.error = NonceError::kExhausted}
               : next;
  }
  const uint64_t nonce = next.counter + 1;
  if (nonce >= end_) {
    return {.error = NonceError::kExhausted};
  }
  return {.counter = nonce, .nonce = DaveNonce(static_cast<uint32_t>(nonce))};
}

absl::Status DaveNonces::Replenish() {
  return supply() == NonceSupply::kNone ? absl::OkStatus()
                                        : counters_->Replenish();
}

NonceSupply DaveNonces::supply() const {
  const uint64_t nonce = counters_->next() + 1;
  if (nonce >= end_) {
    return NonceSupply::kNone;
  }
  return nonce >= low_ ? NonceSupply::kLow : NonceSupply::kPlenty;
}

}  // namespace sealframe
