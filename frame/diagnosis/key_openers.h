// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Openers for many variants of a key. Each is made when it is first needed, and
// the slow part of a passphrase's derivation is done once for all variants that
// share it.
//
// Thread-safety: none. It allocates and derives keys.

#ifndef SEALFRAME_FRAME_DIAGNOSIS_KEY_OPENERS_H_
#define SEALFRAME_FRAME_DIAGNOSIS_KEY_OPENERS_H_

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "sealframe/crypto/secret_bytes.h"
#include "sealframe/frame/diagnosis/frame_opener.h"
#include "sealframe/frame/diagnosis/key_variants.h"
#include "sealframe/frame/diagnosis/profile_key.h"
#include "sealframe/keyring/key_material.h"

namespace sealframe {

// The most slow derivations (PBKDF2, 100,000 iterations) of one search. Later
// variants that need one are left out.
inline constexpr size_t kMaxSlowDerivations = 28;

class KeyOpeners {
 public:
  explicit KeyOpeners(std::vector<KeyVariant> variants);

  size_t size() const { return openers_.size(); }
  const KeyVariant& variant(size_t index) const { return variants_[index]; }

  // Get returns the opener of variant `index`, or null if its profile does not
  // accept the key or the derivations are used up.
  FrameOpener* Get(size_t index);

  size_t slow_derivations() const { return slow_derivations_; }

 private:
  // Chain is the material of one key at each ratchet step from 0, expanded.
  struct Chain {
    std::string derivation;  // Profile and parameters.
    KeyKind kind;
    SecretBytes bytes;
    std::vector<KeyMaterial> steps;
  };

  struct Opener {
    bool made = false;
    std::unique_ptr<FrameOpener> opener;
  };

  std::unique_ptr<FrameOpener> Make(const ProfileKey& key);
  absl::StatusOr<KeyMaterial> MaterialOf(const ProfileKey& key);
  Chain& ChainOf(const ProfileKey& key);

  const std::vector<KeyVariant> variants_;
  std::vector<Opener> openers_;
  std::vector<Chain> chains_;
  size_t slow_derivations_ = 0;
};

}  // namespace sealframe

#endif  // SEALFRAME_FRAME_DIAGNOSIS_KEY_OPENERS_H_
