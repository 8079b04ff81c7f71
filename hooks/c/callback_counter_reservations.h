// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Counter reservations in a store of the application, behind a function of the
// C interface.
//
// Thread-safety: that of the function, which `sealframe.h` requires to be
// callable from several threads.

#ifndef SEALFRAME_HOOKS_C_CALLBACK_COUNTER_RESERVATIONS_H_
#define SEALFRAME_HOOKS_C_CALLBACK_COUNTER_RESERVATIONS_H_

#include <cstdint>

#include "absl/status/statusor.h"
#include "sealframe/hooks/c/sealframe.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_fingerprint.h"

namespace sealframe {

class CallbackCounterReservations final : public CounterReservations {
 public:
  using Callback = decltype(sealframe_provider_options::reserve_counters);

  // `callback` is not null. It and `user_data` must outlive the object.
  CallbackCounterReservations(Callback callback, void* user_data)
      : callback_(callback), user_data_(user_data) {}

  // Reserve fails with kUnavailable if the callback fails, and with kInternal
  // if it sets no first counter or one that leaves less than `count`.
  absl::StatusOr<CounterRange> Reserve(const KeyFingerprint& key,
                                       uint64_t count) override;

 private:
  const Callback callback_;
  void* const user_data_;
};

}  // namespace sealframe

#endif  // SEALFRAME_HOOKS_C_CALLBACK_COUNTER_RESERVATIONS_H_
