// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

#include "sealframe/keyring/shared_key.h"

#include <cstdint>
#include <memory>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_scheme.h"

namespace sealframe {

absl::StatusOr<SharedKey> SharedKey::Derive(const KeyScheme& scheme,
                                            const KeyMaterial& material) {
  absl::StatusOr<KeyMaterial> first = scheme.Expand(material);
  if (!first.ok()) {
    return first.status();
  }
  SharedKey key;
  key.materials_.push_back(
      std::make_shared<const KeyMaterial>(*std::move(first)));
  const bool ratchets = scheme.traits().shared_keys_ratchet &&
                        material.kind() != KeyKind::kAeadKey;
  const uint64_t ahead = ratchets ? scheme.traits().steps_ahead : 0;
  for (uint64_t i = 0; i < ahead; ++i) {
    if (absl::Status status = key.AddNext(scheme); !status.ok()) {
      return status;
    }
  }
  return key;
}

absl::StatusOr<SharedKey> SharedKey::Next(const KeyScheme& scheme) const {
  SharedKey next = *this;
  if (absl::Status status = next.AddNext(scheme); !status.ok()) {
    return status;
  }
  next.materials_.erase(next.materials_.begin());
  ++next.step_;
  return next;
}

absl::Status SharedKey::AddNext(const KeyScheme& scheme) {
  absl::StatusOr<KeyMaterial> next =
      scheme.Ratchet(*materials_.back(), step_ + materials_.size() - 1);
  if (next.ok()) {
    next = scheme.Expand(*next);
  }
  if (!next.ok()) {
    return next.status();
  }
  materials_.push_back(std::make_shared<const KeyMaterial>(*std::move(next)));
  return absl::OkStatus();
}

}  // namespace sealframe
