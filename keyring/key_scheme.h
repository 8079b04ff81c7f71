// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A key scheme: how a profile derives sealing and opening keys from the
// application's key material, and which KIDs it gives them.
//
// Thread-safety: schemes are immutable. All functions may allocate and derive
// keys; call them where keys are set and in maintenance, never on the frame
// path.

#ifndef SEALFRAME_KEYRING_KEY_SCHEME_H_
#define SEALFRAME_KEYRING_KEY_SCHEME_H_

#include <cstdint>
#include <memory>
#include <optional>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_scheme_traits.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {

class KeyScheme {
 public:
  virtual ~KeyScheme() = default;

  // traits returns the properties that the keyring depends on.
  const KeySchemeTraits& traits() const { return traits_; }

  // KeyId returns the KID of ratchet step `step` of the key with index
  // `key_index`.
  virtual absl::StatusOr<uint64_t> KeyId(uint64_t key_index,
                                         uint64_t step) const = 0;

  // SharedKeyId returns the KID under which the participant with number
  // `sender_number` uses the shared key `key_index`, at step 0. It fails if the
  // scheme needs a sender number and none is given. The default always fails,
  // for schemes without shared keys.
  virtual absl::StatusOr<uint64_t> SharedKeyId(
      uint64_t key_index, std::optional<uint64_t> sender_number) const;

  // Expand returns `material` with the part of the derivation that is slow and
  // that `NewSealingKey`, `NewOpeningKey` and `Ratchet` have in common
  // (`KeyMaterial::expansion`). They do it themselves for material without it.
  // The default does nothing.
  virtual absl::StatusOr<KeyMaterial> Expand(const KeyMaterial& material) const;

  // NewSealingKey derives the sealing key of `kid` from `material`. A non-null
  // `reservations` supplies its counters in schemes whose counters can be
  // reserved. It rejects material of a kind that the scheme does not accept, as
  // do the functions below.
  virtual absl::StatusOr<std::unique_ptr<SealingKey>> NewSealingKey(
      uint64_t kid, const KeyMaterial& material,
      CounterReservations* reservations) const = 0;

  // NewOpeningKey derives the opening key of `kid` from `material`.
  virtual absl::StatusOr<std::unique_ptr<OpeningKey>> NewOpeningKey(
      uint64_t kid, const KeyMaterial& material) const = 0;

  // Ratchet derives the material of ratchet step `step + 1` from `material`,
  // that of `step`.
  virtual absl::StatusOr<KeyMaterial> Ratchet(const KeyMaterial& material,
                                              uint64_t step) const = 0;

  // MaterialForSsrc derives the material of stream `ssrc` from `material`. The
  // default always fails, for schemes whose streams share their sender's key.
  virtual absl::StatusOr<KeyMaterial> MaterialForSsrc(
      const KeyMaterial& material, uint32_t ssrc) const;

 protected:
  explicit KeyScheme(const KeySchemeTraits& traits) : traits_(traits) {}

 private:
  const KeySchemeTraits traits_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEY_SCHEME_H_
