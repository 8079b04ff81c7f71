// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Counter reservations (RFC 9605, Section 9.1) keep a sender's counters from
// repeating when its process restarts under the same key.
//
// A sealing key takes counters from a block whose end was stored before the
// first of them was used. After a crash the next block starts at the last
// stored end, which skips the unused counters of the last block.
//
// Embedders implement this over any durable storage. The engine includes
// `FileCounterReservations`.

#ifndef SEALFRAME_KEYRING_COUNTER_RESERVATIONS_H_
#define SEALFRAME_KEYRING_COUNTER_RESERVATIONS_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "sealframe/keyring/key_fingerprint.h"

namespace sealframe {

// CounterRange is the counters in [begin, end).
struct CounterRange {
  uint64_t begin = 0;
  uint64_t end = 0;
};

class CounterReservations {
 public:
  virtual ~CounterReservations() = default;

  // Reserve returns the next `count` counters of `key`. They must be durably
  // marked as taken before it returns, so that none is returned twice, even
  // after the process or the machine fails. Ranges may leave gaps, but none
  // begins before the end of the last one. After an error it may be called
  // again. It is called from several threads, where keys are set and in
  // maintenance, never on the frame path. It may block. An exception that
  // leaves it ends the process.
  virtual absl::StatusOr<CounterRange> Reserve(const KeyFingerprint& key,
                                               uint64_t count) = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_COUNTER_RESERVATIONS_H_
