// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// SFrame's key scheme with ciphers that count their opening passes, to measure
// the cost of a frame for its receiver.
//
// Thread-safety: as for `KeyScheme`. Counting never allocates.

#ifndef SEALFRAME_TESTS_ENGINE_TESTING_COUNTING_SCHEME_H_
#define SEALFRAME_TESTS_ENGINE_TESTING_COUNTING_SCHEME_H_

#include <atomic>
#include <cstdint>
#include <memory>
#include <optional>

#include "absl/status/statusor.h"
#include "sealframe/crypto/cipher_suite.h"
#include "sealframe/frame/formats/sframe/sframe_key_scheme.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {

class CountingScheme final : public KeyScheme {
 public:
  explicit CountingScheme(const SFrameKeySchemeOptions& options);

  // openings returns the number of cipher passes made to open frames.
  uint64_t openings() const { return openings_->load(); }

  absl::StatusOr<uint64_t> KeyId(uint64_t key_index,
                                 uint64_t step) const override;
  absl::StatusOr<uint64_t> SharedKeyId(
      uint64_t key_index, std::optional<uint64_t> sender_number) const override;
  absl::StatusOr<std::unique_ptr<SealingKey>> NewSealingKey(
      uint64_t kid, const KeyMaterial& material,
      CounterReservations* reservations) const override;
  absl::StatusOr<std::unique_ptr<OpeningKey>> NewOpeningKey(
      uint64_t kid, const KeyMaterial& material) const override;
  absl::StatusOr<KeyMaterial> Ratchet(const KeyMaterial& material,
                                      uint64_t step) const override;
  absl::StatusOr<KeyMaterial> MaterialForSsrc(const KeyMaterial& material,
                                              uint32_t ssrc) const override;

 private:
  const std::shared_ptr<const SFrameKeyScheme> scheme_;
  const std::shared_ptr<std::atomic<uint64_t>> openings_;
};

}  // namespace sealframe

#endif  // SEALFRAME_TESTS_ENGINE_TESTING_COUNTING_SCHEME_H_
