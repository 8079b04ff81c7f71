// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Where a sealing key's nonces come from: an endless supply of which no two are
// the same, until it ends.
//
// Each wire format builds its nonces in its own way; a sequence is that way. It
// is owned by one sealing key, so that nobody else can take a nonce or give one
// back.
//
// Thread-safety: `Next` may be called from several threads, and never
// allocates, blocks or waits.

#ifndef SEALFRAME_KEYRING_NONCE_SEQUENCE_H_
#define SEALFRAME_KEYRING_NONCE_SEQUENCE_H_

#include <cstdint>

#include "absl/status/status.h"
#include "sealframe/crypto/nonce.h"

namespace sealframe {

// NonceInput is what a format may put into a nonce beside the counter.
struct NonceInput {
  uint32_t ssrc = 0;
  uint32_t rtp_timestamp = 0;
};

enum class NonceError : uint8_t {
  kNone,
  kExhausted,    // The sequence is at its end: the key must be changed.
  kNotReserved,  // The next counters are not written down yet.
};

struct NextNonce {
  NonceError error = NonceError::kNone;
  uint64_t counter = 0;  // As the format's header carries it.
  Nonce nonce = {};
};

// NonceSupply is how many nonces are left.
enum class NonceSupply : uint8_t {
  kPlenty,
  kLow,   // Few: the key should be changed.
  kNone,  // The sequence is at its end.
};

class NonceSequence {
 public:
  virtual ~NonceSequence() = default;

  // Next takes a nonce out of the sequence. On error it takes none.
  virtual NextNonce Next(const NonceInput& input) = 0;

  // Replenish reserves counters ahead where that is needed. Called off the
  // frame path; may block.
  virtual absl::Status Replenish() { return absl::OkStatus(); }

  // supply returns how many nonces are left, where they can come to an end in
  // practice.
  virtual NonceSupply supply() const { return NonceSupply::kPlenty; }
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_NONCE_SEQUENCE_H_
