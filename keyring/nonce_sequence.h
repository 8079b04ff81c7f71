// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A sealing key's sequence of nonces, no two of which are equal.
//
// Each wire format implements its own, usually over the key's counter
// (keyring/sealing_counter.h). One sealing key owns a sequence, so that nothing
// else can take a nonce or return one.
//
// Thread-safety: `Next` may be called from several threads, and never
// allocates, blocks or waits.

#ifndef SEALFRAME_KEYRING_NONCE_SEQUENCE_H_
#define SEALFRAME_KEYRING_NONCE_SEQUENCE_H_

#include <cstdint>

#include "sealframe/crypto/nonce.h"

namespace sealframe {

// NonceInput holds the fields that a format may put into a nonce besides the
// counter.
struct NonceInput {
  uint32_t ssrc = 0;
  uint32_t rtp_timestamp = 0;
};

enum class NonceError : uint8_t {
  kNone,
  kExhausted,    // The sequence is at its end. Change the key.
  kNotReserved,  // The next counters are not reserved yet.
  kForked,       // The counters are the parent process's. Change the key.
};

struct NextNonce {
  NonceError error = NonceError::kNone;
  uint64_t counter = 0;  // As in the format's header.
  Nonce nonce = {};
};

// NonceSupply is how many nonces are left.
enum class NonceSupply : uint8_t {
  kPlenty,
  kLow,   // Few are left. Change the key soon.
  kNone,  // The sequence is at its end.
};

class NonceSequence {
 public:
  virtual ~NonceSequence() = default;

  // Next takes the next nonce. On error it takes none.
  virtual NextNonce Next(const NonceInput& input) = 0;

  // supply returns how many nonces are left. The default is for sequences that
  // do not end in practice.
  virtual NonceSupply supply() const { return NonceSupply::kPlenty; }
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_NONCE_SEQUENCE_H_
