// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// Key material: the bytes that the application supplies for a key, and their
// kind. The same bytes give different keys as a key and as a passphrase, and no
// frame shows the difference. So each kind has its own factory.
//
// Thread-safety: as for a vector. Making material allocates.

#ifndef SEALFRAME_KEYRING_KEY_MATERIAL_H_
#define SEALFRAME_KEYRING_KEY_MATERIAL_H_

#include <cstdint>
#include <utility>

#include "sealframe/crypto/secret_bytes.h"

namespace sealframe {

enum class KeyKind : uint8_t {
  kKey,         // Key bytes, from which a profile derives its keys.
  kPassphrase,  // UTF-8 text, from which a profile derives its keys.
  kAeadKey,     // The AEAD key itself.
};

class KeyMaterial {
 public:
  // KeyMaterial without bytes is empty.
  KeyMaterial() = default;

  // FromKey, FromPassphrase and FromAeadKey return material of that kind with a
  // copy of `bytes`, and From material of kind `kind`.
  static KeyMaterial FromKey(const SecretBytes& bytes) {
    return From(KeyKind::kKey, bytes);
  }
  static KeyMaterial FromPassphrase(const SecretBytes& bytes) {
    return From(KeyKind::kPassphrase, bytes);
  }
  static KeyMaterial FromAeadKey(const SecretBytes& bytes) {
    return From(KeyKind::kAeadKey, bytes);
  }
  static KeyMaterial From(KeyKind kind, const SecretBytes& bytes) {
    return KeyMaterial(kind, bytes.Clone());
  }

  // FromAeadKeyAndSalt returns an AEAD key with the salt of its nonces, for
  // schemes with `KeySchemeTraits::has_salts`, where other software derived
  // both from a key that it does not reveal. They belong to one KID.
  static KeyMaterial FromAeadKeyAndSalt(const SecretBytes& key,
                                        const SecretBytes& salt) {
    KeyMaterial material = FromAeadKey(key);
    material.salt_ = salt.Clone();
    return material;
  }

  // Clone returns a copy.
  KeyMaterial Clone() const { return Expanded(expansion_.Clone()); }

  // With returns material of the same kind with other bytes, and no salt.
  KeyMaterial With(SecretBytes bytes) const {
    return KeyMaterial(kind_, std::move(bytes));
  }

  // Expanded returns a copy with the result of `KeyScheme::Expand`.
  KeyMaterial Expanded(SecretBytes expansion) const {
    KeyMaterial copy(kind_, bytes_.Clone());
    copy.expansion_ = std::move(expansion);
    copy.salt_ = salt_.Clone();
    return copy;
  }

  KeyKind kind() const { return kind_; }
  const SecretBytes& bytes() const { return bytes_; }
  bool empty() const { return bytes_.empty(); }

  // salt returns the salt that came with the bytes, or none.
  const SecretBytes& salt() const { return salt_; }

  // expansion returns the bytes that a key scheme derived in advance, or none.
  const SecretBytes& expansion() const { return expansion_; }

 private:
  KeyMaterial(KeyKind kind, SecretBytes bytes)
      : kind_(kind), bytes_(std::move(bytes)) {}

  KeyKind kind_ = KeyKind::kKey;
  SecretBytes bytes_;
  SecretBytes salt_;
  SecretBytes expansion_;
};

// KeyAtStep is the material of key `key_index` at ratchet step `step`.
struct KeyAtStep {
  uint64_t key_index = 0;
  uint64_t step = 0;
  KeyMaterial material;
};

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_KEY_MATERIAL_H_
