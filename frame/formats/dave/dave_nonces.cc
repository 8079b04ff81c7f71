// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/frame/formats/dave/dave_nonces.h"

#include <cstdint>
#include <memory>
#include <utility>

#include "sealframe/keyring/nonce_sequence.h"
#include "sealframe/keyring/sealing_counter.h"

namespace sealframe {

DaveNonces::DaveNonces(uint32_t generations,
                       std::shared_ptr<SealingCounter> counter)
    : counter_(std::move(counter)),
      low_(uint64_t{generations - 1} << kDaveCounterBits),
      end_(uint64_t{generations} << kDaveCounterBits) {}

// Counters start at zero, nonces at one. Past the last nonce the key is
// exhausted, even if counters would have to be reserved first.
NextNonce DaveNonces::Next(const NonceInput&) {
  const NextCounter next = counter_->Next();
  if (next.error != NonceError::kNone) {
    return {.error = supply() == NonceSupply::kNone ? NonceError::kExhausted
                                                    : next.error};
  }
  const uint64_t nonce = next.counter + 1;
  if (nonce >= end_) {
    return {.error = NonceError::kExhausted};
  }
  return {.counter = nonce, .nonce = DaveNonce(static_cast<uint32_t>(nonce))};
}

NonceSupply DaveNonces::supply() const {
  const uint64_t nonce = counter_->next() + 1;
  if (nonce >= end_) {
    return NonceSupply::kNone;
  }
  return nonce >= low_ ? NonceSupply::kLow : NonceSupply::kPlenty;
}

}  // namespace sealframe
