// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Counter reservations (RFC 9605, Section 9.1): what keeps a sender's counters
// from repeating when its process ends and starts again under the same key.
//
// A sealing key takes counters from a block that was written down, with its
// end, before the first of them was used. After a crash the next block begins
// where the last one that was written down ended: what was left of it is
// skipped.
//
// An embedder implements this over whatever it can write durably;
// `FileCounterReservations` comes with the engine.

#ifndef SEALFRAME_KEYRING_COUNTER_RESERVATIONS_H_
#define SEALFRAME_KEYRING_COUNTER_RESERVATIONS_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "sealframe/keyring/key_fingerprint.h"

namespace sealframe {

// CounterRange is the counters from `begin` up to but not including `end`.
struct CounterRange {
  uint64_t begin = 0;
  uint64_t end = 0;
};

class CounterReservations {
 public:
  virtual ~CounterReservations() = default;

  // Reserve hands out the next `count` counters of the key that `key` names. It
  // returns only once it is durable that they are taken, and never hands one
  // out twice, whatever happens to the process or the machine. Called where
  // keys are set and from maintenance, never on the frame path; it may block.
  // Called from several threads.
  virtual absl::StatusOr<CounterRange> Reserve(const KeyFingerprint& key,
                                               uint64_t count) = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_COUNTER_RESERVATIONS_H_
