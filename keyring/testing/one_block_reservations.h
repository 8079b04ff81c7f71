// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#ifndef SEALFRAME_KEYRING_TESTING_ONE_BLOCK_RESERVATIONS_H_
#define SEALFRAME_KEYRING_TESTING_ONE_BLOCK_RESERVATIONS_H_

#include <cstdint>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"

namespace sealframe {

// OneBlockReservations is a store that reserves one block of 10 counters, for
// the first key, and fails from then on.
class OneBlockReservations final : public CounterReservations {
 public:
  absl::StatusOr<CounterRange> Reserve(const KeyFingerprint&,
                                       uint64_t) override {
    if (used_) {
      return absl::UnavailableError("the disk is full");
    }
    used_ = true;
    return CounterRange{.begin = 0, .end = 10};
  }

 private:
  bool used_ = false;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_TESTING_ONE_BLOCK_RESERVATIONS_H_
