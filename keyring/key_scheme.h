// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A key scheme: how one profile turns what the application gives, a base key or
// key material, into keys that seal and open, and how it names them.
//
// Thread-safety: schemes are immutable. They allocate and derive: they belong
// where keys are set and in maintenance, never on the frame path.

#ifndef KEYRING_KEY_SCHEME_H_
#define KEYRING_KEY_SCHEME_H_

#include <cstdint>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "crypto/secret_bytes.h"
#include "keyring/counter_reservations.h"
#include "keyring/opening_key.h"
#include "keyring/sealing_key.h"

namespace sealframe {

class KeyScheme {
 public:
  virtual ~KeyScheme() = default;

  // KeyId returns the KID of ratchet step `step` of the key that the
  // application numbers `key_index`: a generation, or a ring index.
  virtual absl::StatusOr<uint64_t> KeyId(uint64_t key_index,
                                         uint64_t step) const = 0;

  // SharedKeyId returns the KID under which the participant numbered
  // `sender_number` uses the shared key `key_index`. It is an error if the
  // scheme needs a number and there is none.
  virtual absl::StatusOr<uint64_t> SharedKeyId(
      uint64_t key_index, absl::optional<uint64_t> sender_number) const = 0;

  // NewSealingKey makes the key that `material` gives for `kid`. Its counters
  // come from `reservations`, or from zero on if that is null.
  virtual absl::StatusOr<std::unique_ptr<SealingKey>> NewSealingKey(
      uint64_t kid, const SecretBytes& material,
      CounterReservations* reservations) const = 0;

  // NewOpeningKey makes the key that `material` gives for `kid`.
  virtual absl::StatusOr<std::unique_ptr<OpeningKey>> NewOpeningKey(
      uint64_t kid, const SecretBytes& material) const = 0;

  // Ratchet returns the material of the next step.
  virtual absl::StatusOr<SecretBytes> Ratchet(
      const SecretBytes& material) const = 0;

  // MaterialForSsrc returns the material of one stream, where each has its own.
  virtual absl::StatusOr<SecretBytes> MaterialForSsrc(
      const SecretBytes& material, uint32_t ssrc) const = 0;

  // steps_ahead returns how many ratchet steps ahead of its sender a receiver
  // derives: zero if keys do not ratchet.
  virtual uint64_t steps_ahead() const = 0;

  // per_ssrc returns whether each stream has material of its own.
  virtual bool per_ssrc() const = 0;
};

}  // namespace sealframe

#endif  // KEYRING_KEY_SCHEME_H_
