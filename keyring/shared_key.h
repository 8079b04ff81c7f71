// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// A key of the whole meeting at one ratchet step, derived once for all
// participants.
//
// Thread-safety: immutable. Allocates and derives keys; call it where keys are
// set, not on the frame path.

#ifndef SEALFRAME_KEYRING_SHARED_KEY_H_
#define SEALFRAME_KEYRING_SHARED_KEY_H_

#include <cstdint>
#include <memory>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "sealframe/keyring/key_material.h"
#include "sealframe/keyring/key_scheme.h"

namespace sealframe {

class SharedKey {
 public:
  // Derive expands `material`, and that of each step that receivers derive
  // ahead (`KeySchemeTraits::steps_ahead`) if the key ratchets. It takes tens
  // of milliseconds a step for a passphrase.
  static absl::StatusOr<SharedKey> Derive(const KeyScheme& scheme,
                                          const KeyMaterial& material);

  // Next returns the key at the next step. The key must ratchet.
  absl::StatusOr<SharedKey> Next(const KeyScheme& scheme) const;

  // The step, its material, and those of the steps after it, in order.
  uint64_t step() const { return step_; }
  const KeyMaterial& material() const { return *materials_.front(); }
  std::vector<std::shared_ptr<const KeyMaterial>> ahead() const {
    return {materials_.begin() + 1, materials_.end()};
  }

 private:
  SharedKey() = default;

  // AddNext adds the material of the step after the last one.
  absl::Status AddNext(const KeyScheme& scheme);

  uint64_t step_ = 0;
  std::vector<std::shared_ptr<const KeyMaterial>> materials_;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_SHARED_KEY_H_
