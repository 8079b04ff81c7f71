// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Sealing counters for tests, each of a key of its own.
//
// Thread-safety: any.

#ifndef SEALFRAME_KEYRING_TESTING_TEST_COUNTER_H_
#define SEALFRAME_KEYRING_TESTING_TEST_COUNTER_H_

#include <cstdint>
#include <memory>

#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"
#include "sealframe/keyring/sealing_counter.h"

namespace sealframe {

// NewTestCounter returns a counter whose next counter is `first`. If
// `reservations` is not null, it supplies the counters after one `Replenish`.
inline std::shared_ptr<SealingCounter> NewTestCounter(
    uint64_t first = 0, CounterReservations* reservations = nullptr) {
  struct Owner {
    explicit Owner(CounterReservations* store)
        : counter(&use, KeyFingerprint{}, store) {}
    SealingKeyUse use;
    SealingCounter counter;
  };
  const auto owner = std::make_shared<Owner>(reservations);
  owner->use.next = first;
  return std::shared_ptr<SealingCounter>(owner, &owner->counter);
}

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_TESTING_TEST_COUNTER_H_
