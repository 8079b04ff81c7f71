// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// DAVE's key scheme (protocol version 1). Material is a sender's secret, 16
// bytes that the application exports from MLS, or, for known answers, a cipher
// key that is used in every generation. A key's index is the application's
// number of the epoch, a step its ratchet generation.
//
// A sender goes on to the next generation by itself, exactly when it has used
// up the nonces of one: so its key holds the first generations' ciphers from
// the beginning, and ends with the last of them. Receivers follow as they do
// any ratchet.
//
// Thread-safety and allocation are as `KeyScheme` says.

#ifndef SEALFRAME_FRAME_FORMATS_DAVE_DAVE_KEY_SCHEME_H_
#define SEALFRAME_FRAME_FORMATS_DAVE_DAVE_KEY_SCHEME_H_

#include <cstddef>
#include <cstdint>
#include <memory>

#include "absl/status/statusor.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {

inline constexpr size_t kDaveTagSize = 8;

// How many generations one secret seals: nine days of 170 frames a second, the
// most that the protocol reckons with. In a call everybody gets new secrets
// whenever somebody comes or goes.
inline constexpr uint32_t kDaveSealingGenerations = 8;

// How many generations ahead of a sender its receivers derive. A sender that
// takes 27 hours for each passes through them only if nobody heard it for as
// many days.
inline constexpr uint64_t kDaveStepsAhead = 3;

// Senders cannot share a key: with one secret they would use the same nonces.
class DaveKeyScheme final : public KeyScheme {
 public:
  DaveKeyScheme()
      : KeyScheme(
            {.steps_ahead = kDaveStepsAhead, .ratchets_by_itself = true}) {}

  // KeyId returns an index of 32 bits before a generation of 32 bits. The low
  // byte is all of it that frames carry.
  absl::StatusOr<uint64_t> KeyId(uint64_t key_index,
                                 uint64_t step) const override;
  // NewSealingKey makes a key for the first `kDaveSealingGenerations`. Only
  // generation 0 has one: a secret that was ratcheted is an invalid argument.
  absl::StatusOr<std::unique_ptr<SealingKey>> NewSealingKey(
      uint64_t kid, const KeyMaterial& material,
      CounterReservations* reservations) const override;
  absl::StatusOr<std::unique_ptr<OpeningKey>> NewOpeningKey(
      uint64_t kid, const KeyMaterial& material) const override;
  absl::StatusOr<KeyMaterial> Ratchet(const KeyMaterial& material,
                                      uint64_t step) const override;
};

// DaveGenerationOf returns the generation in a `kid` of this scheme.
constexpr uint32_t DaveGenerationOf(uint64_t kid) {
  return static_cast<uint32_t>(kid);
}

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_FORMATS_DAVE_DAVE_KEY_SCHEME_H_
