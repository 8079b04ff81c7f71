// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/hooks/c/callback_counter_reservations.h"

#include <cstdint>
#include <limits>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"

namespace sealframe {

absl::StatusOr<CounterRange> CallbackCounterReservations::Reserve(
    const KeyFingerprint& key, uint64_t count) {
  // A callback that forgets to set this has reserved nothing.
  constexpr uint64_t kMax = std::numeric_limits<uint64_t>::max();
  uint64_t begin = kMax;
  const sealframe_status status =
      callback_(user_data_, key.data(), count, &begin);
  if (status != SEALFRAME_OK) {
    return absl::UnavailableError(
        absl::StrCat("reserve_counters returned status ", status));
  }
  if (begin > kMax - count) {
    return absl::InternalError(absl::StrCat(
        "reserve_counters set *begin to ", begin, ", or not at all: the last ",
        "counter must be less than 2^64 - 1"));
  }
  return CounterRange{.begin = begin, .end = begin + count};
}

}  // namespace sealframe
