// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/counter_nonces.h"

#include "sealframe/keyring/nonce_sequence.h"
#include "sealframe/keyring/sealing_counter.h"

namespace sealframe {

NextNonce CounterNonces::Next(const NonceInput&) {
  const NextCounter next = counter_->Next();
  if (next.error != NonceError::kNone) {
    return {.error = next.error};
  }
  return {.counter = next.counter,
          .nonce = NonceFor(salt_.Reveal(), next.counter)};
}

}  // namespace sealframe
