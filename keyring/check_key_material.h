// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The minimum size of key material before frames are sealed or opened with it.
// The key schemes themselves also derive from shorter material, as known
// answers require.
//
// Thread-safety: a pure function. It allocates only on failure.

#ifndef SEALFRAME_KEYRING_CHECK_KEY_MATERIAL_H_
#define SEALFRAME_KEYRING_CHECK_KEY_MATERIAL_H_

#include <cstddef>

#include "absl/status/status.h"
#include "sealframe/keyring/key_material.h"

namespace sealframe {

// The fewest bytes of a key: those of the smallest AES key. Shorter keys can be
// guessed, and no derivation prevents that.
inline constexpr size_t kMinKeySize = 16;

// CheckKeyMaterial refuses empty material, and keys of fewer than `kMinKeySize`
// bytes. Passphrases have no other minimum. The key schemes check the sizes of
// AEAD keys.
absl::Status CheckKeyMaterial(const KeyMaterial& material);

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_CHECK_KEY_MATERIAL_H_
