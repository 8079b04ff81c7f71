// Copyright 2026 The Sealframe Authors
// SPDX-License-Identifier: Apache-2.0

// The sizes of key material with which frames are sealed or opened. The key
// schemes themselves also derive from shorter material, as known answers
// require.
//
// Thread-safety: pure functions. They allocate only on failure.

#ifndef SEALFRAME_KEYRING_CHECK_KEY_MATERIAL_H_
#define SEALFRAME_KEYRING_CHECK_KEY_MATERIAL_H_

#include <cstddef>

#include "absl/status/status.h"
#include "sealframe/keyring/key_material.h"

namespace sealframe {

// The fewest bytes of a key: those of the smallest AES key. Shorter keys can be
// guessed, and no derivation prevents that.
inline constexpr size_t kMinKeySize = 16;

// The most bytes of a key or passphrase, far above what any system uses. More
// is a mistake in the size.
inline constexpr size_t kMaxKeySize = 4096;

// CheckKeySize refuses material without bytes or with more than `kMaxKeySize`,
// and keys of fewer than `kMinKeySize`. Passphrases have no other minimum: how
// hard one is to guess does not follow from its size, and LiveKit's and
// VideoSDK's clients take any. The key schemes check the sizes of AEAD keys.
absl::Status CheckKeySize(KeyKind kind, size_t size);

// CheckKeyMaterial is `CheckKeySize` for `material`.
absl::Status CheckKeyMaterial(const KeyMaterial& material);

}  // namespace sealframe

#endif  // SEALFRAME_KEYRING_CHECK_KEY_MATERIAL_H_
