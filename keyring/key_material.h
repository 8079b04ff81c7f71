// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// What an application gives for a key, and what kind of thing it is. The same
// bytes taken for a key and for a passphrase give different keys, and nothing
// on the wire would tell: so each is named where it is made.
//
// Thread-safety: like a vector. It allocates when it is made, never later.

#ifndef SEALFRAME_KEYRING_KEY_MATERIAL_H_
#define SEALFRAME_KEYRING_KEY_MATERIAL_H_

#include <cstdint>
#include <utility>

#include "sealframe/crypto/secret_bytes.h"

namespace sealframe {

enum class KeyKind : uint8_t {
  kKey,         // Bytes that a profile derives its keys from.
  kPassphrase,  // Text, in UTF-8, that a profile derives its keys from.
  kAeadKey,     // The cipher's key itself.
};

class KeyMaterial {
 public:
  // No material.
  KeyMaterial() = default;

  // FromKey, FromPassphrase and FromAeadKey make material of that kind with the
  // contents of `bytes`.
  static KeyMaterial FromKey(const SecretBytes& bytes) {
    return KeyMaterial(KeyKind::kKey, bytes.Clone());
  }
  static KeyMaterial FromPassphrase(const SecretBytes& bytes) {
    return KeyMaterial(KeyKind::kPassphrase, bytes.Clone());
  }
  static KeyMaterial FromAeadKey(const SecretBytes& bytes) {
    return KeyMaterial(KeyKind::kAeadKey, bytes.Clone());
  }

  // Clone returns the same material a second time.
  KeyMaterial Clone() const { return KeyMaterial(kind_, bytes_.Clone()); }

  // With returns other bytes of the same kind, as a ratchet step gives.
  KeyMaterial With(SecretBytes bytes) const {
    return KeyMaterial(kind_, std::move(bytes));
  }

  KeyKind kind() const { return kind_; }
  const SecretBytes& bytes() const { return bytes_; }
  bool empty() const { return bytes_.empty(); }

 private:
  KeyMaterial(KeyKind kind, SecretBytes bytes)
      : kind_(kind), bytes_(std::move(bytes)) {}

  KeyKind kind_ = KeyKind::kKey;
  SecretBytes bytes_;
};

// KeyAtStep is the material of key `key_index` at ratchet step `step`.
struct KeyAtStep {
  uint64_t key_index = 0;
  uint64_t step = 0;
  KeyMaterial material;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEY_MATERIAL_H_
