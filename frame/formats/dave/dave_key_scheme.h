// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// DAVE's key scheme (protocol version 1). Material is a sender's secret, 16
// bytes that the application exports from MLS, or, for known answers, an AEAD
// key that serves every generation. A key index is the application's number of
// the epoch, and a ratchet step is DAVE's generation.
//
// A sender advances to the next generation by itself, when it has used all
// nonces of one. Its key contains the ciphers of the first generations, and
// ends with the last of them. Receivers follow as with any ratchet.
//
// Thread-safety and allocation: those of `KeyScheme`.

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

// How many generations one secret seals: nine days of 170 frames a second, the
// protocol's highest rate. In a call, every participant gets a new secret when
// one joins or leaves.
inline constexpr uint32_t kDaveSealingGenerations = 8;

// How many generations ahead of a sender its receivers derive. A generation
// lasts 27 hours, so a sender gets further ahead only if a receiver opens none
// of its frames for three days.
inline constexpr uint64_t kDaveStepsAhead = 3;

// Senders cannot share a key: with one secret they would use the same nonces.
class DaveKeyScheme final : public KeyScheme {
 public:
  DaveKeyScheme()
      : KeyScheme(
            {.steps_ahead = kDaveStepsAhead, .ratchets_by_itself = true}) {}

  // KeyId returns the key index in the high and the generation in the low 32
  // bits. Frames carry only the low byte.
  absl::StatusOr<uint64_t> KeyId(uint64_t key_index,
                                 uint64_t step) const override;
  // NewSealingKey returns a key for the first `kDaveSealingGenerations`. It
  // fails unless `kid` is that of generation 0.
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
