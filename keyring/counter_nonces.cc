// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/counter_nonces.h"

#include <cstdint>

#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/nonce_sequence.h"
#include "sealframe/keyring/sealing_counter.h"

namespace sealframe {

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

NextNonce CounterNonces::Next(const NonceInput&) {
  const NextCounter next = counter_->Next();
  if (next.error != NonceError::kNone) {
    return {.error = next.error};
  }
  return {.counter = next.counter,
          .nonce = NonceFor(salt_.Reveal(), next.counter)};
}

}  // namespace sealframe
