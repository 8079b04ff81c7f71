// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A key scheme: how one profile turns what the application gives, a base key or
// key material, into keys that seal and open, and how it names them.
//
// Thread-safety: schemes are immutable. They allocate and derive: they belong
// where keys are set and in maintenance, never on the frame path.

#ifndef SEALFRAME_KEYRING_KEY_SCHEME_H_
#define SEALFRAME_KEYRING_KEY_SCHEME_H_

#include <cstdint>
#include <memory>

#include "absl/status/statusor.h"
#include "absl/types/optional.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"

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

  // Slot returns what frames can tell `kid` by. A new key evicts those of other
  // keys in its slot: of rings, whose frames name a place in the ring only,
  // that is the place.
  virtual uint64_t Slot(uint64_t kid) const { return kid; }

  // NewSealingKey makes the key that `material` gives for `kid`. Its counters
  // come from `reservations`, where the scheme's counters can be reserved, or
  // from where the scheme begins if that is null. Material of a kind that the
  // scheme has no use for is an invalid argument, here and below.
  virtual absl::StatusOr<std::unique_ptr<SealingKey>> NewSealingKey(
      uint64_t kid, const KeyMaterial& material,
      CounterReservations* reservations) const = 0;

  // NewOpeningKey makes the key that `material` gives for `kid`.
  virtual absl::StatusOr<std::unique_ptr<OpeningKey>> NewOpeningKey(
      uint64_t kid, const KeyMaterial& material) const = 0;

  // Ratchet returns the material of the step after `step`, whose material is
  // `material`.
  virtual absl::StatusOr<KeyMaterial> Ratchet(const KeyMaterial& material,
                                              uint64_t step) const = 0;

  // MaterialForSsrc returns the material of one stream, where each has its own.
  virtual absl::StatusOr<KeyMaterial> MaterialForSsrc(
      const KeyMaterial& material, uint32_t ssrc) const = 0;

  // steps_ahead returns how many ratchet steps ahead of its sender a receiver
  // derives: zero if keys do not ratchet.
  virtual uint64_t steps_ahead() const = 0;

  // per_ssrc returns whether each stream has material of its own.
  virtual bool per_ssrc() const = 0;

  // senders_share_keys returns whether senders may seal, and others' frames be
  // opened, with one AEAD key: so in formats whose nonces name the SSRC.
  virtual bool senders_share_keys() const { return false; }

  // forgets_oldest_keys returns whether keys make room for newer ones, the
  // oldest first, where there would be none: so where an application walks
  // round a ring of keys and retires nothing.
  virtual bool forgets_oldest_keys() const { return false; }

  // ratchets_by_itself returns whether a sender's step follows from how much it
  // has sealed, so that the application cannot ratchet.
  virtual bool ratchets_by_itself() const { return false; }
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEY_SCHEME_H_
