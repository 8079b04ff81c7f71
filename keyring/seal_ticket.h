// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A seal ticket: the permission to seal one frame, once, with the sealing key
// that issued it (keyring/sealing_key.h).
//
// Thread-safety: belongs to one thread. Never allocates.

#ifndef SEALFRAME_KEYRING_SEAL_TICKET_H_
#define SEALFRAME_KEYRING_SEAL_TICKET_H_

#include <cstdint>
#include <utility>

#include "sealframe/crypto/nonce.h"
#include "sealframe/keyring/nonce_sequence.h"

namespace sealframe {

class SealingKey;

// SealTicket cannot be copied. A ticket that was moved from seals nothing.
class [[nodiscard]] SealTicket {
 public:
  SealTicket(SealTicket&& other) noexcept
      : key_(std::exchange(other.key_, nullptr)), next_(other.next_) {}
  SealTicket& operator=(SealTicket&&) = delete;

  // error returns kNone if the ticket can be used.
  NonceError error() const { return next_.error; }
  uint64_t counter() const { return next_.counter; }
  const Nonce& nonce() const { return next_.nonce; }

 private:
  friend class SealingKey;
  // Builds the nonce in place. A copy would be loaded by the cipher before its
  // store completes, which stalls.
  SealTicket(const SealingKey* key, NonceSequence& nonces,
             const NonceInput& input)
      : key_(key), next_(nonces.Next(input)) {}
  explicit SealTicket(NonceError error)
      : key_(nullptr), next_({.error = error}) {}

  const SealingKey* key_;  // Compared, never dereferenced.
  NextNonce next_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_SEAL_TICKET_H_
