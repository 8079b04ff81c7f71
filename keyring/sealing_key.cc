// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/sealing_key.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "sealframe/crypto/aead.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/key_limits.h"
#include "sealframe/keyring/nonce_sequence.h"
#include "sealframe/keyring/sealing_counter.h"

namespace sealframe {

SealingKey::SealingKey(uint64_t kid, std::unique_ptr<Aead> aead,
                       std::unique_ptr<NonceSequence> nonces,
                       std::shared_ptr<SealingCounter> counter,
                       const KeyLimits& limits,
                       const KeyFingerprint& fingerprint)
    : kid_(kid),
      aead_(std::move(aead)),
      nonces_(std::move(nonces)),
      counter_(std::move(counter)),
      limits_(limits),
      fingerprint_(fingerprint),
      id_(ShortFingerprint(fingerprint)) {}

SealTicket SealingKey::Take(const NonceInput& input, size_t plaintext_size,
                            size_t aad_size) {
  if (IsForked()) {
    return SealTicket(NonceError::kForked);
  }
  if (!Count(SealedUnits(plaintext_size, aad_size))) {
    return SealTicket(NonceError::kExhausted);
  }
  return Issue(input);
}

bool SealingKey::usable() const {
  return HasUnits() && nonces_->supply() != NonceSupply::kNone &&
         !counter_->is_forked();
}

bool SealingKey::near_limit() const {
  return sealed_units() >= limits_.soft_sealed_units ||
         nonces_->supply() != NonceSupply::kPlenty;
}

absl::Status SealingKey::Replenish() {
  return usable() ? counter_->Replenish() : absl::OkStatus();
}

// The frame that takes the first nonce of a low supply marks the participant.
SealTicket SealingKey::Issue(const NonceInput& input) {
  SealTicket ticket(this, *nonces_, input);
  if (nonces_->supply() != NonceSupply::kPlenty) {
    MarkDue();
  }
  return ticket;
}

bool SealingKey::Attend() {
  MarkDue();
  return !counter_->is_forked();
}

// Adds units before comparing them with the limit, so that threads at the limit
// cannot pass it together. Units over the limit stay added and stop the key.
// Checking first keeps the sum from overflowing.
bool SealingKey::Count(uint64_t units) {
  const bool counted =
      HasUnits() && counter_->AddUnits(units) <= limits_.max_sealed_units;
  if (near_limit()) {
    MarkDue();
  }
  return counted;
}

// CountAhead counts a whole allowance if the limit is far away and nonces are
// plenty, and otherwise only `units`, so that no frame near the end passes
// without `Count`. It grants the allowance only once it is counted.
bool SealingKey::CountAhead(uint64_t units, BlockAllowance* allowance) {
  *allowance = BlockAllowance();
  const uint64_t ahead = units + kBlockAllowance;
  const uint64_t far = limits_.max_sealed_units / 2;
  if (sealed_units() > far || ahead > far ||
      nonces_->supply() != NonceSupply::kPlenty) {
    return Count(units);
  }
  if (!Count(ahead)) {
    return false;
  }
  allowance->key_ = id_;
  allowance->left_ = kBlockAllowance;
  return true;
}

}  // namespace sealframe
