// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Nonces made from a key's counter: the salt XOR the counter (RFC 9605, Section
// 4.4.3).
//
// Thread-safety: that of `NonceSequence`.

#ifndef SEALFRAME_KEYRING_COUNTER_NONCES_H_
#define SEALFRAME_KEYRING_COUNTER_NONCES_H_

#include <cstdint>
#include <memory>
#include <utility>

#include "sealframe/crypto/big_endian.h"
#include "sealframe/crypto/nonce.h"
#include "sealframe/crypto/secret_nonce.h"
#include "sealframe/keyring/nonce_sequence.h"
#include "sealframe/keyring/sealing_counter.h"

namespace sealframe {

// NonceFor returns `salt` with its last 8 bytes XORed with `counter`, in big
// endian.
//
// It writes words, as ciphers load nonces in words. A load that spans several
// byte stores would stall until they reach memory.
inline Nonce NonceFor(const Nonce& salt, uint64_t counter) {
  Nonce nonce;
  StoreBigEndian64(LoadBigEndian64(salt.data()) ^ (counter >> 32),
                   nonce.data());
  StoreBigEndian32(
      LoadBigEndian32(salt.data() + 8) ^ static_cast<uint32_t>(counter),
      nonce.data() + 8);
  return nonce;
}

class CounterNonces final : public NonceSequence {
 public:
  CounterNonces(const Nonce& salt, std::shared_ptr<SealingCounter> counter)
      : salt_(salt), counter_(std::move(counter)) {}

  NextNonce Next(const NonceInput& input) override;

 private:
  const SecretNonce salt_;
  const std::shared_ptr<SealingCounter> counter_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_COUNTER_NONCES_H_
