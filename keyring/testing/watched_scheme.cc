// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/testing/watched_scheme.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <utility>

#include "absl/status/statusor.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/keyring/counter_reservations.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/opening_key.h"
#include "sealframe/keyring/sealing_key.h"

namespace sealframe {

WatchedScheme::WatchedScheme(std::shared_ptr<const KeyScheme> scheme,
                             std::function<void()> on_expand)
    : KeyScheme(scheme->traits()),
      scheme_(std::move(scheme)),
      on_expand_(std::move(on_expand)) {}

absl::StatusOr<uint64_t> WatchedScheme::KeyId(uint64_t key_index,
                                              uint64_t step) const {
  return scheme_->KeyId(key_index, step);
}

absl::StatusOr<uint64_t> WatchedScheme::SharedKeyId(
    uint64_t key_index, std::optional<uint64_t> sender_number) const {
  return scheme_->SharedKeyId(key_index, sender_number);
}

absl::StatusOr<KeyMaterial> WatchedScheme::Expand(
    const KeyMaterial& material) const {
  if (!material.expansion().empty()) {
    return material.Clone();
  }
  on_expand_();
  return material.Expanded(SecretBytes(1));
}

absl::StatusOr<std::unique_ptr<SealingKey>> WatchedScheme::NewSealingKey(
    uint64_t kid, const KeyMaterial& material,
    CounterReservations* reservations) const {
  return scheme_->NewSealingKey(kid, material, reservations);
}

absl::StatusOr<std::unique_ptr<OpeningKey>> WatchedScheme::NewOpeningKey(
    uint64_t kid, const KeyMaterial& material) const {
  return scheme_->NewOpeningKey(kid, material);
}

absl::StatusOr<KeyMaterial> WatchedScheme::Ratchet(const KeyMaterial& material,
                                                   uint64_t step) const {
  return scheme_->Ratchet(material, step);
}

}  // namespace sealframe
