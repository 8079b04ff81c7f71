// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// SFrame's key scheme, whose slow part a test can count or block.
//
// Thread-safety: as for `KeyScheme`.

#ifndef SEALFRAME_KEYRING_TESTING_WATCHED_SCHEME_H_
#define SEALFRAME_KEYRING_TESTING_WATCHED_SCHEME_H_

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_scheme.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {

class WatchedScheme final : public KeyScheme {
 public:
  // WatchedScheme calls `on_expand` for each expansion of material that is not
  // expanded yet.
  WatchedScheme(std::shared_ptr<const KeyScheme> scheme,
                std::function<void()> on_expand);

  absl::StatusOr<uint64_t> KeyId(uint64_t key_index,
                                 uint64_t step) const override;
  absl::StatusOr<uint64_t> SharedKeyId(
      uint64_t key_index, std::optional<uint64_t> sender_number) const override;
  absl::StatusOr<KeyMaterial> Expand(
      const KeyMaterial& material) const override;
  absl::StatusOr<std::unique_ptr<SealingKey>> NewSealingKey(
      uint64_t kid, const KeyMaterial& material,
      CounterReservations* reservations) const override;
  absl::StatusOr<std::unique_ptr<OpeningKey>> NewOpeningKey(
      uint64_t kid, const KeyMaterial& material) const override;
  absl::StatusOr<KeyMaterial> Ratchet(const KeyMaterial& material,
                                      uint64_t step) const override;

 private:
  const std::shared_ptr<const KeyScheme> scheme_;
  const std::function<void()> on_expand_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_TESTING_WATCHED_SCHEME_H_
